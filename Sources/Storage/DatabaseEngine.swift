public import Postgres

/// What the database is: the same statements run on both.
public enum DatabaseEngine: Sendable {
    /// One PostgreSQL.
    case postgres
    /// Citus: buckets lie on several servers, and a transaction that touches two of them is committed in two phases.
    case citus
}

extension Connection {
    /// What this database is.
    public func engine() throws -> DatabaseEngine {
        let isCitus: Bool? = try first("select exists (select from pg_extension where extname = 'citus')")
        return isCitus == true ? .citus : .postgres
    }
}
