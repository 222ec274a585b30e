public import Core
import ChatLogs
public import Foundation
public import Postgres
import StrictJSON

/// What became of a submission by a decision.
public struct SubmissionStanding: Sendable {
    /// The best of its episodes.
    public var status: Submission.Status
    /// Its episodes by what became of them.
    public var episodes: [Submission.Status: Int]
    /// How many of them wait for the safety check, which no decision lets out.
    public var heldForSafety: Int
    /// The line of the audit, by which it can be undone.
    public var entry: ID<AuditEntry>

    /// All members.
    public init(
        status: Submission.Status, episodes: [Submission.Status: Int], heldForSafety: Int, entry: ID<AuditEntry>
    ) {
        self.status = status
        self.episodes = episodes
        self.heldForSafety = heldForSafety
        self.entry = entry
    }
}

extension Connection {
    /// Carries out a maintainer's decision about a submission: every episode of it that has text still.
    ///
    /// Accepted ones go to the feed, except those that are held for the safety check and those of which a longer version is
    /// there; the others leave it, and what had given way to them comes back. Deciding twice is deciding once.
    /// - Returns: nil for absent and withdrawn ones alike
    /// - Throws: 409 `text_deleted` when nothing of it is left to decide about
    public func decide(
        _ input: DecisionInput, about id: ID<Submission>, by actor: AuditActor, at now: Date
    ) throws -> SubmissionStanding? {
        guard let earlier = try lockSubmission(id) else { return nil }
        let held = try episodesWithText(of: id)
        guard !held.isEmpty else {
            throw Problem(409, "text_deleted", "The text of this submission is deleted; nothing is left to decide.")
        }
        let changes = try settle(held.map { ($0, input.decision) }, at: now)
        let entry = AuditEntry(
            AuditEntry.Action(input.decision, about: .submission), of: id.description, by: actor, at: now,
            details: .object([("was", earlier.json), ("episodes", .array(changes.map(\.json)))]))
        try record(entry)
        try note(
            EarlierDecision(decision: input.decision, at: now, entry: entry.id.uuid), reason: input.reason, about: id)
        return try standing(of: id, entry: entry.id)
    }

    /// Takes back a decision about a submission, exactly: each episode is again what it was, unless a longer version came.
    /// - Returns: false when something else was decided since, or its text is gone
    func undo(_ undone: AuditEntry, about id: ID<Submission>, by actor: AuditActor, at now: Date) throws -> Bool {
        let details = try JSONDocument(undone.details.bytes(), limits: .own).root
        guard let latest = try lockSubmission(id), latest.entry == undone.id.uuid else { return false }
        let held = try episodesWithText(of: id)
        guard !held.isEmpty else { return false }
        let before = Dictionary(
            EpisodeChange.all(in: details).map { ($0.episode, $0.was) }, uniquingKeysWith: { first, _ in first })
        let changes = try settle(held.compactMap { id in before[id].map { (id, $0) } }, at: now)
        try record(
            AuditEntry(
                .undoSubmission, of: id.description, by: actor, at: now,
                details: .object([
                    ("undone", .string(undone.id.description)), ("episodes", .array(changes.map(\.json))),
                ])))
        try note(EarlierDecision(details["was"]), reason: nil, about: id)
        _ = try standing(of: id, entry: undone.id)
        return true
    }

    /// - Returns: the decision that stands; nil when there is no such submission
    private func lockSubmission(_ id: ID<Submission>) throws -> EarlierDecision? {
        try lockSubmitter(of: id)
        let row: (String?, Date?, UUID?)? = try first(
            """
            select decision, decided_at, decision_entry from submissions
            where bucket = \(id.bucket) and id = \(id.uuid) and status <> 'withdrawn' for update
            """)
        return row.map { EarlierDecision(decision: $0.0.flatMap(Decision.init), at: $0.1, entry: $0.2) }
    }

    /// Longest first, so that what is accepted finds its longer version in its place.
    private func episodesWithText(of id: ID<Submission>) throws -> [UUID] {
        try query(
            """
            select id from episodes where bucket = \(id.bucket) and submission_id = \(id.uuid) and content is not null
            order by coalesce(cardinality(prefix_sha256), 0) desc, id
            """)
    }

    private func settle(_ decisions: [(UUID, Decision)], at now: Date) throws -> [EpisodeChange] {
        let ordered = decisions.filter { $0.1 == .accept } + decisions.filter { $0.1 != .accept }.reversed()
        return try ordered.compactMap { try settle($0.0, $0.1, at: now) }
    }

    private func note(_ decision: EarlierDecision, reason: String?, about id: ID<Submission>) throws {
        try execute(
            """
            update submissions set decision = \(decision.decision?.rawValue), decision_reason = \(reason),
                decided_at = \(decision.at), decision_entry = \(decision.entry)
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
    }

    /// Lets documents and the submission follow their episodes.
    private func standing(of id: ID<Submission>, entry: ID<AuditEntry>) throws -> SubmissionStanding {
        let rows: [(Int32, String, Bool)] = try query(
            """
            select document_index, status, \(Self.isForSafety) and content is not null from episodes
            where bucket = \(id.bucket) and submission_id = \(id.uuid)
            """)
        let documents = Dictionary(grouping: rows, by: \.0).mapValues { Self.best(of: $0.map(\.1)) }
        for (index, status) in documents {
            try execute(
                """
                update documents set status = \(status.rawValue)
                where bucket = \(id.bucket) and submission_id = \(id.uuid) and index = \(index)
                """)
        }
        let status = Self.best(of: rows.map(\.1))
        try execute(
            "update submissions set status = \(status.rawValue) where bucket = \(id.bucket) and id = \(id.uuid)")
        let counts = rows.reduce(into: [:]) { counts, row in
            counts[Submission.Status(rawValue: row.1) ?? .rejected, default: 0] += 1
        }
        return SubmissionStanding(
            status: status, episodes: counts, heldForSafety: rows.count(where: \.2), entry: entry)
    }

    private static func best(of statuses: [String]) -> Submission.Status {
        [Submission.Status.accepted, .quarantined].first { statuses.contains($0.rawValue) } ?? .rejected
    }

    /// For rows of `episodes`.
    static var isForSafety: SQL { "\(ReasonCode.minorSafetyReview.rawValue) = any(flags)" }
}

/// A decision that stands, or none: what an undo leads back to.
struct EarlierDecision {
    var decision: Decision?
    var at: Date?
    var entry: UUID?

    init(decision: Decision?, at: Date?, entry: UUID?) {
        (self.decision, self.at, self.entry) = (decision, at, entry)
    }

    /// From details of the audit.
    init(_ json: JSONValue?) {
        decision = json?["decision"]?.string.flatMap(Decision.init)
        at = json?["at"]?.string.flatMap(RFC3339.parse)
        entry = json?["entry"]?.string.flatMap { ID<AuditEntry>($0)?.uuid }
    }

    var json: JSON {
        guard let decision else { return .null }
        return .object([
            ("decision", .string(decision.rawValue)), ("at", at.map { .string(RFC3339.text($0)) } ?? .null),
            ("entry", entry.map { .string(ID<AuditEntry>($0).description) } ?? .null),
        ])
    }
}
