import Core
public import Foundation
public import Postgres

extension Connection {
    /// Makes the feed another one: the same events in the same places, under a new epoch, so that no cursor from before
    /// is on it.
    ///
    /// After a restore that is the only way to be sure. The chain tells a cursor of another future from one of ours, but
    /// a consumer may also have read an old line with the content of a lost future, under a cursor that both have.
    /// - Returns: where the feed ends, under the new epoch
    @discardableResult
    public func beginFeedEpoch(now: Date) throws -> FeedHead {
        try transaction { db in
            try db.execute("set local statement_timeout = 0")
            // Sequencers wait for this row before they move anything.
            try db.execute("update feed_head set epoch = gen_random_uuid()")
            let start: (UUID, Data)? = try db.first("select epoch, sha256(uuid_send(epoch)) from feed_head")
            guard let (epoch, first) = start else { throw Problem(503, "feed_missing", "The feed has no head.") }
            var chain = Array(first)
            var position = 0
            while true {
                let page = try db.feed(after: position, limit: 1000)
                let links = page.map { entry in
                    chain = entry.event.chain(after: chain)
                    return Data(chain)
                }
                try db.execute(
                    """
                    update feed as f set chain = given.chain
                    from unnest(\(page.map(\.event.position))::bigint[], \(links)::bytea[]) as given(position, chain)
                    where f.position = given.position
                    """)
                position = page.last?.event.position ?? position
                if page.count < 1000 { break }
            }
            try db.execute("update feed_head set chain = \(Data(chain))")
            return FeedHead(epoch: epoch, position: position, chain: chain)
        }
    }
}
