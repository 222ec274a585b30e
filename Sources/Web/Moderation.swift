import Core
import Foundation
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func getModerationQueue(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let filter = try ModerationFilter(request)
        let (items, next) = try await queue(filter)
        return .json(
            .object([
                ("items", .array(items.map(\.json))), ("next_cursor", next.map { .string($0.description) } ?? .null),
            ]))
    }

    /// A page of the queue, and where the next one begins if there is one.
    func queue(_ filter: ModerationFilter) async throws -> ([ModerationItem], next: ID<ModerationItem>?) {
        var more = filter
        more.limit += 1
        let asked = more
        let found = try await pool.transaction(.repeatableRead) { db in try db.moderationQueue(asked) }
        let shown = Array(found.prefix(filter.limit))
        return (shown, found.count > shown.count ? shown.last.map { ID($0.id) } : nil)
    }

    func postSubmissionDecision(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let id = ID<Submission>(try context.parameters.require("id"))
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try DecisionInput(body.root)
        let moment = now()
        let actor = AuditActor(context.token)
        guard let id, let standing = try await decide(input, about: id, by: actor, at: moment) else {
            throw Problem(404, "not_found", "There is no such submission.")
        }
        return .json(standing.json(of: id, input, at: moment))
    }

    func postClusterDecision(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let id = ID<RatingCluster>(try context.parameters.require("id"))
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try DecisionInput(body.root)
        let moment = now()
        let actor = AuditActor(context.token)
        guard let id, let standing = try await decide(input, about: id, by: actor, at: moment) else {
            throw Problem(404, "not_found", "There is no such group, or nothing of it waits.")
        }
        return .json(standing.json(of: id, input, at: moment))
    }

    /// Decides about a submission, and tells the feed.
    func decide(
        _ input: DecisionInput, about id: ID<Submission>, by actor: AuditActor, at moment: Date
    ) async throws -> SubmissionStanding? {
        let standing = try await pool.transaction { db in try db.decide(input, about: id, by: actor, at: moment) }
        feedSignal.changes.ring()
        return standing
    }

    /// Decides about a group: a transaction for each some hundred ratings.
    /// - Returns: the whole of it; every line of the audit that was written
    func decide(
        _ input: DecisionInput, about id: ID<RatingCluster>, by actor: AuditActor, at moment: Date
    ) async throws -> ClusterDecided? {
        var decided = ClusterDecided()
        // One that grows meanwhile is not followed for ever.
        for _ in 0..<100 {
            let standing = try await pool.transaction { db in try db.decide(input, about: id, by: actor, at: moment) }
            guard let standing else { break }
            decided.ratings += standing.decided
            decided.entries.append(standing.entry)
            if standing.left == 0 { break }
        }
        return decided.entries.isEmpty ? nil : decided
    }
}

/// What became of a group of ratings.
struct ClusterDecided {
    var ratings = 0
    var entries: [ID<AuditEntry>] = []

    func json(of id: ID<RatingCluster>, _ input: DecisionInput, at moment: Date) -> JSON {
        .object([("id", .string(id.description)), ("ratings", .int(ratings))] + input.members(at: moment))
    }
}

extension SubmissionStanding {
    func json(of id: ID<Submission>, _ input: DecisionInput, at moment: Date) -> JSON {
        let counts = Submission.Status.allCases.filter { $0 != .withdrawn }.map { status -> JSON.Member in
            (status.rawValue, .int(episodes[status] ?? 0))
        }
        return .object(
            [
                ("id", .string(id.description)), ("status", .string(status.rawValue)), ("episodes", .object(counts)),
                ("held_for_safety", .int(heldForSafety)),
            ] + input.members(at: moment))
    }
}

extension DecisionInput {
    /// How every answer to a decision ends.
    func members(at moment: Date) -> [JSON.Member] {
        [
            ("decision", .string(decision.rawValue)), ("reason", reason.map(JSON.string) ?? .null),
            ("decided_at", .string(RFC3339.text(moment))),
        ]
    }
}

extension ModerationFilter {
    /// Reads the query of a request.
    init(_ request: Request, also names: [String] = []) throws {
        self.init()
        let query = try QueryReader(request, known: ["kind", "cursor", "limit"] + names)
        kind = try query.word("kind")
        after = try query.cursor({ ID<ModerationItem>($0) }, hint: "Send back next_cursor as you got it.")
        limit = try query.number("limit", in: 1...100) ?? limit
    }
}
