public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Notes what a consumer tells; what it told before is forgotten.
    /// - Returns: whether it is new; nil when its cursor is not on the feed, and nothing was noted
    public func put(_ input: ConsumerInput, at now: Date) throws -> Bool? {
        guard try isOnFeed(input.cursor) else { return nil }
        let (cursor, pulls) = (input.cursor, input.pulls)
        let updated = try execute(
            """
            update consumers set epoch = \(cursor.epoch), position = \(cursor.position), link = \(Data(cursor.link)),
                experiment = \(pulls.experiment), policy = \(pulls.policy), format = \(pulls.format),
                consent = \(pulls.consent), updated_at = \(now)
            where name = \(input.name)
            """)
        guard updated == 0 else { return false }
        // Two at once: the later one wins, as it would with a moment between them.
        try execute(
            """
            insert into consumers (name, epoch, position, link, experiment, policy, format, consent, updated_at)
            values (\(input.name), \(cursor.epoch), \(cursor.position), \(Data(cursor.link)), \(pulls.experiment),
                \(pulls.policy), \(pulls.format), \(pulls.consent), \(now))
            on conflict (name) do update set epoch = excluded.epoch, position = excluded.position,
                link = excluded.link, experiment = excluded.experiment, policy = excluded.policy,
                format = excluded.format, consent = excluded.consent, updated_at = excluded.updated_at
            """)
        return true
    }

    /// Forgets a consumer.
    /// - Returns: whether there was one
    public func deleteConsumer(_ name: String) throws -> Bool {
        try execute("delete from consumers where name = \(name)") > 0
    }

    /// How a consumer stands; nil when nobody told of this name.
    public func consumer(_ name: String) throws -> ConsumerStanding? {
        try consumers(where: "c.name = \(name)").first
    }

    /// How every consumer stands, by name.
    public func consumers() throws -> [ConsumerStanding] { try consumers(where: "true") }

    private func consumers(where condition: SQL) throws -> [ConsumerStanding] {
        let rows: [(String, UUID, Int, Data, String?, String?, String, String?, Date, Int?, Int, Date?)] = try query(
            """
            select c.name, c.epoch, c.position, c.link, c.experiment, c.policy, c.format, c.consent, c.updated_at,
                case when c.epoch = h.epoch and c.link = case c.position
                    when 0 then substr(sha256(uuid_send(h.epoch)), 1, 8)
                    else (select substr(f.chain, 1, 8) from feed as f where f.position = c.position) end
                    then h.position - c.position end,
                (select count(*) from feed as f where f.position > c.position
                    and f.kind in ('episode.withdrawn', 'episode.rejected')),
                (select f.sequenced_at from feed as f where f.position = c.position + 1)
            from consumers as c cross join feed_head as h where \(condition) order by c.name collate "C"
            """)
        return rows.map { row in
            let consumer = Consumer(
                name: row.0, cursor: Cursor(epoch: row.1, position: row.2, chain: Array(row.3)),
                pulls: .init(experiment: row.4, policy: row.5, format: row.6, consent: row.7), updatedAt: row.8)
            return ConsumerStanding(
                consumer: consumer, ahead: row.9.map { .init(events: $0, removals: row.10, since: row.11) })
        }
    }
}
