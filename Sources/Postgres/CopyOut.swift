import CPostgres

extension Connection {
    /// Runs `COPY … TO STDOUT` and hands over its bytes in chunks; the next is not read before `consume` returns.
    ///
    /// COPY takes no parameters; use `\(literal:)` and `\(identifier:)`.
    /// `consume` runs on the connection's thread until it suspends. The connection is busy meanwhile.
    /// - Parameter chunk: bytes to gather before `consume` is called; rows are never split.
    /// - Returns: rows copied.
    /// - Throws: what `consume` throws, after which COPY is cancelled, or ``PostgresError``.
    @discardableResult
    public func copyOut(
        _ sql: SQL, chunk: Int = 65_536,
        _ consume: nonisolated(nonsending) @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        let copy = try beginCopy(sql, PGRES_COPY_OUT)
        defer { isStreaming = false }
        var failure: (any Error)?
        var wasCancelled = false
        var buffer: [UInt8] = []
        var isOver = false
        while !isOver {
            isOver = !appendCopyRow(copy.handle, &buffer, &wasCancelled)
            guard isOver ? !buffer.isEmpty : buffer.count >= chunk else { continue }
            do {
                if failure == nil { try await consume(buffer) }
                try checkStream(copy.handle)
            } catch {
                failure = failure ?? error
                try breakOff(copy.handle, error, &wasCancelled)
            }
            buffer.removeAll(keepingCapacity: true)
        }
        return try outcome(of: copy, wasCancelled: wasCancelled, failure)
    }

    /// Reads the next row.
    /// - Returns: false at the end, whether good or bad.
    private func appendCopyRow(_ handle: OpaquePointer, _ buffer: inout [UInt8], _ wasCancelled: inout Bool) -> Bool {
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(handle, &row, 1)
            if length > 0 {
                buffer.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
                PQfreemem(row)
                return true
            }
            guard length == 0 else { return false }
            if !wasCancelled, Task.isCancelled {
                wasCancelled = true
                cancelStatement(handle)
            }
            if waitForInput(handle), PQconsumeInput(handle) == 0 { return false }
        }
    }
}

/// A COPY that has begun.
struct Copy {
    let handle: OpaquePointer
    /// Whether a lost answer leaves the outcome unknown.
    let decides: Bool
}

extension Connection {
    /// Sends a COPY and waits until data may flow.
    func beginCopy(_ sql: SQL, _ direction: ExecStatusType) throws(PostgresError) -> Copy {
        guard sql.parameters.types.isEmpty else { throw .misuse("COPY takes no parameters") }
        let text = try sql.text.cString()
        let (handle, decides) = try beginStream { PQsendQuery($0, text) }
        let copy = Copy(handle: handle, decides: decides)
        var wasCancelled = false
        let begun = nextResult(handle, cancellable: true, isCancelled: &wasCancelled) ?? QueryResult(nil)
        if begun.status == direction { return copy }
        isStreaming = false
        if begun.isCopy {
            close()
            throw .misuse("COPY in the other direction; the connection was closed")
        }
        while nextResult(handle, cancellable: true, isCancelled: &wasCancelled) != nil {}
        try judge(begun, handle, decides: decides, wasCancelled: wasCancelled)
        throw .misuse("not a COPY")
    }

    /// Reads the server's verdict on a COPY whose data have all flowed.
    /// - Parameter failure: what ended it early; it is thrown instead of the error that it caused in the server.
    func outcome(of copy: Copy, wasCancelled: Bool, _ failure: (any Error)?) throws -> Int {
        isStreaming = false
        var wasCancelled = wasCancelled
        var verdict = QueryResult(nil)
        while let next = nextResult(copy.handle, cancellable: true, isCancelled: &wasCancelled) {
            if next.isCopy {
                close()
                throw failure ?? PostgresError(.connectionLost)
            }
            if !verdict.isServerError { verdict = next }
        }
        if let failure { throw failure }
        try judge(verdict, copy.handle, decides: copy.decides, wasCancelled: wasCancelled)
        return verdict.count
    }
}
