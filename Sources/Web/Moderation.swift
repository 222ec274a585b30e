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
        try await answer(request, context, unknown: "There is no such submission.") {
            (id: ID<Submission>, input, actor, moment) in
            try await decide(input, about: id, by: actor, at: moment)?.members
        }
    }

    func postClusterDecision(_ request: Request, _ context: MaintainContext) async throws -> Response {
        try await answer(request, context, unknown: "There is no such group, or nothing of it waits.") {
            (id: ID<RatingCluster>, input, actor, moment) in
            try await decide(input, about: id, by: actor, at: moment)?.members
        }
    }

    /// Reads a decision about what the address names, carries it out, and answers with what became of it.
    /// - Parameters:
    ///   - unknown: what is said where there is nothing to decide about
    ///   - decide: the members that tell what became of it; nil where there is nothing to decide about
    func answer<Subject>(
        _ request: Request, _ context: MaintainContext, unknown: String,
        _ decide: (ID<Subject>, DecisionInput, AuditActor, Date) async throws -> [JSON.Member]?
    ) async throws -> Response {
        let id = ID<Subject>(try context.parameters.require("id"))
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try DecisionInput(body.root)
        let moment = now()
        guard let id, let members = try await decide(id, input, AuditActor(context.token), moment) else {
            throw Problem(404, "not_found", unknown)
        }
        return .json(input.json(about: id, members, at: moment))
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

    /// What became of it, as answered by the API.
    var members: [JSON.Member] { [("ratings", .int(ratings))] }
}

extension SubmissionStanding {
    /// What became of it, as answered by the API.
    var members: [JSON.Member] {
        let counts = Submission.Status.allCases.filter { $0 != .withdrawn }.map { status -> JSON.Member in
            (status.rawValue, .int(episodes[status] ?? 0))
        }
        return [
            ("status", .string(status.rawValue)), ("episodes", .object(counts)),
            ("held_for_safety", .int(heldForSafety)),
        ]
    }
}

extension DecisionInput {
    /// The answer to a decision.
    /// - Parameter members: what became of what it is about
    func json<Subject>(about id: ID<Subject>, _ members: [JSON.Member], at moment: Date) -> JSON {
        .object(
            [("id", .string(id.description))] + members + [
                ("decision", .string(decision.rawValue)), ("reason", reason.map(JSON.string) ?? .null),
                ("decided_at", .string(RFC3339.text(moment))),
            ])
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
