import CPostgres

/// What a transaction sees and may do.
public enum TransactionMode: String, Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted = "READ COMMITTED"
    /// All statements see what was committed before the first; conflicting writes fail with 40001.
    case repeatableRead = "REPEATABLE READ"
    /// As if the transactions ran one after the other; the loser of a conflict fails with 40001.
    case serializable = "SERIALIZABLE"
    /// As `readCommitted`, without writes.
    case readOnly = "READ COMMITTED READ ONLY"
    /// As `repeatableRead`, without writes: one consistent view, for exports.
    case snapshot = "REPEATABLE READ READ ONLY"
}

extension Connection {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// Inside another transaction it becomes a savepoint, and `mode` is that of the outer one.
    /// - Throws: what `body` throws; a ``PostgresError`` with `outcomeUnknown` when nobody can tell whether COMMIT
    ///   took effect; one of kind `rolledBack` when `body` swallowed an error of the server.
    @discardableResult
    public func transaction<R>(
        _ mode: TransactionMode = .readCommitted, _ body: (isolated Connection) throws -> R
    ) throws -> R {
        let level = try begin(mode)
        let value: R
        do { value = try body(self) } catch {
            rollback(level)
            throw error
        }
        try commit(level)
        return value
    }

    /// As `transaction`, for a body that suspends, such as one that streams to a client.
    @discardableResult
    public func streamingTransaction<R: Sendable>(
        _ mode: TransactionMode = .readCommitted, _ body: @Sendable (isolated Connection) async throws -> R
    ) async throws -> R {
        let level = try begin(mode)
        let value: R
        do { value = try await body(self) } catch {
            rollback(level)
            throw error
        }
        try commit(level)
        return value
    }

    private enum Level { case whole, savepoint }

    private func begin(_ mode: TransactionMode) throws(PostgresError) -> Level {
        if Task.isCancelled { throw .cancelled }
        let level = isInTransaction ? Level.savepoint : .whole
        switch level {
        case .whole:
            let settings = options.preparedStatements == .off ? options.settings("SET LOCAL") : ""
            let text = "BEGIN ISOLATION LEVEL \(mode.rawValue)\(settings)"
            if settings.isEmpty {
                // Goes with the first statement.
                queued = [QueuedStatement(statement: ReadyStatement(text: try text.cString()))]
            } else {
                try control(text)
            }
        // The server lets an inner savepoint hide an outer one of the same name, so one name is enough.
        case .savepoint: try control("SAVEPOINT nested")
        }
        depth += 1
        return level
    }

    private func rollback(_ level: Level) {
        depth -= 1
        queued = []
        // An error here means that the connection is gone, and with it the transaction.
        switch level {
        case .whole: if isInTransaction { _ = try? control("ROLLBACK") }
        case .savepoint: _ = try? control("ROLLBACK TO SAVEPOINT nested; RELEASE SAVEPOINT nested")
        }
    }

    private func commit(_ level: Level) throws(PostgresError) {
        switch level {
        case .whole:
            let isUnsent = transactionStatus == PQTRANS_IDLE && queued.count == 1
            guard !isUnsent else { return rollback(level) }
            let tag = try commitQueued()
            guard tag == "COMMIT" else { throw PostgresError(.rolledBack) }
            // A promise with a warning is none: a standby may not have the commit, or there was nothing to commit.
            if let warning = notices.warnings.first { throw .doubtful(warning) }
        case .savepoint:
            do throws(PostgresError) { try flush() } catch {
                rollback(level)
                throw error
            }
            guard transactionStatus != PQTRANS_INERROR else {
                rollback(level)
                throw PostgresError(.rolledBack)
            }
            depth -= 1
            try control("RELEASE SAVEPOINT nested")
        }
    }

    /// Sends COMMIT with what is queued.
    /// - Returns: what the server says that it did
    private func commitQueued() throws(PostgresError) -> String {
        do throws(PostgresError) {
            let text = try "COMMIT".cString()
            let result = try exchange(cancellable: false, isCommit: true) { handle in
                PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1)
            }
            depth -= 1
            return result.tag
        } catch {
            rollback(.whole)
            throw error
        }
    }
}
