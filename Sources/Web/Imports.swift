import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    /// `POST /v1/import/{source}`: an export of the source is the body.
    func postImport(_ request: Request, _ context: ImportContext) async throws -> Response {
        guard let source = ImportSource.named(try context.parameters.require("source")) else {
            throw Problem(404, "unknown_source", "Sources are: \(Self.sourceNames).")
        }
        let query = try QueryReader(request, known: ["experiment", "part"])
        guard let experiment = query.text("experiment") else {
            throw QueryReader.fault("experiment", "required", "Name the experiment that the feedback is about.")
        }
        let part = try query.number("part", in: 1...1000)
        let bytes = try await request.bytes(upTo: limits.uploadBytes)
        let moment = now()
        let parts = try await pool.withConnection { db in
            guard try db.experiment(experiment) != nil else { throw Problem.unknownExperiment }
            return try db.parts(of: experiment)
        }
        if let part, !parts.contains(where: { $0.number == part }) { throw Problem.unknownPart }
        let plan = ImportPlan(
            try source.read(bytes), from: source, experiment: experiment, part: part, parts: parts, now: moment)
        var outcome = ImportOutcome(source: source.name, skips: plan.skips)
        // A request that breaks off keeps what is stored; sent again, it goes on from there.
        for item in plan.imports {
            if try await store(item, at: moment) {
                outcome.imported[item.rating.input.part, default: 0] += 1
            } else {
                outcome.unchanged += 1
            }
        }
        return .json(outcome.json)
    }

    private static var sourceNames: String { ImportSource.all.map(\.name).joined(separator: ", ") }

    private func store(_ item: RatingImport, at moment: Date) async throws -> Bool {
        let serverKey = serverKey
        return try await pool.withConnection { db in
            try db.insert(
                item,
                receiptHash: { item, key in
                    Receipt(id: item.rating.id.description, keyHash: key.hash, serverKey: serverKey).hash
                }, at: moment)
        }
    }
}
