import CPostgres

/// One session with the server, on a thread of its own.
///
/// The methods are synchronous inside the actor and block that thread only:
/// ```swift
/// try await pool.transaction { db in
///     try db.execute("insert into part values (\(id), \(name))")
/// }
/// ```
/// A connection must be used by one task at a time, which is what the leases of ``Pool`` are for. A cancelled task
/// ends the running statement, except COMMIT, and starts no other.
public actor Connection {
    private let thread = ConnectionThread()
    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    nonisolated let options: ConnectionOptions
    nonisolated let openedAt = ContinuousClock.now
    private var pointer: OpaquePointer?
    let notices: NoticeLog
    var prepared: PreparedStatements
    var usesPreparedStatements: Bool
    /// Longest silence of the server while a statement runs, until the end of the lease; see
    /// ``ConnectionOptions/patience``. Whoever lifts `statement_timeout` has more of it.
    public var patience: Duration?
    /// Statements of the current transaction that go with the next one; the first may be its BEGIN.
    var queued: [QueuedStatement] = []
    /// Open calls of `transaction`.
    var depth = 0
    /// A row stream or COPY is under way and owns the socket.
    var isStreaming = false
    /// So much went over it at once that libpq's buffers, which never shrink, are better freed than kept.
    var hasGrown = false
    /// SET or LISTEN ran, so the session is not as it was opened.
    var sessionHasChanged = false
    /// Whether each statement outside `transaction` gets a savepoint, as it would have its own transaction.
    var isPinned = false

    private init(_ options: ConnectionOptions) {
        self.options = options
        notices = NoticeLog(options.onNotice)
        prepared = PreparedStatements(limit: options.preparedStatementLimit)
        usesPreparedStatements = options.preparedStatements == .automatic
        patience = options.patience
    }

    isolated deinit { PQfinish(pointer) }

    /// Connects.
    /// - Throws: ``PostgresError`` of kind `connectionFailed`.
    public static func open(_ options: ConnectionOptions) async throws(PostgresError) -> Connection {
        let connection = Connection(options)
        try await connection.connect()
        return connection
    }

    /// Ends the session. What is called afterwards fails with `connectionLost`.
    public func close() {
        PQfinish(pointer)
        pointer = nil
        queued = []
    }

    /// Whether the session is there, as far as is known without asking the server.
    public var isOpen: Bool { pointer.map { PQstatus($0) == CONNECTION_OK } ?? false }

    /// The state of the transaction as libpq tracks it.
    var transactionStatus: PGTransactionStatusType { PQtransactionStatus(pointer) }

    /// Whether a transaction is open, even if its BEGIN has not been sent.
    var isInTransaction: Bool { transactionStatus != PQTRANS_IDLE || !queued.isEmpty }

    /// libpq's connection, provided that it is ours to use.
    func handle() throws(PostgresError) -> OpaquePointer {
        guard let pointer else { throw .connection(.connectionLost, "the connection is closed") }
        guard !isStreaming else { throw .misuse("the connection is streaming a result") }
        return pointer
    }

    /// Whether the handle is still this connection's: `close` may come while a stream's consumer is suspended.
    func owns(_ handle: OpaquePointer) -> Bool { pointer == handle }

    private func connect() throws(PostgresError) {
        let keywords = options.keywords
        let handle = withCStrings(keywords.map(\.name)) { names in
            withCStrings(keywords.map(\.value)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let handle else { throw .connection(.connectionFailed, "out of memory") }
        pointer = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(handle))
            close()
            throw .connection(.connectionFailed, message)
        }
        notices.install(on: handle)
        if options.preparedStatements == .automatic { try applySettings() }
    }

    /// Gives the session the timeouts of the options.
    func applySettings() throws(PostgresError) {
        let settings = options.settings("SET")
        if !settings.isEmpty { try control(settings) }
    }
}

/// Gives the strings to C as an array that ends with a null pointer.
private func withCStrings<Answer>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
) -> Answer {
    var bytes: [CChar] = []
    let starts = strings.map { string in
        defer { bytes += string.utf8.map { CChar(bitPattern: $0) } + [0] }
        return bytes.count
    }
    return bytes.withUnsafeBufferPointer { buffer in
        body(starts.map { start in buffer.baseAddress.map { $0 + start } } + [nil])
    }
}
