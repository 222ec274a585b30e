import Postgres
import TestDatabase
import Testing

@Suite(.database(.own)) struct CancellationTests {
    private func waitUntilAsleep() async throws {
        var isAsleep: Bool?
        while isAsleep != true {
            isAsleep = try await Database.pool.first(
                """
                select exists (select from pg_stat_activity
                    where wait_event = 'PgSleep' and datname = current_database())
                """)
        }
    }

    @Test(.timeLimit(.minutes(15))) func cancellingTheTaskEndsTheStatement() async throws {
        let sleeper = Task { try await Database.pool.execute("select pg_sleep(600)") }
        try await waitUntilAsleep()
        sleeper.cancel()
        let error = await #expect(throws: PostgresError.self) { try await sleeper.value }
        #expect(error?.kind == .cancelled && error?.sqlState == "57014")
        #expect(Database.pool.use.idle == 2, "the connection went back")
    }

    @Test(.timeLimit(.minutes(15))) func aCancelledTransactionIsRolledBack() async throws {
        try await Database.pool.execute("create table t (n int)")
        let sleeper = Task {
            try await Database.pool.transaction { db in
                try db.execute("insert into t values (1)")
                try db.execute("select pg_sleep(600)")
            }
        }
        try await waitUntilAsleep()
        sleeper.cancel()
        let error = await #expect(throws: PostgresError.self) { try await sleeper.value }
        #expect(error?.kind == .cancelled)
        #expect(try await Database.pool.query("select count(*) from t", as: Int.self) == [0])
    }

    @Test func aCancelledTaskStartsNothing() async throws {
        try await Database.pool.execute("create table t (n int)")
        let connection = try await Connection.open(Database.options)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await connection.execute("insert into t values (1)")
        }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await connection.query("select count(*) from t", as: Int.self) == [0])
    }

    @Test func theServersOwnTimeoutIsNotACancellation() async throws {
        var options = Database.options
        options.statementTimeout = .milliseconds(100)
        let connection = try await Connection.open(options)
        let error = await #expect(throws: PostgresError.self) { try await connection.execute("select pg_sleep(600)") }
        #expect(error?.kind == .server && error?.isQueryCanceled == true)
    }
}
