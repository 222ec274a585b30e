@testable import Postgres
import Locks
import TestDatabase
import Testing

@Suite(.database(.own), .timeLimit(.minutes(15))) struct PoolTests {
    private struct Stop: Error {}

    private func pool(_ change: (inout PoolOptions) -> Void) -> Pool {
        var options = PoolOptions(Database.options)
        change(&options)
        return Pool(options)
    }

    /// Holds a connection until told otherwise.
    private func hold(_ pool: Pool) async throws -> (task: Task<Void, any Error>, letGo: AsyncStream<Void>.Continuation)
    {
        let (gate, letGo) = AsyncStream.makeStream(of: Void.self)
        let (held, isHeld) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await pool.withConnection { _ in
                isHeld.finish()
                for await _ in gate {}
            }
        }
        for await _ in held {}
        return (task, letGo)
    }

    private func backend(_ pool: Pool) async throws -> Int {
        try #require(try await pool.first("select pg_backend_pid()"))
    }

    private func waitFor(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test func neverMoreConnectionsThanAllowed() async throws {
        let pool = pool { $0.maximumConnections = 3 }
        let most = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await pool.withConnection { db in
                        try db.execute("select pg_sleep(0.01)")
                        // Autovacuum's workers name the database too.
                        return try db.first(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and backend_type = 'client backend'
                            """, as: Int.self) ?? 0
                    }
                }
            }
            return try await group.reduce(0) { max($0, $1) }
        }
        #expect(most <= 3)
        #expect(pool.use == PoolUse(idle: 3, leased: 0, waiting: 0))
        await pool.shutdown()
    }

    @Test func whoComesFirstIsServedFirst() async throws {
        let pool = pool { $0.maximumConnections = 1 }
        let (holder, letGo) = try await hold(pool)
        let order = Guarded<[Int]>([])
        var tasks: [Task<Void, any Error>] = []
        for n in 0..<5 {
            let place: @Sendable (isolated Connection) -> Void = { _ in order.withLock { $0.append(n) } }
            tasks.append(Task { try await pool.withConnection(place) })
            try await waitFor { pool.use.waiting == n + 1 }
        }
        tasks[2].cancel()
        let error = await #expect(throws: PostgresError.self) { try await tasks[2].value }
        #expect(error?.kind == .cancelled)
        letGo.finish()
        try await holder.value
        for (n, task) in tasks.enumerated() where n != 2 { try await task.value }
        #expect(order.withLock { $0 } == [0, 1, 3, 4])
        await pool.shutdown()
    }

    @Test func waitingTooLongIsAnError() async throws {
        let pool = pool {
            $0.maximumConnections = 1
            $0.leaseTimeout = .milliseconds(50)
        }
        let (holder, letGo) = try await hold(pool)
        let error = await #expect(throws: PostgresError.self) { try await pool.execute("select 1") }
        #expect(error?.kind == .leaseTimeout && pool.use.waiting == 0)
        letGo.finish()
        try await holder.value
        try await pool.execute("select 1")
        await pool.shutdown()
    }

    @Test func shutdownWaitsForLeases() async throws {
        let pool = pool { $0.maximumConnections = 1 }
        let (holder, letGo) = try await hold(pool)
        let waiter = Task { try await pool.execute("select 1") }
        try await waitFor { pool.use.waiting == 1 }
        let isDown = Guarded(false)
        let shutdown = Task {
            await pool.shutdown()
            isDown.withLock { $0 = true }
        }
        for refused in [await waiter.result, await Task { try await pool.execute("select 1") }.result] {
            let error = #expect(throws: PostgresError.self) { try refused.get() }
            #expect(error?.kind == .poolClosed)
        }
        #expect(!isDown.withLock { $0 })
        letGo.finish()
        try await holder.value
        await shutdown.value
        await pool.shutdown()
        #expect(pool.use == PoolUse(idle: 0, leased: 0, waiting: 0))
    }

    @Test func aBrokenConnectionIsReplaced() async throws {
        let pool = pool { $0.maximumConnections = 1 }
        let first = try await backend(pool)
        try await Database.pool.execute("select pg_terminate_backend(\(first)::int)")
        try await waitFor {
            let left: Int? = try await Database.pool.first("select count(*) from pg_stat_activity where pid = \(first)")
            return left == 0
        }
        #expect(try await backend(pool) != first, "one that died idle is noticed before use")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.execute("select pg_terminate_backend(pg_backend_pid())")
        }
        #expect(error?.isConnectionLost == true)
        #expect(try await pool.query("select 1", as: Int.self) == [1])
        await pool.shutdown()
    }

    @Test func aPlaceIsFreeAgainWhenNoConnectionCouldBeMade() async throws {
        let pool = Pool(PoolOptions(ConnectionOptions("host=/nonexistent")))
        for _ in 0..<20 {
            let error = await #expect(throws: PostgresError.self) { try await pool.execute("select 1") }
            #expect(error?.kind == .connectionFailed)
        }
        #expect(pool.use == PoolUse(idle: 0, leased: 0, waiting: 0))
        await pool.shutdown()
    }

    @Test func anOpenTransactionIsRolledBackAndReported() async throws {
        let pool = pool { $0.maximumConnections = 1 }
        try await pool.execute("create table t (n int)")
        let error = await #expect(throws: PostgresError.self) {
            try await pool.withConnection { db in
                try db.execute("begin")
                try db.execute("insert into t values (1)")
            }
        }
        #expect(error?.kind == .misuse)
        await #expect(throws: Stop.self) {
            try await pool.withConnection { db in
                try db.execute("begin")
                throw Stop()
            }
        }
        #expect(try await pool.query("select count(*) from t", as: Int.self) == [0])
        await pool.shutdown()
    }

    @Test func sessionSettingsDoNotOutliveTheLease() async throws {
        let pool = pool {
            $0.maximumConnections = 1
            $0.connection.statementTimeout = .seconds(7)
            $0.connection.applicationName = "named"
        }
        let before = try await backend(pool)
        try await pool.withConnection { db in
            try db.execute("set statement_timeout = '1h'")
            try db.execute("set search_path = nowhere")
            try db.execute("listen channel")
        }
        let shown: (String?, String?, String?, Int?) = try await pool.withConnection { db in
            (
                try db.first("show statement_timeout"), try db.first("show search_path"),
                try db.first("show application_name"), try db.first("select count(*) from pg_listening_channels()")
            )
        }
        #expect(shown.0 == "7s" && shown.1 == "\"$user\", public" && shown.2 == "named" && shown.3 == 0)
        #expect(try await backend(pool) == before)
        await pool.shutdown()
    }

    @Test func aConnectionThatMuchWentOverIsNotKept() async throws {
        let pool = pool { $0.maximumConnections = 1 }
        let first = try await backend(pool)
        let little: Int? = try await pool.first("select length(\(String(repeating: "a", count: 1 << 20)))")
        #expect(little == 1 << 20)
        #expect(try await backend(pool) == first)
        let much: Int? = try await pool.first("select length(\(String(repeating: "a", count: 5 << 20)))")
        #expect(much == 5 << 20)
        let second = try await backend(pool)
        #expect(second != first)
        let answer: String? = try await pool.first("select repeat('a', 5000000)")
        #expect(answer?.utf8.count == 5_000_000)
        #expect(try await backend(pool) != second)
        await pool.shutdown()
    }

    @Test func oldAndIdleConnectionsAreClosed() async throws {
        let short = pool { $0.maximumLifetime = .zero }
        let first = try await backend(short)
        #expect(try await backend(short) != first && short.use.idle == 0)
        await short.shutdown()

        let asked = pool { $0.healthCheckAfter = .zero }
        let one = try await backend(asked)
        #expect(try await backend(asked) == one)
        await asked.shutdown()

        let kept = pool {
            $0.minimumIdle = 2
            $0.idleTimeout = .zero
        }
        try await waitFor { kept.use.idle == 2 }
        await kept.shutdown()
        let expiring = pool { $0.idleTimeout = .zero }
        try await expiring.execute("select 1")
        try await waitFor { expiring.use.idle == 0 }
        await expiring.shutdown()
    }
}
