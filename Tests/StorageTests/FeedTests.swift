import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("The feed's order", .migrated(.own), .timeLimit(.minutes(15))) struct FeedTests {
    @Test("puts a tombstone after its episode, also when both wait for the sequencer")
    func tombstones() async throws {
        try await Database.pool.withConnection { db in
            // The withdrawal comes first by its clock: revisions decide.
            let submissions = try (0..<5).map { _ in
                try Submission.sample([Samples.tavern(), Samples.tavern(word: "anchor")])
            }
            for submission in submissions { try db.insert(submission, receiptHash: submission.testReceipt) }
            let earlier = testMoment.addingTimeInterval(-60)
            for submission in submissions.prefix(3) {
                #expect(
                    try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: earlier) == [])
            }
            #expect(try db.sequence(now: testMoment) == 16)
            #expect(try db.sequence(now: testMoment) == 0)
            let events = try db.feed(after: 0, limit: 100).map(\.event)
            #expect(events.map(\.position) == Array(1...16))
            for event in events where event.kind == .withdrawn {
                let accepted = events.first { $0.episode == event.episode && $0.kind == .accepted }
                #expect(accepted.map { $0.position < event.position } == true)
                #expect(event.revision == 2)
            }
            #expect(events.count { $0.kind == .withdrawn } == 6)
            let verified = try db.verifyFeed()
            #expect(verified.found.isEmpty && verified.events == 16)
        }
    }

    @Test("hands out nothing of what was withdrawn, from old positions either")
    func contents() async throws {
        try await Database.pool.withConnection { db in
            let submission = try Submission.sample()
            try db.insert(submission, receiptHash: submission.testReceipt)
            _ = try db.sequence(now: testMoment)
            let entries = try db.feed(after: 0, limit: 1)
            let before = try db.contents(of: entries[...], for: FeedSelection())
            #expect(before.events == 1 && before.contents[1]?.episode != nil)
            _ = try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment)
            let after = try db.contents(of: entries[...], for: FeedSelection())
            #expect(after.events == 1 && after.contents[1] != nil && after.contents[1]?.episode == nil)
        }
    }

    @Test("looks up long episodes a few at a time, and short ones all at once")
    func slices() async throws {
        try await Database.pool.withConnection { db in
            for _ in 0..<5 {
                let submission = try Submission.sample()
                try db.insert(submission, receiptHash: submission.testReceipt)
            }
            _ = try db.sequence(now: testMoment)
            let entries = try db.feed(after: 0, limit: 10)
            let all = try db.contents(of: entries[...], for: FeedSelection())
            #expect(all.events == 5 && all.contents.count == 5)
            // Hexadecimal digits hardly become shorter when they are stored: 0.8 MB each.
            try db.execute(
                """
                update episodes set content = (select json_build_object('x', string_agg(md5(i::text || id::text), ''))
                    from generate_series(1, 25000) as i)
                where id = any(\(entries.dropFirst().map(\.event.episode))::uuid[])
                """)
            var left = entries[...]
            var slices: [Int] = []
            var found: [Int] = []
            while !left.isEmpty {
                let slice = try db.contents(of: left, for: FeedSelection())
                slices.append(slice.events)
                found += slice.contents.filter { $0.value.episode != nil }.keys.sorted()
                left = left.dropFirst(slice.events)
            }
            #expect(slices == [3, 2])
            #expect(found == [1, 2, 3, 4, 5])
            // What is not there any more does not stop a page.
            let strange = FeedEntry(
                event: FeedEvent(position: 9, kind: .accepted, episode: UUID(), revision: 1), bucket: 1, chain: [])
            let nothing = try db.contents(of: [strange], for: FeedSelection())
            #expect(nothing.events == 1 && nothing.contents.isEmpty)
        }
    }

    @Test("does not move what is not committed, and moves in batches no larger than asked")
    func batches() async throws {
        let other = try await Connection.open(Database.options)
        try await Database.pool.withConnection { db in
            for _ in 0..<5 {
                let submission = try Submission.sample()
                try db.insert(submission, receiptHash: submission.testReceipt)
            }
        }
        try await other.execute("begin")
        let open = try Submission.sample()
        try await insert(open, on: other)
        let moved = try await Database.pool.withConnection { db in
            [try db.sequence(limit: 3, now: testMoment), try db.sequence(limit: 3, now: testMoment)]
        }
        #expect(moved == [3, 2])
        try await other.execute("commit")
        await other.close()
        #expect(try await Database.pool.withConnection { db in try db.sequence(now: testMoment) } == 1)
    }

    @Test("is broken by any edit, which verification finds")
    func verification() async throws {
        let edits = [
            "update feed set revision = 2 where position = 2",
            "update feed set kind = 'episode.revised' where position = 3",
            "delete from feed where position = 2", "delete from feed where position = 4",
            "update feed_head set position = 5", "update feed set chain = sha256(chain) where position = 1",
            "update feed_head set epoch = gen_random_uuid()",
        ]
        try await Database.pool.withConnection { db in
            for _ in 0..<4 {
                let submission = try Submission.sample()
                try db.insert(submission, receiptHash: submission.testReceipt)
            }
            _ = try db.sequence(now: testMoment)
            #expect(try db.verifyFeed().found.isEmpty)
            struct Undo: Error {}
            for edit in edits {
                _ = try? db.transaction { db in
                    try db.script(edit)
                    #expect(try db.verifyFeed().found.count == 1, "\(edit)")
                    throw Undo()
                }
            }
            #expect(try db.verifyFeed().found.isEmpty)
        }
    }

    @Test("knows its own cursors and no others")
    func cursors() async throws {
        try await Database.pool.withConnection { db in
            let start = try db.feedStart()
            #expect(try db.isOnFeed(start))
            let submission = try Submission.sample([Samples.tavern(), Samples.tavern(word: "anchor")])
            try db.insert(submission, receiptHash: submission.testReceipt)
            _ = try db.sequence(now: testMoment)
            for entry in try db.feed(after: 0, limit: 10) {
                let cursor = Cursor(epoch: start.epoch, position: entry.event.position, chain: entry.chain)
                #expect(try db.isOnFeed(cursor))
                #expect(try db.isOnFeed(try #require(Cursor(cursor.text))))
                var forged = cursor
                forged.link[7] ^= 1
                #expect(try !db.isOnFeed(forged))
                forged = cursor
                forged.position += 2
                #expect(try !db.isOnFeed(forged))
            }
            #expect(try db.feedHead().cursor.position == 2)
        }
    }

    private func insert(_ submission: Submission, on connection: isolated Connection) throws {
        try connection.insert(submission, receiptHash: submission.testReceipt)
    }
}
