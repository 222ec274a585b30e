/// Questions about the server's code (`src/backend/utils/errcodes.txt` of PostgreSQL).
extension PostgresError {
    /// A unique constraint or index refused the row; see `constraint`.
    public var isUniqueViolation: Bool { sqlState == "23505" }
    /// A foreign key refused the row; see `constraint`.
    public var isForeignKeyViolation: Bool { sqlState == "23503" }
    /// A check constraint refused the row; see `constraint`.
    public var isCheckViolation: Bool { sqlState == "23514" }
    /// A NULL where none may be; see `column`.
    public var isNotNullViolation: Bool { sqlState == "23502" }
    /// The transaction must be run again from its start.
    public var isSerializationFailure: Bool { sqlState == "40001" }
    /// The transaction was chosen to break a deadlock, and can be run again.
    public var isDeadlock: Bool { sqlState == "40P01" }
    /// A lock was not to be had within `lock_timeout`.
    public var isLockTimeout: Bool { sqlState == "55P03" }
    /// The statement was cancelled: by `statement_timeout` or on request.
    public var isQueryCanceled: Bool { sqlState == "57014" }
    /// A write on a standby or in a read-only transaction.
    public var isReadOnly: Bool { sqlState == "25006" }
    /// The server's disk is full.
    public var isDiskFull: Bool { sqlState == "53100" }
    /// The server has no slot for another connection.
    public var isTooManyConnections: Bool { sqlState == "53300" }
    /// The server is shutting down or an administrator ended the session.
    public var isAdminShutdown: Bool { sqlState == "57P01" }
    /// The relation does not exist.
    public var isUndefinedTable: Bool { sqlState == "42P01" }
    /// The object exists already.
    public var isDuplicateTable: Bool { sqlState == "42P07" }

    /// The connection broke or could not be made; another one may work.
    public var isConnectionLost: Bool {
        kind == .connectionLost || kind == .connectionFailed || sqlState?.hasPrefix("08") == true
    }

    /// A named statement that the session does not know, knows already, or whose result changed its shape.
    var isStaleStatement: Bool { isForeignSession || sqlState == "0A000" }

    /// Signs of a pooler that gave us another session than before.
    var isForeignSession: Bool { sqlState == "26000" || sqlState == "42P05" }
}
