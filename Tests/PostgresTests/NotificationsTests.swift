@testable import Postgres
import Locks
import TestDatabase
import Testing

@Suite(.database(.own), .timeLimit(.minutes(15))) struct NotificationsTests {
    @Test func messagesArriveInOrder() async throws {
        var messages = try await Database.pool.listen(to: ["feed", "odd \"name"]).makeAsyncIterator()
        try await Database.pool.transaction { db in
            try db.execute("notify feed, \(literal: "it's 1")")
            try db.execute("select pg_notify(\("odd \"name"), '2')")
            try db.execute("notify elsewhere")
            try db.execute("notify feed")
        }
        #expect(try await messages.next() == Notifications.Message(channel: "feed", payload: "it's 1"))
        #expect(try await messages.next() == Notifications.Message(channel: "odd \"name", payload: "2"))
        #expect(try await messages.next() == Notifications.Message(channel: "feed", payload: ""))
    }

    @Test func cancellationEndsTheSequence() async throws {
        let messages = try await Database.pool.listen(to: ["feed"])
        let seen = Guarded(0)
        let listener = Task {
            for try await _ in messages { seen.withLock { $0 += 1 } }
        }
        while seen.withLock({ $0 }) == 0 {
            try await Database.pool.execute("notify feed")
            try await Task.sleep(for: .milliseconds(10))
        }
        let start = ContinuousClock.now
        listener.cancel()
        try await listener.value
        #expect(.now - start < .seconds(10), "less than the pause after which a silent connection is tried")
    }

    @Test func aLostConnectionThrows() async throws {
        let messages = try await Database.pool.listen(to: ["feed"])
        let listener = Task { for try await _ in messages {} }
        try await Database.pool.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """)
        let error = await #expect(throws: PostgresError.self) { try await listener.value }
        #expect(error?.isConnectionLost == true)
    }

    @Test func endingTheSequenceEndsItsSession() async throws {
        do { _ = try await Database.pool.listen(to: ["feed"]) }
        var others: Int? = 1
        while others != 0 {
            others = try await Database.pool.first(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        }
    }
}
