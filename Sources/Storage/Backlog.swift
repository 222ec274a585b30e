public import Foundation
public import Postgres

/// Work that waits in the database.
public struct Backlog: Sendable {
    /// Where the feed ends.
    public var position: Int
    /// Changes that have no place in the feed yet.
    public var changes: Int
    /// When the oldest of those was made.
    public var oldestChange: Date?
    /// Changes of figures that are not folded, as far as they are counted.
    public var deltas: Int
}

extension Connection {
    /// What waits; each is counted to a hundred thousand, for the time that it takes.
    public func backlog() throws -> Backlog {
        let row: (Int, Int, Date?, Int)? = try first(
            """
            select (select position from feed_head),
                (select count(*) from (select 1 from outbox limit 100000) as o),
                (select min(occurred_at) from (select occurred_at from outbox limit 100000) as o),
                (select count(*) from (select 1 from part_deltas limit 100000) as d)
            """)
        return Backlog(
            position: row?.0 ?? 0, changes: row?.1 ?? 0, oldestChange: row?.2, deltas: row?.3 ?? 0)
    }
}
