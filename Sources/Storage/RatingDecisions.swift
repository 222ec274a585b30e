public import Core
public import Foundation
public import Postgres
import StrictJSON

/// What became of a rating by a decision.
public struct RatingStanding: Sendable, Equatable {
    /// What it is now.
    public var status: Rating.Status
    /// The line of the audit, by which it can be undone.
    public var entry: ID<AuditEntry>
}

extension Connection {
    /// Carries out a maintainer's decision about a rating. Deciding twice is deciding once, and accepting undoes what
    /// quarantine or rejection did to the figures, exactly. What is accepted stands by itself: it is not taken for a
    /// group's any more, nor will it be.
    /// - Returns: what became of it; nil for absent and withdrawn ones alike
    public func decide(
        _ input: DecisionInput, about id: ID<Rating>, by actor: AuditActor, at now: Date
    ) throws -> RatingStanding? {
        guard try lockRater(where: Self.isHere(id)) else { return nil }
        var entry = AuditEntry(
            AuditEntry.Action(input.decision, about: .rating), of: id.description, by: actor, at: now)
        guard let (status, before) = try decide(input, about: id, entry: entry.id, at: now) else { return nil }
        entry.details = .object([("ratings", .array([before.json]))])
        try record(entry)
        return RatingStanding(status: status, entry: entry.id)
    }

    /// Takes a decision about ratings back: each is again what it was, in the figures too.
    /// - Returns: how many; those that were withdrawn or decided about since are left as they are
    func undo(_ undone: AuditEntry, about kind: ModerationKind, by actor: AuditActor, at now: Date) throws -> Int {
        let details = try JSONDocument(undone.details.bytes(), limits: .own).root
        let all = details["ratings"].map { $0.elements.compactMap { RatingBefore($0) } } ?? []
        try lockRaters(of: all.map(\.id))
        let count = try all.count { before in try restore(before, undoing: undone.id, at: now) }
        guard count > 0 else { return 0 }
        try record(
            AuditEntry(
                AuditEntry.Action(undoing: kind), of: undone.subject, by: actor, at: now,
                details: .object([("undone", .string(undone.id.description)), ("count", .int(count))])))
        return count
    }

    /// Makes changes of the raters of some ratings take turns, in a fixed order.
    func lockRaters(of ids: [ID<Rating>]) throws {
        let raters: [(String, String)] = try query(
            """
            select distinct r.rater, r.experiment from ratings as r
            join unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[]) as given(bucket, id)
                on given.bucket = r.bucket and given.id = r.id
            where r.status <> 'withdrawn'
            """)
        try lockRatings(of: raters.map { RaterInExperiment(rater: $0.0, experiment: $0.1) })
    }

    /// Decides about one rating under its rater's lock.
    func decide(
        _ input: DecisionInput, about id: ID<Rating>, entry: ID<AuditEntry>, at now: Date
    ) throws -> (status: Rating.Status, before: RatingBefore)? {
        guard let rating = try ratings(where: Self.isHere(id)).first, let before = try ratingBefore(rating) else {
            return nil
        }
        try execute(
            """
            update ratings set decision_reason = \(input.reason), decided_at = \(now), decision_entry = \(entry.uuid)
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
        if input.decision == .accept { try unmarkClustered(rating, at: now) }
        let status = input.decision.status
        if rating.status == status || (rating.status.isStanding && status.isStanding) {
            return (rating.status, before)
        }
        let isInFigures = try changeStanding(of: rating, at: now) { db in
            try db.setStatus(status, of: id)
            return status
        }
        if isInFigures { try lookAtGates(after: .moderation, of: rating, at: now) }
        return try ratings(where: Self.isHere(id)).first.map { ($0.status, before) }
    }

    private func restore(_ before: RatingBefore, undoing undone: ID<AuditEntry>, at now: Date) throws -> Bool {
        let id = before.id
        let latest: UUID?? = try first("select decision_entry from ratings where \(Self.isHere(id))")
        guard latest == .some(undone.uuid) else { return false }
        let back = DecisionInput(decision: before.decision, reason: nil)
        guard try decide(back, about: id, entry: undone, at: now) != nil else { return false }
        if before.isClustered, let rating = try ratings(where: Self.isHere(id)).first {
            try markClusteredAgain(rating, at: now)
        }
        try execute(
            """
            update ratings set decided_at = \(before.decidedAt), decision_entry = \(before.entry)
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
        return true
    }

    private func ratingBefore(_ rating: Rating) throws -> RatingBefore? {
        let row: (Bool, Date?, UUID?)? = try first(
            "select is_clustered, decided_at, decision_entry from ratings where \(Self.isHere(rating.id))")
        return row.map {
            RatingBefore(
                id: rating.id, decision: Decision(keeping: rating.status), isClustered: $0.0, decidedAt: $0.1,
                entry: $0.2)
        }
    }

    private static func isHere(_ id: ID<Rating>) -> SQL {
        "bucket = \(id.bucket) and id = \(id.uuid) and status <> 'withdrawn'"
    }
}

/// A rating as a decision found it, and what leads back there.
struct RatingBefore {
    var id: ID<Rating>
    var decision: Decision
    var isClustered: Bool
    var decidedAt: Date?
    var entry: UUID?

    init(id: ID<Rating>, decision: Decision, isClustered: Bool, decidedAt: Date?, entry: UUID?) {
        (self.id, self.decision, self.isClustered) = (id, decision, isClustered)
        (self.decidedAt, self.entry) = (decidedAt, entry)
    }

    /// From details of the audit.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.string.flatMap({ ID<Rating>($0) }),
            let decision = json["was"]?.string.flatMap(Decision.init)
        else { return nil }
        self.init(
            id: id, decision: decision, isClustered: json["clustered"]?.bool ?? false,
            decidedAt: json["decided_at"]?.string.flatMap(RFC3339.parse),
            entry: json["entry"]?.string.flatMap { ID<AuditEntry>($0)?.uuid })
    }

    var json: JSON {
        .object([
            ("id", .string(id.description)), ("was", .string(decision.rawValue)), ("clustered", .bool(isClustered)),
            ("decided_at", decidedAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("entry", entry.map { .string(ID<AuditEntry>($0).description) } ?? .null),
        ])
    }
}

extension Decision {
    /// An accepted rating is one among others until it is seen which is the latest.
    fileprivate var status: Rating.Status {
        switch self {
        case .accept: .superseded
        case .reject: .rejected
        case .quarantine: .quarantined
        }
    }

    /// The decision after which a rating has a status.
    fileprivate init(keeping status: Rating.Status) {
        switch status {
        case .accepted, .superseded: self = .accept
        case .quarantined: self = .quarantine
        case .rejected, .withdrawn: self = .reject
        }
    }
}
