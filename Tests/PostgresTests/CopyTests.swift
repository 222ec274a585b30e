import Locks
import Postgres
import TestDatabase
import Testing

@Suite(.database(.own)) struct CopyTests {
    private struct Stop: Error {}

    private static let rows = 100_000

    private func line(_ n: Int) -> String { "\(n)\trow \(n)\n" }

    private func prepare() async throws {
        try await Database.pool.withConnection { db in try db.script("create table t (n int primary key, name text)") }
    }

    @Test func rowsGoInAndOut() async throws {
        try await prepare()
        try await Database.pool.withConnection { db in
            let next = Guarded(0)
            let copied = try await db.copyIn("copy t from stdin") {
                let start = next.withLock { exchange(&$0, with: $0 + 1000) }
                guard start < Self.rows else { return nil }
                await Task.yield()
                return (start..<start + 1000).flatMap { line($0).utf8 }
            }
            #expect(copied == Self.rows)
            let count: Int? = try db.first("select count(*) from t where name = 'row ' || n")
            #expect(count == Self.rows)

            let bytes = Guarded<[UInt8]>([])
            let chunks = Guarded(0)
            let read = try await db.copyOut("copy (select * from t order by n) to stdout") { chunk in
                await Task.yield()
                bytes.withLock { $0 += chunk }
                chunks.withLock { $0 += 1 }
            }
            #expect(read == Self.rows)
            #expect((10...40).contains(chunks.withLock { $0 }), "1.9 MB in chunks of 64 KiB")
            let same = bytes.withLock { $0.elementsEqual((0..<Self.rows).lazy.flatMap { line($0).utf8 }) }
            #expect(same)
        }
    }

    @Test func chunksOfASequenceNeedNotBeRows() async throws {
        try await prepare()
        try await Database.pool.transaction { db in
            let copied = try db.copyIn("copy t from stdin", from: "1\tx\n2\ty\n".utf8.map { [$0] } + [[]])
            #expect(copied == 2)
            let names: [String] = try db.query("select name from t order by n")
            #expect(names == ["x", "y"])
            #expect(try db.copyIn("copy t from stdin", from: []) == 0)
        }
    }

    @Test func badRowsAreServerErrors() async throws {
        try await prepare()
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in
                let chunk = Array(String(repeating: "x", count: 100_000).utf8)
                try db.copyIn("copy t from stdin", from: repeatElement(chunk, count: 100))
            }
        }
        #expect(error?.sqlState == "22P02")
        let missing = await #expect(throws: PostgresError.self) {
            try await Database.pool.transaction { db in try db.copyIn("copy nowhere from stdin", from: []) }
        }
        #expect(missing?.isUndefinedTable == true)
        #expect(try await Database.pool.query("select count(*) from t", as: Int.self) == [0])
    }

    @Test func aFailingProducerCopiesNothing() async throws {
        try await prepare()
        await #expect(throws: Stop.self) {
            try await Database.pool.withConnection { db in
                let isFirst = Guarded(true)
                try await db.copyIn("copy t from stdin") {
                    guard isFirst.withLock({ exchange(&$0, with: false) }) else { throw Stop() }
                    return Array(line(1).utf8)
                }
            }
        }
        #expect(try await Database.pool.query("select count(*) from t", as: Int.self) == [0])
        #expect(Database.pool.use.idle == 1, "the connection is usable")
    }

    @Test func aFailingConsumerStopsTheServer() async throws {
        let chunks = Guarded(0)
        await #expect(throws: Stop.self) {
            try await Database.pool.withConnection { db in
                try await db.copyOut("copy (select generate_series(1, 100000000)) to stdout") { _ in
                    chunks.withLock { $0 += 1 }
                    throw Stop()
                }
            }
        }
        #expect(chunks.withLock { $0 } == 1)
        #expect(try await Database.pool.query("select 1", as: Int.self) == [1])
    }

    @Test func whatIsNotThatCopyIsRefused() async throws {
        let statements: [SQL] = ["select 1", "copy (select \(1)) to stdout", "copy (select 1) to stdout"]
        for statement in statements {
            let error = await #expect(throws: PostgresError.self) {
                try await Database.pool.withConnection { db in try db.copyIn(statement, from: []) }
            }
            #expect(error?.kind == .misuse)
        }
        #expect(try await Database.pool.query("select 1", as: Int.self) == [1])
    }
}
