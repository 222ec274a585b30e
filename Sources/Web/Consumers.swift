import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func putConsumer(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try ConsumerInput(name: name, body: body.root)
        if let policy = input.pulls.policy { _ = try await self.policy(named: policy) }
        let moment = now()
        let (standing, isNew) = try await pool.transaction { db in
            guard let isNew = try db.put(input, at: moment) else { throw Problem.forked(resume: try db.feedStart()) }
            return (try db.consumer(name), isNew)
        }
        guard let standing else { throw Problem.unknownConsumer }
        return .json(standing.json(now: moment), status: isNew ? .created : .ok)
    }

    func getConsumer(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        guard let standing = try await pool.withConnection({ db in try db.consumer(name) }) else {
            throw Problem.unknownConsumer
        }
        return .json(standing.json(now: now()))
    }

    /// Forgets a consumer that pulls no more. The answer is how it stood: whoever was wrong can tell its cursor again.
    func deleteConsumer(_ request: Request, _ context: CurateContext) async throws -> Response {
        let name = try context.parameters.require("name")
        let moment = now()
        let standing = try await pool.transaction { db in
            let standing = try db.consumer(name)
            guard try db.deleteConsumer(name) else { return ConsumerStanding?.none }
            try db.record(AuditEntry(.forgetConsumer, of: name, by: AuditActor(context.token), at: moment))
            return standing
        }
        guard let standing else { throw Problem.unknownConsumer }
        return .json(standing.json(now: moment))
    }

    func listConsumers(_ request: Request, _ context: CurateContext) async throws -> Response {
        let moment = now()
        let standings = try await pool.withConnection { db in try db.consumers() }
        return .json(["consumers": .array(standings.map { $0.json(now: moment) })])
    }
}

extension Problem {
    fileprivate static let unknownConsumer = Problem(404, "unknown_consumer", "No consumer has told of this name.")
}
