import CPostgres

/// What a queued statement has answered: there once a later statement, or the commit, has been answered.
public final class QueuedAnswer {
    fileprivate var result = QueryResult(nil)
    fileprivate var isThere = false

    /// All rows, in the types that the context asks for; see ``Connection/query(_:as:)``.
    /// - Throws: ``PostgresError``, of kind `misuse` while the statement has not been sent.
    public func rows<each Column: SQLValue>(
        as: (repeat each Column).Type = (repeat each Column).self
    ) throws(PostgresError) -> [(repeat each Column)] {
        guard isThere else { throw .misuse("the queued statement has not been sent") }
        return try result.all(as: (repeat each Column).self)
    }
}

/// A statement that waits to be sent with the next one.
struct QueuedStatement {
    let statement: ReadyStatement
    let answer = QueuedAnswer()
}

extension Connection {
    /// Sends a statement of a transaction together with the next one, or with the commit: what waits for a single answer
    /// takes a single round trip. Whatever fails, that one's call says so. Outside a transaction it runs at once.
    /// - Returns: its answer, once it has been sent. It may be sent earlier, for a statement must be prepared first
    @discardableResult
    public func queue(_ sql: SQL) throws(PostgresError) -> QueuedAnswer {
        guard depth > 0 else {
            let answer = QueuedAnswer()
            answer.result = try statement(sql)
            answer.isThere = true
            return answer
        }
        let queued = QueuedStatement(statement: try ready(sql))
        self.queued.append(queued)
        // What is large is not kept in memory for the sake of a round trip.
        if self.queued.reduce(0, { $0 + $1.statement.byteCount }) > Self.mostQueuedBytes { try flush() }
        return queued.answer
    }

    /// Bytes of values that wait for the next statement at most.
    private static let mostQueuedBytes = 1 << 20

    /// Sends what is queued, for what comes next cannot go with it.
    func flush() throws(PostgresError) {
        guard let last = queued.popLast() else { return }
        do throws(PostgresError) {
            last.answer.result = try exchange { last.statement.send($0) }
            last.answer.isThere = true
        } catch {
            forget(last, after: error)
            throw error
        }
    }

    private func forget(_ queued: QueuedStatement, after error: PostgresError) {
        if error.isStaleStatement, let key = queued.statement.key { _ = prepared.forget(key) }
    }

    /// Sends what is queued, and what `send` sends, in libpq's pipeline mode: the server does one after the other and skips
    /// all after an error.
    /// - Returns: the answer to the last
    func exchangeQueued(
        _ handle: OpaquePointer, cancellable: Bool, decides: Bool, _ send: (OpaquePointer) -> Int32
    ) throws(PostgresError) -> QueryResult {
        let statements = queued
        queued = []
        let isSent =
            PQenterPipelineMode(handle) == 1 && statements.allSatisfy { $0.statement.send(handle) == 1 }
            && send(handle) == 1 && PQpipelineSync(handle) == 1
        guard isSent else {
            var failure = sendFailure(handle)
            // Some of it may have arrived.
            failure.outcomeUnknown = decides
            close()
            throw failure
        }
        var wasCancelled = false
        var failure: PostgresError?
        for queued in statements {
            let result = try gather(handle, cancellable, &wasCancelled)
            guard failure == nil else { continue }
            do throws(PostgresError) {
                try judge(result, handle, decides: decides, wasCancelled: wasCancelled)
                queued.answer.result = result
                queued.answer.isThere = true
            } catch {
                failure = error
                // What the server has refused it has not committed.
                if error.sqlState != nil { failure?.outcomeUnknown = false }
                forget(queued, after: error)
            }
        }
        // A warning about a commit is about this one.
        notices.warnings = []
        let last = try gather(handle, cancellable, &wasCancelled)
        if PQstatus(handle) == CONNECTION_OK {
            _ = nextResult(handle, cancellable: false, isCancelled: &wasCancelled)
            if PQexitPipelineMode(handle) != 1 { close() }
        }
        if let failure { throw failure }
        try judge(last, handle, decides: decides, wasCancelled: wasCancelled)
        return last
    }
}
