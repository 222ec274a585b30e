public import Core
public import Foundation
public import Postgres

/// Where the feed ends now.
public struct FeedHead: Sendable, Equatable {
    /// Which feed this is.
    public var epoch: UUID
    /// Last position; 0 when nothing has happened yet.
    public var position: Int
    /// Chain link at that position, 32 bytes.
    public var chain: [UInt8]

    /// The cursor of somebody who has read everything.
    public var cursor: Cursor { Cursor(epoch: epoch, position: position, chain: chain) }
}

/// An event with the link of the chain after it and the bucket of its episode.
public struct FeedEntry: Sendable {
    /// The event.
    public var event: FeedEvent
    /// Bucket of the episode.
    public var bucket: Int16
    /// Chain link at its position, 32 bytes.
    public var chain: [UInt8]

    /// All members.
    public init(event: FeedEvent, bucket: Int16, chain: [UInt8]) {
        self.event = event
        self.bucket = bucket
        self.chain = chain
    }
}

extension Connection {
    /// Where the feed ends.
    public func feedHead() throws -> FeedHead { try feedHead("") }

    /// When the last event got its place; nil before the first.
    public func feedMoment() throws -> Date? {
        try first("select sequenced_at from feed where position = (select position from feed_head)")
    }

    /// How many events have no place yet.
    public func outboxCount() throws -> Int { try first("select count(*) from outbox") ?? 0 }

    /// The cursor before the first event.
    public func feedStart() throws -> Cursor {
        let row: (UUID, Data)? = try first("select epoch, sha256(uuid_send(epoch)) from feed_head")
        guard let row else { throw Problem(503, "feed_missing", "The feed has no head.") }
        return Cursor(epoch: row.0, position: 0, chain: Array(row.1))
    }

    /// Whether a cursor lies on this feed: same epoch, not beyond the head, same link.
    public func isOnFeed(_ cursor: Cursor) throws -> Bool {
        let head = try feedHead()
        guard cursor.epoch == head.epoch, cursor.position <= head.position else { return false }
        if cursor.position == 0 { return try feedStart() == cursor }
        let link: Data? = try first("select chain from feed where position = \(cursor.position)")
        return link.map { Array($0.prefix(8)) } == cursor.link
    }

    /// The events after a position, in order.
    public func feed(after position: Int, limit: Int) throws -> [FeedEntry] {
        let rows: [(Int, String, Int16, UUID, Int32, Data)] = try query(
            """
            select position, kind, bucket, episode_id, revision, chain from feed
            where position > \(position) order by position limit \(limit)
            """)
        return rows.compactMap { row in
            guard let kind = FeedEvent.Kind(rawValue: row.1) else { return nil }
            return FeedEntry(
                event: FeedEvent(position: row.0, kind: kind, episode: row.3, revision: Int(row.4)), bucket: row.2,
                chain: Array(row.5))
        }
    }

    /// Moves what waits in the outbox to the feed: at most `limit` events, without a gap, each linked to the one before.
    ///
    /// Any number of programs may do this at once: the head's row lock makes them take turns.
    /// - Returns: how many events were moved
    public func sequence(limit: Int = 1000, now: Date) throws -> Int {
        try transaction { db in
            let head = try db.feedHead("for update")
            // Earlier revisions first: a tombstone never comes before what it takes back.
            let rows: [(Int16, UUID, String, UUID, Int32, Date)] = try db.query(
                """
                delete from outbox where (bucket, id) in
                    (select bucket, id from outbox order by revision, occurred_at, id limit \(limit))
                returning bucket, id, kind, episode_id, revision, occurred_at
                """)
            guard !rows.isEmpty else { return 0 }
            let ordered = rows.sorted { ($0.4, $0.5, $0.1.uuidString) < ($1.4, $1.5, $1.1.uuidString) }
            var chain = head.chain
            let entries = ordered.enumerated().compactMap { index, row -> FeedEntry? in
                guard let kind = FeedEvent.Kind(rawValue: row.2) else { return nil }
                let event = FeedEvent(
                    position: head.position + index + 1, kind: kind, episode: row.3, revision: Int(row.4))
                chain = event.chain(after: chain)
                return FeedEntry(event: event, bucket: row.0, chain: chain)
            }
            try db.append(entries, now: now)
            return entries.count
        }
    }

    /// Tells the sequencer about changes of episodes, in the change's own transaction.
    func insertOutbox(_ changes: [EpisodeEvent]) throws {
        guard !changes.isEmpty else { return }
        try queue(
            """
            insert into outbox (bucket, id, kind, episode_id, revision, occurred_at)
            select bucket, id, kind, episode_id, revision, occurred_at
            from unnest(\(changes.map(\.id.bucket))::smallint[], \(changes.map(\.id.uuid))::uuid[],
                \(changes.map(\.kind.rawValue))::text[], \(changes.map(\.episode))::uuid[],
                \(changes.map { Int32($0.revision) })::integer[], \(changes.map(\.moment))::timestamptz[])
                as given(bucket, id, kind, episode_id, revision, occurred_at)
            """)
    }

    private func feedHead(_ lock: String) throws -> FeedHead {
        let row: (UUID, Int, Data)? = try first("select epoch, position, chain from feed_head \(raw: lock)")
        guard let row else { throw Problem(503, "feed_missing", "The feed has no head.") }
        return FeedHead(epoch: row.0, position: row.1, chain: Array(row.2))
    }

    private func append(_ entries: [FeedEntry], now: Date) throws {
        guard let last = entries.last else { return }
        try execute(
            """
            insert into feed (position, kind, bucket, episode_id, revision, sequenced_at, chain)
            select position, kind, bucket, episode_id, revision, \(now)::timestamptz, chain
            from unnest(\(entries.map(\.event.position))::bigint[], \(entries.map(\.event.kind.rawValue))::text[],
                \(entries.map(\.bucket))::smallint[], \(entries.map(\.event.episode))::uuid[],
                \(entries.map { Int32($0.event.revision) })::integer[], \(entries.map { Data($0.chain) })::bytea[])
                as given(position, kind, bucket, episode_id, revision, chain)
            """)
        try execute("update feed_head set position = \(last.event.position), chain = \(Data(last.chain))")
        try execute("select pg_notify('chorus_feed', \(String(last.event.position)))")
    }
}

/// A change of an episode that the feed is to tell.
struct EpisodeEvent {
    /// In the bucket of the episode.
    let id: ID<FeedEvent>
    let kind: FeedEvent.Kind
    let episode: UUID
    /// Of the episode, after the change.
    let revision: Int
    let moment: Date

    init(_ kind: FeedEvent.Kind, _ episode: UUID, revision: Int, at moment: Date) {
        (self.kind, self.episode, self.revision, self.moment) = (kind, episode, revision, moment)
        id = ID(bucket: UInt8(ID<Episode>(episode).bucket), at: moment)
    }
}
