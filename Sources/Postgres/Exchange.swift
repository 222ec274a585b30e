import CPostgres
import Glibc

/// A round trip: send, wait without deafness to cancellation, gather, judge.
extension Connection {
    /// Sends with `send`, which answers 1 on success as libpq's functions do, and gathers the whole answer.
    /// - Parameter cancellable: false for COMMIT and whatever else must run to its end.
    func exchange(
        cancellable: Bool = true, isCommit: Bool = false, _ send: (OpaquePointer) -> Int32
    ) throws(PostgresError) -> QueryResult {
        let handle = try handle()
        if cancellable, Task.isCancelled { throw .cancelled }
        notices.warnings = []
        // Alone or as COMMIT: then a lost answer leaves open what became of it.
        let decides = isCommit || !isInTransaction
        guard queued.isEmpty else {
            return try exchangeQueued(handle, cancellable: cancellable, decides: decides, send)
        }
        guard send(handle) == 1 else { throw sendFailure(handle) }
        var wasCancelled = false
        let result = try gather(handle, cancellable, &wasCancelled)
        try judge(result, handle, decides: decides, wasCancelled: wasCancelled)
        return result
    }

    /// Waits for the next result; `nil` when the server is ready for another statement.
    /// - Parameter isCancelled: set once the server was asked to cancel.
    func nextResult(
        _ handle: OpaquePointer, cancellable: Bool, isCancelled: inout Bool
    ) -> QueryResult? {
        let end = patience.map { ContinuousClock.now + $0 }
        while PQisBusy(handle) == 1 {
            if cancellable, !isCancelled, Task.isCancelled {
                isCancelled = true
                cancelStatement(handle)
            }
            guard waitForInput(handle) else {
                // From now on libpq finds the connection lost, which is what it is.
                if let end, ContinuousClock.now > end { shutdown(PQsocket(handle), Int32(SHUT_RDWR)) }
                continue
            }
            // On failure PQgetResult has the reason.
            if PQconsumeInput(handle) == 0 { break }
        }
        guard let pointer = PQgetResult(handle) else { return nil }
        let result = QueryResult(pointer)
        if result.isLarge { hasGrown = true }
        return result
    }

    /// Waits until the socket has something to read, but not for long, so that cancellation is noticed.
    func waitForInput(_ handle: OpaquePointer, milliseconds: Int32 = 50) -> Bool {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, milliseconds) != 0
    }

    /// Asks the server to end the running statement; its answer comes as that statement's error.
    func cancelStatement(_ handle: OpaquePointer) {
        guard let request = PQgetCancel(handle) else { return }
        defer { PQfreeCancel(request) }
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(request, &reason, Int32(reason.count))
    }

    /// Turns an error result or a doubtful success into an error.
    func judge(
        _ result: borrowing QueryResult, _ handle: OpaquePointer, decides: Bool, wasCancelled: Bool
    ) throws(PostgresError) {
        if result.isError || PQstatus(handle) == CONNECTION_BAD {
            throw failure(result, handle, decides: decides, wasCancelled: wasCancelled)
        }
        if decides, let warning = notices.warnings.first(where: \.leavesCommitDoubtful) {
            throw .doubtful(warning)
        }
    }

    private func failure(
        _ result: borrowing QueryResult, _ handle: OpaquePointer, decides: Bool, wasCancelled: Bool
    ) -> PostgresError {
        guard PQstatus(handle) != CONNECTION_BAD else {
            var error = result.error(.connectionLost)
            if error.message.isEmpty { error.message = String(cString: PQerrorMessage(handle)) }
            error.outcomeUnknown = decides
            return error
        }
        let error = result.error(.server)
        if wasCancelled, error.isQueryCanceled {
            var cancelled = result.error(.cancelled)
            cancelled.outcomeUnknown = false
            return cancelled
        }
        return error
    }

    /// Reads results until the server is ready, keeping the first error or else the last result.
    func gather(
        _ handle: OpaquePointer, _ cancellable: Bool, _ wasCancelled: inout Bool
    ) throws(PostgresError) -> QueryResult {
        var kept = QueryResult(nil)
        while let next = nextResult(handle, cancellable: cancellable, isCancelled: &wasCancelled) {
            if next.isCopy {
                // Half a COPY cannot be left in order; libpq would offer it for ever.
                close()
                throw .misuse("COPY goes through copyIn and copyOut; the connection was closed")
            }
            if !kept.isServerError { kept = next }
        }
        return kept
    }

    func sendFailure(_ handle: OpaquePointer) -> PostgresError {
        let message = String(cString: PQerrorMessage(handle))
        guard PQstatus(handle) == CONNECTION_BAD else {
            var error = PostgresError.misuse("libpq refused the statement")
            error.message = message
            return error
        }
        return .connection(.connectionLost, message)
    }
}

extension PostgresError {
    static func doubtful(_ warning: Notice) -> PostgresError {
        var error = PostgresError.connection(.commitDoubtful, warning.message)
        error.sqlState = warning.sqlState
        error.outcomeUnknown = true
        return error
    }
}
