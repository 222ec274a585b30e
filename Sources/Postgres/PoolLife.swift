import Locks

/// How busy a pool is.
public struct PoolUse: Sendable, Hashable {
    /// Open connections that nobody uses.
    public let idle: Int
    /// Connections in use or being opened.
    public let leased: Int
    /// Tasks in line for a connection.
    public let waiting: Int
}

extension Pool {
    /// How busy the pool is now.
    public var use: PoolUse {
        state.withLock { PoolUse(idle: $0.idle.count, leased: $0.total - $0.idle.count, waiting: $0.waiters.count) }
    }

    /// Refuses new leases, waits for those that run, and closes all connections. A pinned connection stays open.
    public func shutdown() async {
        let closed = state.withLock { $0.close() }
        closed.maintenance?.cancel()
        for waiter in closed.waiters { waiter.continuation.resume(returning: .failure(PostgresError(.poolClosed))) }
        for connection in closed.idle {
            if !isPinned { await connection.close() }
            carryOut(state.withLock { $0.giveUp() })
        }
        await withCheckedContinuation { continuation in
            if state.withLock({ $0.drain(continuation) }) { continuation.resume() }
        }
    }

    /// Begins to look after idle connections, until the pool goes away.
    func startMaintenance() {
        let task = Task { [weak self] in
            while !Task.isCancelled {
                await self?.maintain()
                try? await Task.sleep(for: .seconds(1))
            }
        }
        state.withLock { $0.maintenance = task }
    }

    private func maintain() async {
        let limit = ContinuousClock.now - options.idleTimeout
        for connection in state.withLock({ $0.expire(before: limit, keeping: options.minimumIdle) }) {
            await connection.close()
            carryOut(state.withLock { $0.giveUp() })
        }
        while state.withLock({ $0.reserveIdle(options.minimumIdle) }) {
            // A server that is away is tried again at the next round.
            guard let connection = try? await open() else { return }
            await takeBack(connection, isUsable: true)
        }
    }
}
