import CPostgres

extension Connection {
    /// Runs `COPY … FROM STDIN` with the chunks of a sequence, in the format that the statement names.
    ///
    /// Chunks need not end where rows end. COPY takes no parameters; use `\(literal:)` and `\(identifier:)`.
    /// - Returns: rows copied.
    @discardableResult
    public func copyIn(_ sql: SQL, from chunks: some Sequence<[UInt8]>) throws -> Int {
        let copy = try beginCopy(sql, PGRES_COPY_IN)
        defer { isStreaming = false }
        for chunk in chunks {
            if Task.isCancelled { return try abandon(copy, PostgresError.cancelled) }
            guard put(chunk, copy.handle) else { break }
        }
        return try finish(copy)
    }

    /// Runs `COPY … FROM STDIN` with the chunks that `next` yields until it yields `nil`.
    ///
    /// `next` runs on the connection's thread until it suspends. The connection is busy meanwhile.
    /// - Returns: rows copied.
    /// - Throws: what `next` throws, after which nothing is copied, or ``PostgresError``.
    @discardableResult
    public func copyIn(
        _ sql: SQL, _ next: nonisolated(nonsending) @Sendable () async throws -> [UInt8]?
    ) async throws -> Int {
        let copy = try beginCopy(sql, PGRES_COPY_IN)
        defer { isStreaming = false }
        do {
            while let chunk = try await next() {
                try checkStream(copy.handle)
                guard put(chunk, copy.handle) else { break }
            }
            try checkStream(copy.handle)
        } catch {
            guard owns(copy.handle) else { throw error }
            return try abandon(copy, error)
        }
        return try finish(copy)
    }

    /// Sends a chunk.
    /// - Returns: false when the connection is broken; the end of the COPY tells why.
    private func put(_ chunk: [UInt8], _ handle: OpaquePointer) -> Bool {
        // libpq counts with 32 bits and holds what it has not sent.
        let limit = 1 << 20
        for start in stride(from: 0, to: chunk.count, by: limit) {
            let sent = chunk[start..<min(start + limit, chunk.count)].withUnsafeBytes { bytes in
                PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            guard sent == 1 else { return false }
        }
        return true
    }

    private func finish(_ copy: Copy) throws -> Int {
        _ = PQputCopyEnd(copy.handle, nil)
        return try outcome(of: copy, wasCancelled: false, nil)
    }

    private func abandon(_ copy: Copy, _ failure: any Error) throws -> Int {
        _ = PQputCopyEnd(copy.handle, "abandoned")
        return try outcome(of: copy, wasCancelled: true, failure)
    }
}
