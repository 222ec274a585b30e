import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func putExperiment(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let experiment = try Experiment(slug: slug, body: body.root, now: now())
        let actor = AuditActor(context.token)
        let (stored, isNew) = try await pool.transaction { db in
            let (stored, isNew) = try db.put(experiment)
            try db.record(
                AuditEntry(
                    .putExperiment, of: slug, by: actor, at: experiment.updatedAt,
                    details: .object([("new", .bool(isNew))])))
            return (stored, isNew)
        }
        return .json(stored.json, status: isNew ? .created : .ok)
    }

    func listExperiments(_ request: Request, _ context: AppContext) async throws -> Response {
        let all = try await pool.withConnection { db in try db.experiments() }
        return .json(.object([("experiments", .array(all.map(\.json)))]))
    }

    func getExperiment(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        guard let experiment = try await pool.withConnection({ db in try db.experiment(slug) }) else {
            throw Problem.unknownExperiment
        }
        return .json(experiment.json)
    }

    func putPart(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let part = try Part(experiment: slug, number: number, body: body.root, now: now())
        let actor = AuditActor(context.token)
        let (stored, isNew) = try await pool.transaction { db in
            guard let experiment = try db.experiment(slug) else {
                throw Problem.unknownExperiment
            }
            guard number <= experiment.partsPlanned else {
                throw Problem.invalid([
                    Fault(
                        pointer: "part", code: "out_of_range",
                        detail: "Only \(experiment.partsPlanned) parts are planned.",
                        hint: "Raise parts_planned of the experiment first.")
                ])
            }
            let (stored, isNew) = try db.put(part)
            try db.record(
                AuditEntry(
                    .putPart, of: "\(slug)/\(number)", by: actor, at: part.updatedAt,
                    details: .object([("new", .bool(isNew))])))
            return (stored, isNew)
        }
        return .json(stored.json, status: isNew ? .created : .ok)
    }

    func listParts(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let parts = try await pool.withConnection { db in
            guard try db.experiment(slug) != nil else {
                throw Problem.unknownExperiment
            }
            return try db.parts(of: slug)
        }
        return .json(.object([("experiment", .string(slug)), ("parts", .array(parts.map(\.json)))]))
    }

    func getPart(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        guard let part = try await pool.withConnection({ db in try db.part(number, of: slug) }) else {
            throw Problem.unknownPart
        }
        return .json(part.json)
    }
}

extension RequestContext {
    /// The part in the path; what is no number names no part.
    func partNumber(_ parameter: String = "part") throws -> Int {
        // One address for each part: `03` and `+3` are none.
        guard let text = parameters.get(parameter), let number = Int(text), 1...1000 ~= number,
            String(number) == text
        else {
            throw Problem.unknownPart
        }
        return number
    }
}
