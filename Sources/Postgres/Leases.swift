import CPostgres
import Locks

/// A connection on loan.
struct Lease {
    let connection: Connection
    /// Whether it was idle for so long that it must be asked for a sign of life.
    let needsCheck: Bool
}

/// What became of a lease.
struct Served<R: Sendable>: Sendable {
    let result: Result<R, any Error>
    let isUsable: Bool
}

extension Pool {
    /// A connection for the caller alone.
    func lease() async throws(PostgresError) -> Lease {
        switch try await grant() {
        case .open: Lease(connection: try await open(), needsCheck: false)
        case .reuse(let idle):
            Lease(
                connection: idle.connection,
                needsCheck: !isPinned && .now - idle.since > options.healthCheckAfter)
        }
    }

    /// Opens a connection in a place that is counted already; the place goes to the next in line on failure.
    func open() async throws(PostgresError) -> Connection {
        do throws(PostgresError) {
            return try await Connection.open(options.connection)
        } catch {
            carryOut(state.withLock { $0.giveUp() })
            throw error
        }
    }

    /// Ends a lease.
    func takeBack(_ connection: Connection, isUsable: Bool) async {
        let now = ContinuousClock.now
        if isPinned || (isUsable && now < connection.openedAt + connection.lifetime(options.maximumLifetime)) {
            if let release = state.withLock({ $0.giveBack(connection, at: now) }) { return carryOut(release) }
        }
        if !isPinned { await connection.close() }
        carryOut(state.withLock { $0.giveUp() })
    }

    func carryOut(_ release: PoolState.Release) {
        switch release {
        case .nothing: break
        case .grant(let waiter, let grant): waiter.continuation.resume(returning: .success(grant))
        case .drained(let continuations): continuations.forEach { $0.resume() }
        }
    }

    private func grant() async throws(PostgresError) -> PoolState.Grant {
        if Task.isCancelled { throw .cancelled }
        if let answer = state.withLock({ $0.grant() }) { return try answer.get() }
        let id = state.withLock { $0.newID() }
        let timer = Task { [options] in
            try await Task.sleep(for: options.leaseTimeout)
            refuse(id, PostgresError(.leaseTimeout))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiter = PoolState.Waiter(id: id, continuation: continuation)
                if let answer = state.withLock({ $0.grantOrWait(waiter) }) { continuation.resume(returning: answer) }
                // The handler may have run before there was anybody in line.
                if Task.isCancelled { refuse(id, .cancelled) }
            }
        } onCancel: {
            refuse(id, .cancelled)
        }.get()
    }

    private func refuse(_ id: UInt64, _ error: PostgresError) {
        state.withLock { $0.abandon(id) }?.continuation.resume(returning: .failure(error))
    }
}

extension Connection {
    /// Runs the body of a lease and leaves the session as it was found.
    /// - Returns: `nil`, before `body` began, when the server has ended the session meanwhile.
    func serve<R: Sendable>(
        isPinned: Bool, askFirst: Bool, _ body: @Sendable (isolated Connection) async throws -> R
    ) async -> Served<R>? {
        guard isPinned || isAlive(askFirst: askFirst) else { return nil }
        self.isPinned = isPinned
        var result: Result<R, any Error>
        do { result = .success(try await body(self)) } catch { result = .failure(error) }
        if !isPinned {
            do { try tidy() } catch { if case .success = result { result = .failure(error) } }
        }
        return Served(result: result, isUsable: isOpen && !hasGrown)
    }

    /// How long the connection may live: up to a tenth less than `limit`, by its address, so that not all go at once.
    nonisolated func lifetime(_ limit: Duration) -> Duration {
        limit - limit * (Double(UInt(bitPattern: ObjectIdentifier(self).hashValue) % 100) / 1000)
    }

    /// Whether the session is still there. An idle one that has something to say is asked, for it may be good-bye.
    private func isAlive(askFirst: Bool) -> Bool {
        guard isOpen, let handle = try? handle() else { return false }
        guard askFirst || waitForInput(handle, milliseconds: 0) else { return true }
        return PQconsumeInput(handle) == 1 && (try? control("")) != nil
    }

    /// Ends what a lease has left open.
    private func tidy() throws(PostgresError) {
        guard isOpen else { return }
        depth = 0
        queued = []
        patience = options.patience
        let leaked = transactionStatus != PQTRANS_IDLE
        if leaked { _ = try? control("ROLLBACK") }
        if sessionHasChanged {
            sessionHasChanged = false
            try control("RESET ALL; UNLISTEN *")
            if options.preparedStatements == .automatic { try applySettings() }
        }
        if leaked { throw .misuse("a lease ended inside a transaction, which was rolled back") }
    }
}
