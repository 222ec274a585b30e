import Foundation
import Postgres
import TestDatabase
import Testing

@Suite(.database(.own)) struct PipelineTests {
    private struct Stop: Error {}

    private func prepare() async throws {
        try await Database.pool.withConnection { db in try db.script("create table t (n int primary key, text text)") }
    }

    private func rows() async throws -> [Int] { try await Database.pool.query("select n from t order by n") }

    @Test func answersComeWithTheNextStatement() async throws {
        try await prepare()
        try await Database.pool.transaction { db in
            try db.queue("insert into t values (1)")
            let counted = try db.queue("select count(*) from t")
            let named = try db.queue("select n, 'x' from t where n = \(1)")
            let early = #expect(throws: PostgresError.self) { try named.rows(as: (Int, String).self) }
            #expect(early?.kind == .misuse)
            let last: [Int] = try db.query("insert into t values (2) returning n")
            #expect(last == [2])
            #expect(try counted.rows(as: Int.self).first == 1)
            let pairs: [(Int, String)] = try named.rows()
            #expect(pairs.map(\.0) == [1] && pairs.map(\.1) == ["x"])
        }
        #expect(try await rows() == [1, 2])
    }

    @Test func theCommitSendsWhatIsQueued() async throws {
        try await prepare()
        try await Database.pool.transaction { db in
            for n in 1...100 { try db.queue("insert into t values (\(n))") }
        }
        #expect(try await rows() == Array(1...100))
    }

    @Test func anEmptyTransactionIsFine() async throws {
        let answer = try await Database.pool.transaction { db in 7 }
        #expect(answer == 7)
        try await Database.pool.transaction { db in try db.transaction { db in } }
        let one: Int32? = try await Database.pool.first("select 1")
        #expect(one == 1)
    }

    @Test func whatFailsIsToldByTheCommitAndNothingStays() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in
                try db.queue("insert into t values (1)")
                try db.queue("insert into t values (1)")
                try db.queue("insert into t values (2)")
            }
        }
        #expect(error?.isUniqueViolation == true && error?.outcomeUnknown == false)
        #expect(try await rows() == [])
        try await Database.pool.transaction { db in _ = try db.queue("insert into t values (3)") }
        #expect(try await rows() == [3])
    }

    @Test func whatFailsIsToldByTheNextStatement() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in
                let answer = try db.queue("select 1 / 0")
                let error = #expect(throws: PostgresError.self) { try db.execute("insert into t values (1)") }
                #expect(error?.sqlState == "22012")
                #expect(throws: PostgresError.self) { try answer.rows(as: Int.self) }
            }
        }
        #expect(error?.kind == .rolledBack)
        #expect(try await rows() == [])
    }

    @Test func whoThrowsHasSentNothing() async throws {
        try await prepare()
        await #expect(throws: Stop.self) {
            try await Database.pool.transaction { db in
                try db.queue("insert into t values (1)")
                throw Stop()
            }
        }
        #expect(try await rows() == [])
    }

    @Test func savepointsTakeBackTheirOwn() async throws {
        try await prepare()
        try await Database.pool.transaction { db in
            try db.queue("insert into t values (1)")
            #expect(throws: Stop.self) {
                try db.transaction { db in
                    try db.queue("insert into t values (2)")
                    throw Stop()
                }
            }
            let error = #expect(throws: PostgresError.self) {
                try db.transaction { db in _ = try db.queue("insert into t values (1)") }
            }
            #expect(error?.isUniqueViolation == true)
            try db.transaction { db in _ = try db.queue("insert into t values (3)") }
            try db.queue("insert into t values (4)")
        }
        #expect(try await rows() == [1, 3, 4])
    }

    @Test func outsideATransactionItRunsAtOnce() async throws {
        try await prepare()
        try await Database.pool.withConnection { db in
            let answer = try db.queue("insert into t values (1) returning n")
            #expect(try answer.rows(as: Int.self).first == 1)
        }
        #expect(try await rows() == [1])
    }

    @Test func streamsAndScriptsComeAfterwards() async throws {
        try await prepare()
        try await Database.pool.withConnection { db in
            try await db.streamingTransaction { db in
                try db.queue("insert into t values (1, 'a')")
                try await db.stream("select n from t", as: Int.self) { _, n in #expect(n == 1) }
                try db.queue("insert into t values (2, 'b')")
                let copied = try await db.copyOut("copy t (n) to stdout") { bytes in
                    #expect(String(decoding: bytes, as: UTF8.self) == "1\n2\n")
                }
                #expect(copied == 2)
                try db.queue("insert into t values (3, 'c')")
                try db.script("update t set n = n * 10; update t set n = n + 1")
            }
        }
        #expect(try await rows() == [11, 21, 31])
    }

    /// More than the buffers of both sides hold, in both directions at once.
    @Test func largeStatementsDoNotWaitForEachOther() async throws {
        try await prepare()
        let text = String(repeating: "x", count: 1 << 20)
        try await Database.pool.transaction { db in
            let answers = try (1...24).map { n in try db.queue("insert into t values (\(n), \(text)) returning text") }
            let count: Int? = try db.first("select count(*) from t")
            #expect(count == 24)
            for answer in answers { #expect(try answer.rows(as: String.self).first?.utf8.count == 1 << 20) }
        }
    }

    @Test func statementsThatNoLongerFitAreForgotten() async throws {
        try await prepare()
        try await Database.pool.withConnection { db in
            let read: (isolated Connection) throws -> Int = { db in
                let rows = try db.queue("select * from t")
                try db.execute("select 1")
                return try rows.rows(as: (Int, String?).self).count
            }
            #expect(try db.transaction(.readCommitted, read) == 0)
            try db.execute("alter table t alter n type bigint")
            #expect(throws: PostgresError.self) { try db.transaction(.readCommitted, read) }
            #expect(try db.transaction(.readCommitted, read) == 0)
        }
    }

    @Test func preparedStatementsMakeRoom() async throws {
        try await prepare()
        var options = Database.options
        options.preparedStatementLimit = 2
        let connection = try await Connection.open(options)
        try await connection.insertInManyWays()
        #expect(try await rows() == Array(1...10))
        await connection.close()
    }

    @Test func aConnectionThatDiesBeforeTheCommitLeavesNoDoubt() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in
                try db.queue("insert into t values (1)")
                try db.queue("select pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(error?.sqlState == "57P01" && error?.outcomeUnknown == false)
        #expect(try await rows() == [])
    }

    @Test func aConnectionThatDiesWithTheCommitLeavesTheOutcomeUnknown() async throws {
        try await prepare()
        try await Database.pool.withConnection { db in
            try db.script(
                """
                create function at_commit() returns trigger language plpgsql as
                    $$begin perform pg_terminate_backend(pg_backend_pid()); return null; end$$;
                create constraint trigger at_commit after insert on t deferrable initially deferred
                    for each row execute function at_commit();
                """)
        }
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in _ = try db.queue("insert into t values (1)") }
        }
        #expect(error?.kind == .connectionLost && error?.outcomeUnknown == true)
        #expect(try await rows() == [])
    }

    @Test func aCancelledTaskEndsWhatIsQueued() async throws {
        try await prepare()
        let task = Task {
            try await Database.pool.transaction { db in
                try db.queue("insert into t values (1)")
                try db.queue("select pg_sleep(600)")
                try db.execute("insert into t values (2)")
            }
        }
        var isAsleep = false
        while !isAsleep {
            let asleep: Int32? = try await Database.pool.first(
                "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()")
            isAsleep = asleep != nil
        }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await rows() == [])
    }
}

extension Connection {
    fileprivate func insertInManyWays() throws {
        try transaction { db in
            for n in 1...10 { try db.queue("insert into t /* \(raw: String(n)) */ values (\(n))") }
        }
    }
}
