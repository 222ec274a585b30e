/// Where and how to connect.
public struct ConnectionOptions: Sendable {
    /// Whether statements are prepared once per connection and kept.
    public enum PreparedStatements: Sendable {
        /// Prepared and kept; a connection that turns out to go through a transaction pooler stops doing so.
        case automatic
        /// Never: for transaction poolers. Session settings then hold inside `transaction` only.
        case off
    }

    let dsn: String
    /// Database instead of the DSN's.
    public var database: String?
    /// What `pg_stat_activity` shows; `nil` leaves it to the DSN and the environment.
    public var applicationName: String?
    /// Seconds per host, at least 2; a `connect_timeout` in the DSN wins.
    public var connectTimeout = 5
    /// Longest run of a statement; `nil` leaves the server's setting.
    public var statementTimeout: Duration?
    /// Longest wait for a lock; `nil` leaves the server's setting.
    public var lockTimeout: Duration?
    /// Longest pause inside a transaction before the server ends the session; `nil` leaves the server's setting.
    public var idleInTransactionTimeout: Duration?
    /// Longest silence of the server while a statement runs: a server that does not even end what takes too long is gone,
    /// and so is the connection. More than `statementTimeout`; `nil` waits for ever.
    public var patience: Duration?
    /// Whether statements are prepared once per connection and kept.
    public var preparedStatements = PreparedStatements.automatic
    /// How many prepared statements a connection keeps; beyond it the longest unused goes.
    public var preparedStatementLimit = 256
    /// Called on the connection's thread for each notice and warning of the server.
    public var onNotice: (@Sendable (Notice) -> Void)?

    /// A connection URL or `key=value` text as libpq reads it; several hosts with `target_session_attrs` are fine.
    public init(_ dsn: String) {
        self.dsn = dsn
    }

    /// Parameters of `PQconnectdbParams` in its order of precedence: what comes later wins.
    var keywords: [(name: String, value: String)] {
        // A machine that is gone without a word is noticed within a minute, by idle connections too.
        var keywords = [
            (name: "connect_timeout", value: String(connectTimeout)), (name: "keepalives_idle", value: "30"),
            (name: "keepalives_interval", value: "10"), (name: "keepalives_count", value: "3"),
            (name: "tcp_user_timeout", value: "60000"), (name: "dbname", value: dsn),
        ]
        if let database { keywords.append((name: "dbname", value: database)) }
        if let applicationName { keywords.append((name: "application_name", value: applicationName)) }
        keywords.append((name: "client_encoding", value: "UTF8"))
        return keywords
    }

    /// The timeouts as statements. Not as startup options, which poolers refuse.
    /// - Parameter scope: `SET` for the session or `SET LOCAL` for the transaction.
    func settings(_ scope: String) -> String {
        [
            ("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout),
            ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
        ]
        .compactMap { name, limit in limit.map { "; \(scope) \(name) = \(max(0, $0 / .milliseconds(1)).rounded())" } }
        .joined()
    }
}

extension ConnectionOptions: CustomStringConvertible, CustomReflectable {
    /// No DSN, for it can hold a password.
    public var description: String { "ConnectionOptions" }
    /// Nothing to see, likewise.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
