import Core
import HTTPTypes
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func getSummary(_ request: Request, _ context: AppContext) async throws -> Response {
        let view = try await view(of: try context.parameters.require("experiment"), orThrow: .part)
        let number = try context.partNumber()
        guard view.part(number) != nil else { throw Problem.unknownPart }
        return answer(request, "summary/\(number)", of: view) {
            PartSummary(part: number, in: view.family)?.json ?? .null
        }
    }

    func getAdvice(_ request: Request, _ context: AppContext) async throws -> Response {
        let view = try await view(of: try context.parameters.require("experiment"), orThrow: .part)
        let number = try context.partNumber()
        guard let summary = PartSummary(part: number, in: view.family) else { throw Problem.unknownPart }
        let advice = try await advice(on: summary)
        return .json(summary.json(of: advice), headers: [.cacheControl: "no-cache"])
    }

    func getExperimentSummary(_ request: Request, _ context: AppContext) async throws -> Response {
        let view = try await view(of: try context.parameters.require("experiment"))
        return answer(request, "summary", of: view) { ExperimentSummary(view.family).json }
    }

    func getComparison(_ request: Request, _ context: AppContext) async throws -> Response {
        let view = try await view(of: try context.parameters.require("experiment"), orThrow: .part)
        let number = try context.partNumber()
        let other = try context.partNumber("other")
        guard let comparison = PartComparison(number, with: other, in: view.family) else {
            guard view.part(number) != nil, number == other else { throw Problem.unknownPart }
            throw Problem.invalid([
                Fault(
                    pointer: "other", code: "same_part", detail: "A part is not compared with itself.",
                    hint: "Name another part of the experiment.")
            ])
        }
        return answer(request, "compare/\(number)/\(other)", of: view) { comparison.answer }
    }

    /// What a path names that may not exist.
    enum Named { case experiment, part }

    /// An experiment as it stands now.
    func view(of slug: String, orThrow named: Named = .experiment) async throws -> ExperimentView {
        guard let view = try await viewIfRegistered(of: slug) else {
            throw named == .part ? Problem.unknownPart : Problem.unknownExperiment
        }
        return view
    }

    /// The same; nil when it is not registered.
    func viewIfRegistered(of slug: String) async throws -> ExperimentView? {
        let view = try await families.view(of: slug) {
            try await pool.transaction(.repeatableRead) { db in try db.experimentRecord(of: slug) }
        }
        if view?.age != nil { metrics.answeredStale() }
        return view
    }

    private func answer(
        _ request: Request, _ name: String, of view: ExperimentView, _ json: () -> JSON
    ) -> Response {
        let answer = families.answer(name, of: view) { json().bytes() }
        var headers: HTTPFields = [.eTag: answer.tag]
        headers[.cacheControl] = "public, max-age=0, must-revalidate"
        if let age = view.age { headers[.age] = String(age.components.seconds) }
        if request.headers[.ifNoneMatch]?.contains(answer.tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: answer.body))
    }
}
