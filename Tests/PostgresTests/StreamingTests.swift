import Foundation
import Locks
import Postgres
import TestDatabase
import Testing

@Suite(.database(.own), .serialized) struct StreamingTests {
    private struct Stop: Error {}

    /// Resident memory in bytes.
    private func memory() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(pages[1])) * 4096
    }

    @Test func rowsStreamWithBoundedMemory() async throws {
        let before = try memory()
        let sum = Guarded(0)
        let peak = Guarded(0)
        try await Database.pool.withConnection { db in
            try await db.stream(
                "select n, repeat('x', 3000) from generate_series(1, 200000) n", as: (Int, String).self
            ) { _, n, text in
                sum.withLock { $0 += n + text.utf8.count - 3000 }
                guard n.isMultiple(of: 10_000) else { return }
                let now = try memory()
                peak.withLock { $0 = max($0, now) }
                await Task.yield()
            }
        }
        #expect(sum.withLock { $0 } == 200_000 * 200_001 / 2)
        // Other suites of this process allocate meanwhile, which the bound leaves room for.
        #expect(peak.withLock { $0 } - before < 400 << 20, "600 MB passed through")
    }

    @Test func aSlowConsumerStopsTheServer() async throws {
        try await Database.pool.withConnection { db in
            try db.script("create sequence produced")
            let produced = Guarded(0)
            let first = Guarded(true)
            await #expect(throws: Stop.self) {
                try await db.stream(
                    "select nextval('produced'), repeat('x', 1000) from generate_series(1, 500000)",
                    as: (Int, String).self
                ) { _, _, _ in
                    guard first.withLock({ exchange(&$0, with: false) }) else { throw Stop() }
                    try await Task.sleep(for: .milliseconds(500))
                    let n: Int? = try await Database.pool.first("select last_value from produced")
                    produced.withLock { $0 = n ?? 0 }
                }
            }
            #expect((1..<100_000).contains(produced.withLock { $0 }), "only what the socket's buffers hold")
            let n: Int? = try db.first("select 1")
            #expect(n == 1, "the connection is usable after a stream broken off")
        }
    }

    @Test func errorsInTheMiddleArrive() async throws {
        let seen = Guarded(0)
        let error = await #expect(throws: PostgresError.self) {
            try await Database.pool.withConnection { db in
                try await db.stream("select 10 / (5 - n) from generate_series(\(1), 10) n", as: Int.self) { _, _ in
                    seen.withLock { $0 += 1 }
                }
            }
        }
        #expect(error?.sqlState == "22012" && seen.withLock { $0 } == 4)
        let columns = await #expect(throws: PostgresError.self) {
            try await Database.pool.withConnection { db in
                try await db.stream("select 1, 2", as: Int.self) { _, _ in }
            }
        }
        #expect(columns?.kind == .decoding)
        #expect(try await Database.pool.query("select 1", as: Int.self) == [1])
    }

    @Test func aStreamOwnsItsConnection() async throws {
        try await Database.pool.withConnection { db in
            try await db.stream("select 1", as: Int.self) { db, _ in
                let error = #expect(throws: PostgresError.self) { try db.execute("select 2") }
                #expect(error?.kind == .misuse)
            }
        }
    }

    @Test func aConnectionClosedUnderAStreamIsLost() async throws {
        let db = try await Connection.open(Database.options)
        let error = await #expect(throws: PostgresError.self) {
            try await db.stream("select generate_series(1, 100000)", as: Int.self) { db, _ in db.close() }
        }
        #expect(error?.kind == .connectionLost)
    }

    @Test func aCancelledStreamStops() async throws {
        let seen = Guarded(0)
        let stream = Task {
            try await Database.pool.withConnection { db in
                try await db.stream("select generate_series(1, 100000000)", as: Int.self) { _, _ in
                    seen.withLock { $0 += 1 }
                }
            }
        }
        while seen.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        stream.cancel()
        let error = await #expect(throws: PostgresError.self) { try await stream.value }
        #expect(error?.kind == .cancelled)
        #expect(Database.pool.use.idle == 1)
    }
}
