public import Core
public import Foundation
public import Postgres
import StrictJSON

/// What became of a group of ratings by a decision.
public struct ClusterStanding: Sendable, Equatable {
    /// How many ratings were decided about.
    public var decided: Int
    /// How many wait still: one decision takes so many at once.
    public var left: Int
    /// The line of the audit, by which it can be undone.
    public var entry: ID<AuditEntry>
}

extension Connection {
    /// Carries out a maintainer's decision about the ratings of a group that wait for one, each as if it were alone.
    /// - Parameter limit: most ratings of one transaction, each of which holds a lock
    /// - Returns: nil when there is no such group, or nothing of it waits
    public func decide(
        _ input: DecisionInput, about id: ID<RatingCluster>, by actor: AuditActor, at now: Date, limit: Int = 200
    ) throws -> ClusterStanding? {
        // Without those that are so already, or the same ones would be taken again.
        let isNew: SQL = input.decision == .quarantine ? "status <> 'quarantined'" : "true"
        let isOpen: SQL = "cluster_id = \(id.uuid) and \(Self.waits) and \(isNew)"
        let waiting: [UUID] = try query("select id from ratings where \(isOpen) order by id limit \(limit + 1)")
        let ids = waiting.prefix(limit).map { ID<Rating>($0) }
        guard !ids.isEmpty else { return nil }
        try lockRaters(of: ids)
        var entry = AuditEntry(
            AuditEntry.Action(input.decision, about: .cluster), of: id.description, by: actor, at: now)
        let decided = try ids.compactMap { try decide(input, about: $0, entry: entry.id, at: now)?.before }
        entry.details = .object([("ratings", .array(decided.map(\.json)))])
        try record(entry)
        let left: Int? = try first("select count(*) from ratings where \(isOpen)")
        return ClusterStanding(decided: decided.count, left: left ?? 0, entry: entry.id)
    }

    /// For rows of `ratings`: what a maintainer holds back, and what looks like a group's and was not decided about.
    static var waits: SQL {
        "(status = 'quarantined' or (is_clustered and status in ('accepted', 'superseded')))"
    }
}
