import Foundation
import Postgres
import Storage

/// What the database must be like.
struct DatabaseChecks {
    /// How many connections the service wants.
    let connections: Int

    /// Looks at everything, and closes the pool.
    func findings(_ pool: Pool, files: () throws -> [Migration]) async -> [Finding] {
        var findings: [Finding]
        do {
            let files = try files()
            findings = try await pool.withConnection { db in
                [
                    try version(db), try schema(db, files), try durability(db), try clock(db, between: Date()),
                    try room(db),
                ]
            }
        } catch {
            findings = [Self.unreachable(error)]
        }
        await pool.shutdown()
        return findings
    }

    static func unreachable(_ error: any Error) -> Finding {
        .fail(
            "database", "it cannot be reached: \(error)",
            fix: "Start it, and check DATABASE_URL and PGPASSWORD; `chorus db status` shows a private one.")
    }

    private func version(_ db: isolated Connection) throws -> Finding {
        let known: Int32? = try db.first("select current_setting('server_version_num')::integer")
        let number = known ?? 0
        let detail = "PostgreSQL \(number / 10_000).\(number % 10_000) answers"
        return number >= 150_000
            ? .ok("database", detail) : .fail("database", detail, fix: "Use PostgreSQL 15 or later.")
    }

    private func schema(_ db: isolated Connection, _ files: [Migration]) throws -> Finding {
        let pending = try db.pendingMigrations(of: files)
        guard !pending.isEmpty else { return .ok("schema", "every migration is applied") }
        return .fail("schema", "\(pending.count) migrations are pending", fix: "Run `chorus migrate`.")
    }

    private func durability(_ db: isolated Connection) throws -> Finding {
        let row: (String, String, String, String)? = try db.first(
            """
            select current_setting('fsync'), current_setting('synchronous_commit'),
                current_setting('full_page_writes'), current_setting('data_checksums')
            """)
        guard let row else { return .fail("durability", "unknown", fix: "") }
        return Self.durability(fsync: row.0, synchronousCommit: row.1, fullPageWrites: row.2, checksums: row.3)
    }

    /// A judgement of the settings on which "2xx means stored" rests.
    static func durability(
        fsync: String, synchronousCommit: String, fullPageWrites: String, checksums: String
    ) -> Finding {
        let detail = "fsync \(fsync), synchronous_commit \(synchronousCommit), full_page_writes \(fullPageWrites)"
        let off = [("fsync", fsync), ("synchronous_commit", synchronousCommit), ("full_page_writes", fullPageWrites)]
            .filter { $0.1 == "off" }.map(\.0)
        guard off.isEmpty else {
            return .fail(
                "durability", detail,
                fix: "Set \(off.joined(separator: ", ")) to on: what was acknowledged can be lost in a crash.")
        }
        return checksums == "on"
            ? .ok("durability", detail + ", data checksums")
            : .warn("durability", detail + ", no data checksums", fix: "Stop it and run pg_checksums --enable.")
    }

    private func clock(_ db: isolated Connection, between start: Date) throws -> Finding {
        let theirs: Date? = try db.first("select clock_timestamp()")
        let ours = Date()
        guard let theirs else { return .fail("clock", "unknown", fix: "") }
        let skew = max(start.timeIntervalSince(theirs), theirs.timeIntervalSince(ours), 0)
        return Self.clock(skew: skew)
    }

    /// A judgement of how far the clocks of service and database are apart.
    static func clock(skew: Double) -> Finding {
        let detail = "service and database differ by \(Int(skew * 1000)) ms"
        let fix = "Let both machines follow the same time servers (chrony, systemd-timesyncd)."
        if skew > 30 { return .fail("clock", detail, fix: fix) }
        return skew > 1 ? .warn("clock", detail, fix: fix) : .ok("clock", detail)
    }

    private func room(_ db: isolated Connection) throws -> Finding {
        let row: (Int32, Int)? = try db.first(
            """
            select current_setting('max_connections')::integer
                - current_setting('superuser_reserved_connections')::integer,
                (select count(*) from pg_stat_activity where backend_type = 'client backend'
                    and application_name <> 'chorus')
            """)
        let (most, others) = (Int(row?.0 ?? 0), row?.1 ?? 0)
        // One more listens for the feed.
        let detail = "\(most) are allowed, others use \(others), a server wants \(connections + 1)"
        return connections + 1 <= most - others
            ? .ok("connections", detail)
            : .fail("connections", detail, fix: "Lower CHORUS_CONNECTIONS, or raise max_connections.")
    }
}
