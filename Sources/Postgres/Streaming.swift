import CPostgres

extension Connection {
    /// Runs a query and hands over its rows one at a time; the next is not read before `consume` returns, so memory
    /// stays small however many rows there are and a slow consumer slows the server down.
    ///
    /// `consume` gets the connection, which is busy meanwhile, only so that it runs on the connection's thread until it
    /// suspends: `try await db.stream("select n, name from t", as: (Int, String).self) { _, n, name in … }`.
    /// - Throws: what `consume` throws, after which the query is cancelled, or ``PostgresError``.
    public func stream<each Column: SQLValue>(
        _ sql: SQL, as: (repeat each Column).Type = (repeat each Column).self,
        _ consume: @Sendable (isolated Connection, repeat each Column) async throws -> Void
    ) async throws {
        let text = try sql.text.cString()
        let (handle, decides) = try beginStream { handle in
            sql.parameters.withPointers { count, types, values, lengths, formats in
                PQsendQueryParams(handle, text, count, types, values, lengths, formats, 1)
            }
        }
        defer { isStreaming = false }
        _ = PQsetSingleRowMode(handle)
        var failure: (any Error)?
        var wasCancelled = false
        var isFirst = true
        var last = QueryResult(nil)
        while let result = nextResult(handle, cancellable: true, isCancelled: &wasCancelled) {
            guard result.status == PGRES_SINGLE_TUPLE else {
                last = result
                continue
            }
            guard failure == nil else { continue }
            do {
                if isFirst { try result.check((repeat each Column).self) }
                isFirst = false
                let row: (repeat each Column) = try result.row(0, as: (repeat each Column).self)
                try await consume(self, repeat each row)
                try checkStream(handle)
            } catch {
                failure = error
                try breakOff(handle, error, &wasCancelled)
            }
        }
        if let failure { throw failure }
        try judge(last, handle, decides: decides, wasCancelled: wasCancelled)
    }

    /// Starts what will own the socket for a while.
    /// - Returns: the handle, and whether a lost answer leaves the outcome unknown.
    func beginStream(
        _ send: (OpaquePointer) -> Int32
    ) throws(PostgresError) -> (OpaquePointer, decides: Bool) {
        if Task.isCancelled { throw .cancelled }
        try flush()
        let handle = try handle()
        notices.warnings = []
        let decides = transactionStatus == PQTRANS_IDLE
        guard send(handle) == 1 else { throw sendFailure(handle) }
        isStreaming = true
        return (handle, decides)
    }

    /// Has the server end a stream that failed on this side; what is still under way must be read all the same.
    func breakOff(_ handle: OpaquePointer, _ failure: any Error, _ wasCancelled: inout Bool) throws {
        guard owns(handle) else { throw failure }
        if !wasCancelled { cancelStatement(handle) }
        wasCancelled = true
    }

    /// Ends the stream of a cancelled task or of a connection that was closed while the consumer was suspended.
    func checkStream(_ handle: OpaquePointer) throws(PostgresError) {
        guard owns(handle) else { throw .connection(.connectionLost, "the connection was closed") }
        if Task.isCancelled { throw .cancelled }
    }
}
