import Postgres
import TestDatabase
import Testing

@Suite(.database) struct PinnedPoolTests {
    @Test func aFailedStatementFailsAlone() async throws {
        let pool = Database.pool
        try await pool.execute("create table pinned_test (n int primary key)")
        try await pool.execute("insert into pinned_test values (1)")
        for _ in 0..<3 {
            let error = await #expect(throws: PostgresError.self) {
                try await pool.execute("insert into pinned_test values (1)")
            }
            #expect(error?.isUniqueViolation == true)
        }
        #expect(try await pool.query("select n from pinned_test", as: Int.self) == [1])
    }

    @Test(arguments: 0..<3) func testsDoNotSeeEachOther(_: Int) async throws {
        try await Database.pool.execute("create table pinned_test (n int primary key)")
        try await Database.pool.transaction { db in try db.execute("insert into pinned_test values (1)") }
        #expect(try await Database.pool.query("select n from pinned_test", as: Int.self) == [1])
    }

    @Test func concurrentUseTakesTurns() async throws {
        let pool = Database.pool
        try await pool.execute("create table pinned_test (n int primary key)")
        await withTaskGroup(of: Void.self) { group in
            for n in 0..<50 {
                group.addTask {
                    try? await pool.transaction { db in
                        try db.execute("insert into pinned_test values (\(n))")
                        if n.isMultiple(of: 2) { try db.execute("insert into pinned_test values (\(n))") }
                    }
                }
            }
        }
        #expect(try await pool.query("select count(*) from pinned_test", as: Int.self) == [25])
    }
}
