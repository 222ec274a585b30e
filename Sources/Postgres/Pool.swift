import Locks

/// Connections that are lent out, each to one task at a time; who finds none free waits in line.
public final class Pool: Sendable {
    let options: PoolOptions
    let isPinned: Bool
    let state: Guarded<PoolState>

    /// A pool that opens its connections when they are needed.
    public init(_ options: PoolOptions) {
        self.options = options
        isPinned = false
        state = Guarded(PoolState(maximum: options.maximumConnections))
        startMaintenance()
    }

    /// For tests: a pool of this one connection, in whose open transaction everything happens. A transaction becomes
    /// a savepoint, and so does each statement outside one; rolling back at the end is up to the caller.
    public init(pinned connection: Connection) {
        var options = PoolOptions(connection.options)
        // Everybody takes turns on one connection, on a machine that runs many tests at once.
        options.leaseTimeout = .seconds(60)
        self.options = options
        isPinned = true
        var pinned = PoolState(maximum: 1)
        _ = pinned.grant()
        _ = pinned.giveBack(connection, at: .now)
        state = Guarded(pinned)
    }

    deinit {
        state.withLock { $0.maintenance }?.cancel()
    }

    /// Lends a connection for as long as `body` runs, on the connection's thread.
    ///
    /// A transaction that `body` leaves open is rolled back, and session settings are undone.
    /// - Throws: what `body` throws; ``PostgresError`` of kind `leaseTimeout`, `poolClosed`, `connectionFailed`,
    ///   `cancelled`, or `misuse` for a transaction left open.
    @discardableResult
    public func withConnection<R: Sendable>(
        _ body: @Sendable (isolated Connection) async throws -> R
    ) async throws -> R {
        let lease = try await lease()
        var connection = lease.connection
        var served = await connection.serve(isPinned: isPinned, askFirst: lease.needsCheck, body)
        if served == nil {
            // It died while it lay idle.
            await connection.close()
            connection = try await open()
            served = await connection.serve(isPinned: isPinned, askFirst: false, body)
        }
        await takeBack(connection, isUsable: served?.isUsable ?? false)
        guard let served else { throw PostgresError(.connectionLost) }
        return try served.result.get()
    }

    /// Runs `body` in a transaction on a connection of the pool; see ``Connection/transaction(_:_:)``.
    @discardableResult
    public func transaction<R: Sendable>(
        _ mode: TransactionMode = .readCommitted, _ body: @Sendable (isolated Connection) throws -> R
    ) async throws -> R {
        try await withConnection { db in try db.transaction(mode, body) }
    }

    /// Runs one statement; see ``Connection/execute(_:)``.
    @discardableResult
    public func execute(_ sql: SQL) async throws -> Int {
        try await withConnection { db in try db.execute(sql) }
    }

    /// Runs one query; see ``Connection/query(_:as:)``.
    public func query<each Column: SQLValue>(
        _ sql: SQL, as: (repeat each Column).Type = (repeat each Column).self
    ) async throws -> [(repeat each Column)] {
        try await withConnection { db in try db.query(sql, as: (repeat each Column).self) }
    }

    /// Runs one query for its first row; see ``Connection/first(_:as:)``.
    public func first<each Column: SQLValue>(
        _ sql: SQL, as: (repeat each Column).Type = (repeat each Column).self
    ) async throws -> (repeat each Column)? {
        try await withConnection { db in try db.first(sql, as: (repeat each Column).self) }
    }
}
