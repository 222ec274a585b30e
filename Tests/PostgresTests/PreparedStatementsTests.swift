import Postgres
import TestDatabase
import Testing

@Suite(.database(.own)) struct PreparedStatementsTests {
    private func prepared(_ db: isolated Connection) throws -> Int {
        try db.first("select count(*) from pg_prepared_statements where statement not like '%pg_prepared%'") ?? -1
    }

    @Test func aStatementIsPreparedOnce() async throws {
        try await Database.pool.withConnection { db in
            for n in 0..<5 {
                let same: Int? = try db.first("select \(n)")
                #expect(same == n)
            }
            #expect(try prepared(db) == 1)
            let text: String? = try db.first("select \("x")")
            #expect(text == "x", "the same text with another type is another statement")
            #expect(try prepared(db) == 2)
        }
    }

    @Test func theLongestUnusedStatementMakesRoom() async throws {
        var options = Database.options
        options.preparedStatementLimit = 3
        let db = try await Connection.open(options)
        for n in 0..<10 {
            try await db.execute("select \(raw: String(n))")
            try await db.execute("select 'kept'")
        }
        let kept: [String] = try await db.query(
            """
            select statement from pg_prepared_statements where statement not like '%pg_prepared%'
            order by prepare_time
            """
        )
        #expect(kept == ["select 'kept'", "select 9"])
    }

    @Test func withoutPreparedStatementsNothingIsPrepared() async throws {
        var options = Database.options
        options.preparedStatements = .off
        options.statementTimeout = .milliseconds(1234)
        let pool = Pool(PoolOptions(options))
        try await pool.withConnection { db in
            let n: Int? = try db.first("select \(5)")
            #expect(n == 5)
            #expect(try prepared(db) == 0)
            let outside: String? = try db.first("show statement_timeout")
            #expect(outside == "0", "a session setting would leak to the pooler's other clients")
            let inside: String? = try db.transaction { db in try db.first("show statement_timeout") }
            #expect(inside == "1234ms")
        }
        await pool.shutdown()
    }

    @Test func aForgottenStatementIsRunUnnamed() async throws {
        try await Database.pool.withConnection { db in
            let before: Int? = try db.first("select \(1)")
            try db.script("deallocate all")
            let after: Int? = try db.first("select \(2)")
            #expect(before == 1 && after == 2)
            #expect(try prepared(db) == 0, "the connection has stopped to prepare")
        }
    }

    @Test func aForgottenStatementEndsItsTransaction() async throws {
        try await Database.pool.withConnection { db in
            try db.execute("select \(1)")
            try db.script("deallocate all")
            let error = #expect(throws: PostgresError.self) {
                try db.transaction { db in try db.execute("select \(2)") }
            }
            #expect(error?.sqlState == "26000")
            try db.transaction { db in try db.execute("select \(3)") }
        }
    }

    @Test func aResultThatChangedItsShapeIsReadAgain() async throws {
        try await Database.pool.withConnection { db in
            try db.script("create table t (a int); insert into t values (1)")
            let one: [Int] = try db.query("select * from t")
            try db.script("alter table t add b int default 2")
            let two: [(Int, Int)] = try db.query("select * from t")
            #expect(one == [1] && two.map(\.1) == [2])
            let again: [(Int, Int)] = try db.query("select * from t")
            #expect(again.map(\.1) == [2])
            #expect(try prepared(db) == 1)
        }
    }
}
