import Foundation
import Postgres
import TestDatabase
import Testing

@Suite(.database(.own)) struct TransactionsTests {
    private struct Stop: Error {}

    private func prepare() async throws {
        try await Database.pool.withConnection { db in try db.script("create table t (n int primary key)") }
    }

    /// A trigger that runs while COMMIT is under way.
    private func whileCommitting(_ statement: String) async throws {
        try await Database.pool.withConnection { db in
            try db.script(
                """
                create function at_commit() returns trigger language plpgsql as
                    $$begin \(statement); return null; end$$;
                create constraint trigger at_commit after insert on t deferrable initially deferred
                    for each row execute function at_commit();
                """)
        }
    }

    private func rows() async throws -> [Int] { try await Database.pool.query("select n from t order by n") }

    private func end(_ backend: Int) async throws {
        let other = try await Connection.open(Database.options)
        try await other.execute("select pg_terminate_backend(\(backend)::int)")
        await other.close()
    }

    /// The session whose COMMIT is held up by a trigger that sleeps.
    private func committingBackend() async throws -> Int {
        while true {
            let backend: Int? = try await Database.pool.first(
                """
                select pid from pg_stat_activity
                where query = 'COMMIT' and wait_event = 'PgSleep' and datname = current_database()
                """)
            if let backend { return backend }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func returningCommitsAndThrowingRollsBack() async throws {
        try await prepare()
        try await Database.pool.transaction { db in try db.execute("insert into t values (1)") }
        await #expect(throws: Stop.self) {
            try await Database.pool.transaction { db in
                try db.execute("insert into t values (2)")
                throw Stop()
            }
        }
        #expect(try await rows() == [1])
    }

    @Test func nestedTransactionsAreSavepoints() async throws {
        try await prepare()
        try await Database.pool.transaction { db in
            try db.execute("insert into t values (1)")
            try db.transaction { db in
                try db.execute("insert into t values (2)")
                #expect(throws: Stop.self) {
                    try db.transaction { db in
                        try db.execute("insert into t values (3)")
                        throw Stop()
                    }
                }
                try db.execute("insert into t values (4)")
            }
            let error = #expect(throws: PostgresError.self) {
                try db.transaction { db in try db.execute("insert into t values (1)") }
            }
            #expect(error?.isUniqueViolation == true)
            try db.execute("insert into t values (5)")
        }
        #expect(try await rows() == [1, 2, 4, 5])
    }

    @Test func aSwallowedErrorIsNotACommit() async throws {
        try await prepare()
        for isNested in [false, true] {
            let error = await #expect(throws: PostgresError.self) {
                try await Database.pool.transaction { db in
                    let body: (isolated Connection) throws -> Void = { db in
                        try db.execute("insert into t values (1)")
                        _ = try? db.execute("select 1 / 0")
                    }
                    if isNested { try db.transaction(.readCommitted, body) } else { try body(db) }
                }
            }
            #expect(error?.kind == .rolledBack && error?.outcomeUnknown == false)
        }
        #expect(try await rows() == [])
    }

    @Test func modesReachTheServer() async throws {
        let modes: [(TransactionMode, String, String)] = [
            (.readCommitted, "read committed", "off"), (.repeatableRead, "repeatable read", "off"),
            (.serializable, "serializable", "off"), (.readOnly, "read committed", "on"),
            (.snapshot, "repeatable read", "on"),
        ]
        for (mode, isolation, readOnly) in modes {
            let shown: (String?, String?) = try await Database.pool.transaction(mode) { db in
                (try db.first("show transaction_isolation"), try db.first("show transaction_read_only"))
            }
            #expect(shown.0 == isolation && shown.1 == readOnly)
        }
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction(.readOnly) { db in try db.execute("create table x ()") }
        }
        #expect(error?.isReadOnly == true)
    }

    @Test func aDeferredConstraintFailsTheCommitWithoutDoubt() async throws {
        try await prepare()
        try await whileCommitting("raise exception unique_violation")
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in try db.execute("insert into t values (1)") }
        }
        #expect(error?.isUniqueViolation == true && error?.outcomeUnknown == false)
        #expect(try await rows() == [])
    }

    @Test func aWarningAtCommitLeavesTheOutcomeUnknown() async throws {
        try await prepare()
        try await whileCommitting("raise warning 'canceling wait'")
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in try db.execute("insert into t values (1)") }
        }
        #expect(error?.kind == .commitDoubtful && error?.outcomeUnknown == true && error?.sqlState == "01000")
    }

    @Test func aConnectionThatDiesBeforeCommitLeavesTheOutcomeUnknown() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.withConnection { db in
                try await db.streamingTransaction { db in
                    try db.execute("insert into t values (1)")
                    try await end(try #require(try db.first("select pg_backend_pid()")))
                }
            }
        }
        #expect(error?.kind == .connectionLost && error?.outcomeUnknown == true)
        #expect(try await rows() == [])
    }

    @Test func aConnectionThatDiesDuringCommitLeavesTheOutcomeUnknown() async throws {
        try await prepare()
        try await whileCommitting("perform pg_sleep(30)")
        let commit = Task {
            try await Database.pool.transaction { db in try db.execute("insert into t values (1)") }
        }
        try await end(try await committingBackend())
        let error = await #expect(throws: PostgresError.self) { try await commit.value }
        #expect(error?.isConnectionLost == true && error?.outcomeUnknown == true)
    }

    @Test func aConnectionThatDiesInsideATransactionLeavesNoDoubt() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in
                try db.execute("insert into t values (1)")
                try db.execute("select pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(error?.isConnectionLost == true && error?.outcomeUnknown == false)
        #expect(error?.isAdminShutdown == true)
    }

    @Test func cancellationDoesNotReachACommit() async throws {
        try await prepare()
        try await whileCommitting("perform pg_sleep(1)")
        let commit = Task {
            try await Database.pool.transaction { db in try db.execute("insert into t values (1)") }
        }
        _ = try await committingBackend()
        commit.cancel()
        _ = try await commit.value
        #expect(try await rows() == [1])
    }
}
