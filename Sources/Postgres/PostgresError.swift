/// A failure of the server, of the connection to it, or of its use.
///
/// `description` names codes, constraints, tables and columns but never data, so it may be logged;
/// `debugDescription` adds the server's own words, which can quote values.
public struct PostgresError: Error, Sendable {
    /// What failed.
    public enum Kind: Sendable, Hashable {
        /// The server answered with an error; see `sqlState`.
        case server
        /// No connection could be made.
        case connectionFailed
        /// The connection broke, or was closed, before the answer.
        case connectionLost
        /// The task was cancelled.
        case cancelled
        /// COMMIT was answered in a way that does not promise durability.
        case commitDoubtful
        /// COMMIT was answered by ROLLBACK, because an error inside the transaction had been swallowed.
        case rolledBack
        /// The pool had no free connection in time.
        case leaseTimeout
        /// The pool is shut down.
        case poolClosed
        /// A result does not fit the Swift type.
        case decoding
        /// The module was used in a way it cannot work.
        case misuse
    }

    /// What failed.
    public let kind: Kind
    /// Five-character code of the SQL standard, when the server gave one.
    public var sqlState: String?
    /// Name of the violated constraint.
    public var constraint: String?
    /// Table concerned.
    public var table: String?
    /// Column concerned, or the result column that could not be decoded.
    public var column: String?
    /// Whether the transaction may have been committed although it failed: ask before doing it again.
    public var outcomeUnknown = false
    /// The server's message, detail and hint; these can quote data.
    var message = ""
    /// Text of this module, never with data.
    var reason = ""

    init(_ kind: Kind) { self.kind = kind }

    /// A value that a column's bytes do not hold, for an `SQLValue` of one's own.
    public static func decoding(_ reason: String) -> PostgresError {
        var error = PostgresError(.decoding)
        error.reason = reason
        return error
    }

    static func misuse(_ reason: String) -> PostgresError {
        var error = PostgresError(.misuse)
        error.reason = reason
        return error
    }

    static func connection(_ kind: Kind, _ message: String) -> PostgresError {
        var error = PostgresError(kind)
        error.message = message
        return error
    }

    static let cancelled = PostgresError(.cancelled)
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Kind, codes and names; no data.
    public var description: String {
        var parts = ["PostgreSQL: \(kind)"]
        if let sqlState { parts.append("SQLSTATE \(sqlState)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let table { parts.append("table \(table)") }
        if let column { parts.append("column \(column)") }
        if outcomeUnknown { parts.append("outcome unknown") }
        if !reason.isEmpty { parts.append(reason) }
        return parts.joined(separator: ", ")
    }

    /// `description` and the server's message, which can quote data.
    public var debugDescription: String {
        message.isEmpty ? description : description + ": " + message
    }

    /// Nothing to see: a mirror would show the message to whoever dumps the error.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
