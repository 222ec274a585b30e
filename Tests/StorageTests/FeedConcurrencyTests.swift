import Core
import Foundation
import Locks
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("The feed under load", .migrated(.own), .timeLimit(.minutes(15))) struct FeedConcurrencyTests {
    /// What the writers have committed: an episode with a revision is one event.
    private struct Change: Hashable, Sendable {
        let episode: UUID
        let revision: Int
    }

    private static let writers = 10
    private static let submissionsEach = 75

    @Test("gives two followers every event of ten writers once, in one gapless order, while two sequencers run")
    func followers() async throws {
        let options = Database.options
        let isWriting = Guarded(true)
        let written = Guarded<Set<Change>>([])
        let seen = try await withThrowingTaskGroup(of: [FeedEvent].self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await Self.sequence(options) { isWriting.withLock { $0 } }
                    return []
                }
            }
            for limit in [7, 97] {
                group.addTask { try await Self.follow(options, limit: limit) { isWriting.withLock { $0 } } }
            }
            try await withThrowingTaskGroup(of: Set<Change>.self) { writers in
                for writer in 0..<Self.writers {
                    writers.addTask { try await Self.write(options, seed: UInt64(writer)) }
                }
                for try await changes in writers { written.withLock { $0.formUnion(changes) } }
            }
            isWriting.withLock { $0 = false }
            return try await group.reduce(into: [[FeedEvent]]()) { if !$1.isEmpty { $0.append($1) } }
        }
        let expected = written.withLock { $0 }
        #expect(expected.count >= 2000)
        #expect(seen.count == 2)
        for events in seen {
            #expect(events.map(\.position) == Array(1...expected.count), "a gap, a repetition or another order")
            #expect(Set(events.map { Change(episode: $0.episode, revision: $0.revision) }) == expected)
            var known: Set<UUID> = []
            for event in events {
                #expect(event.kind == (event.revision == 1 ? .accepted : .withdrawn))
                #expect(event.revision == 1 || known.contains(event.episode), "a tombstone before its episode")
                known.insert(event.episode)
            }
        }
        let verified = try await Database.pool.withConnection { db in try db.verifyFeed() }
        #expect(verified.found.map(\.description) == [] && verified.events == expected.count)
    }

    /// Submits on a connection of its own and withdraws some; now and then a transaction stays open for a while.
    private static func write(_ options: ConnectionOptions, seed: UInt64) async throws -> Set<Change> {
        let connection = try await Connection.open(options)
        let changes = try await write(on: connection, seed: seed)
        await connection.close()
        return changes
    }

    private static func write(on db: isolated Connection, seed: UInt64) throws -> Set<Change> {
        var random = Seeded(seed)
        var changes: Set<Change> = []
        let logs = [Samples.tavern(), Samples.tavern(word: "sail"), Samples.tavern(word: "mast")]
        for _ in 0..<submissionsEach {
            let submission = try Submission.sample(logs, at: Date())
            let isSlow = Int.random(in: 0..<20, using: &random) == 0
            try db.transaction { db in
                try db.insert(submission, receiptHash: submission.testReceipt)
                if isSlow { try db.execute("select pg_sleep(0.05)") }
            }
            let episodes = submission.documents.flatMap(\.episodes).map(\.id.uuid)
            for episode in episodes { changes.insert(Change(episode: episode, revision: 1)) }
            guard Int.random(in: 0..<5, using: &random) == 0 else { continue }
            let isWithdrawn = try db.transaction { db in
                try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: Date())
            }
            #expect(isWithdrawn != nil)
            for episode in episodes { changes.insert(Change(episode: episode, revision: 2)) }
        }
        return changes
    }

    private static func sequence(_ options: ConnectionOptions, while isWriting: () -> Bool) async throws {
        let connection = try await Connection.open(options)
        while true {
            // Asked before looking, so that what is written last is still looked for.
            let mayGrow = isWriting()
            let moved = try await connection.sequence(limit: 40, now: Date())
            if moved == 0, !mayGrow { break }
            if moved == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        await connection.close()
    }

    /// Reads page by page with the cursor of the page before, as a client does.
    private static func follow(
        _ options: ConnectionOptions, limit: Int, while isWriting: () -> Bool
    ) async throws -> [FeedEvent] {
        let connection = try await Connection.open(options)
        var cursor = try await connection.feedStart()
        var events: [FeedEvent] = []
        while true {
            let mayGrow = isWriting()
            #expect(try await connection.isOnFeed(cursor))
            let page = try await connection.feed(after: cursor.position, limit: limit)
            if let last = page.last {
                events += page.map(\.event)
                cursor = Cursor(epoch: cursor.epoch, position: last.event.position, chain: last.chain)
            } else {
                let waiting: Int? = try await connection.first("select count(*) from outbox")
                if !mayGrow, waiting == 0, try await connection.feedHead().position == cursor.position { break }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        await connection.close()
        return events
    }
}
