import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("A feed that was rewound", .migrated(.own), .timeLimit(.minutes(15))) struct FeedEpochTests {
    /// A restore and a failover with loss, each a hundred times: to a random place, regrown to before, at and past
    /// where the follower was.
    @Test("is noticed by every follower who saw what is gone, a hundred times of a hundred", arguments: [true, false])
    func forks(isRestored: Bool) async throws {
        try await Database.pool.withConnection { db in
            for _ in 0..<30 { try db.insertSample() }
            _ = try db.sequence(now: testMoment)
            var noticed = 0
            var random = Seeded(isRestored ? 1 : 2)
            for _ in 0..<100 {
                let seen = try db.feedHead()
                try db.rewind(to: Int.random(in: 0..<seen.position, using: &random))
                if isRestored { try db.beginFeedEpoch(now: testMoment) }
                let lost = try seen.position - db.feedHead().position
                for _ in 0..<Int.random(in: 0...(2 * lost), using: &random) { try db.insertSample() }
                _ = try db.sequence(now: testMoment)
                if try !db.isOnFeed(seen.cursor) { noticed += 1 }
                #expect(try db.verifyFeed().found.isEmpty)
                while try db.feedHead().position < 30 {
                    try db.insertSample()
                    _ = try db.sequence(now: testMoment)
                }
            }
            #expect(noticed == 100)
        }
    }

    @Test("and got another epoch has the same events in the same places, and none of the old cursors")
    func epoch() async throws {
        try await Database.pool.withConnection { db in
            for _ in 0..<1100 { try db.insertSample() }
            while try db.sequence(now: testMoment) > 0 {}
            let before = try db.feed(after: 0, limit: 2000)
            let old = try db.feedHead()
            let start = try db.feedStart()
            let head = try db.beginFeedEpoch(now: testMoment)
            #expect(head.epoch != old.epoch && head.position == old.position)
            #expect(try db.feedHead() == head)
            let after = try db.feed(after: 0, limit: 2000)
            #expect(after.map(\.event) == before.map(\.event))
            for entry in before {
                let cursor = Cursor(epoch: old.epoch, position: entry.event.position, chain: entry.chain)
                #expect(try !db.isOnFeed(cursor))
            }
            #expect(try !db.isOnFeed(start))
            #expect(try db.isOnFeed(head.cursor))
            #expect(try db.isOnFeed(try db.feedStart()))
            let verified = try db.verifyFeed()
            #expect(verified.found.isEmpty && verified.events == 1100)
        }
    }
}

extension Connection {
    fileprivate func insertSample() throws {
        let submission = try Submission.sample()
        try insert(submission, receiptHash: submission.testReceipt)
    }

    /// What a restore of an older state does to the feed.
    fileprivate func rewind(to position: Int) throws {
        try execute("delete from feed where position > \(position)")
        try execute(
            """
            update feed_head set position = \(position), chain = coalesce(
                (select chain from feed where position = \(position)), sha256(uuid_send(epoch)))
            """)
    }
}
