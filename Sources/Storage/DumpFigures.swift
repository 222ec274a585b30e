public import Core
import Foundation
public import Postgres

extension Connection {
    /// What a dump of the database as this transaction sees it must hold.
    public func dumpFigures() throws -> DumpFigures {
        try execute("set local statement_timeout = 0")
        let head = try feedHead()
        let version: String? = try first("select current_setting('server_version')")
        return DumpFigures(
            postgresql: version ?? "", migrations: try appliedMigrations().map { Hex.encode($0.checksum) },
            feed: .init(epoch: head.epoch, position: head.position, chain: Hex.encode(head.chain)),
            rows: try rowCounts())
    }

    /// Whether there is nothing in the database yet: no table, view or sequence of anybody's.
    public func isEmptyDatabase() throws -> Bool {
        let count: Int? = try first(
            """
            select count(*) from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
            """)
        return count == 0
    }

    private func rowCounts() throws -> [String: Int] {
        let tables: [String] = try query(
            """
            select table_name::text from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE'
            """)
        var counts: [String: Int] = [:]
        for table in tables { counts[table] = try first("select count(*) from \(identifier: table)") }
        return counts
    }
}
