import Crypto
public import Foundation
public import Postgres

/// One numbered SQL file: `0003_ratings.sql` is version 3, `ratings`.
public struct Migration: Sendable, Equatable {
    /// Leading number of the file name, from 1, without gaps.
    public var version: Int
    /// The rest of the file name.
    public var name: String
    /// The statements.
    public var sql: String
    /// SHA-256 of the file, 32 bytes: an applied file must never change.
    public var checksum: [UInt8]

    /// Reads every migration of a folder, in order.
    public static func load(from folder: String) throws(MigrationError) -> [Migration] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var migrations: [Migration] = []
        for file in names.sorted() where file.hasSuffix(".sql") {
            let stem = file.dropLast(4)
            guard let mark = stem.firstIndex(of: "_"), let version = Int(stem[..<mark]),
                let data = FileManager.default.contents(atPath: "\(folder)/\(file)")
            else { throw .badFile(file) }
            guard version == migrations.count + 1 else { throw .badFile(file) }
            migrations.append(
                Migration(
                    version: version, name: String(stem[stem.index(after: mark)...]),
                    sql: String(decoding: data, as: UTF8.self), checksum: Array(SHA256.hash(data: data))))
        }
        guard !migrations.isEmpty else { throw .noFiles(folder) }
        return migrations
    }
}

/// Why a schema cannot be brought up to date.
public enum MigrationError: Error, Equatable, CustomStringConvertible {
    /// The folder holds no migration.
    case noFiles(String)
    /// A file that cannot be read or whose number does not follow the one before it.
    case badFile(String)
    /// A file was edited after it had been applied.
    case changed(version: Int, name: String)
    /// The database has versions that this program does not know.
    case newer(version: Int)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .noFiles(let folder):
            "No migrations in \(folder). Name the folder with --migrations or CHORUS_MIGRATIONS."
        case .badFile(let file):
            "\(file) is not a readable migration named NNNN_noun.sql that follows the one before it."
        case .changed(let version, let name):
            "Migration \(version) (\(name)) was edited after it had been applied. Restore the file; add a new one instead."
        case .newer(let version):
            "The database is at schema \(version), newer than this program. Install the newer chorus."
        }
    }
}

/// A migration as the database knows it.
public struct AppliedMigration: Sendable, Equatable {
    /// Number of the file.
    public var version: Int
    /// Rest of the file name.
    public var name: String
    /// SHA-256 of the file when it was applied.
    public var checksum: [UInt8]
    /// When.
    public var appliedAt: Date
}

extension Connection {
    /// What has been applied so far, in order.
    public func appliedMigrations() throws -> [AppliedMigration] {
        let exists: Bool? = try first("select to_regclass('schema_migrations') is not null")
        guard exists == true else { return [] }
        let rows: [(Int, String, Data, Date)] = try query(
            "select version, name, checksum, applied_at from schema_migrations order by version")
        return rows.map { AppliedMigration(version: $0.0, name: $0.1, checksum: Array($0.2), appliedAt: $0.3) }
    }

    /// The files that are not applied yet.
    /// - Throws: `MigrationError` when an applied file was edited or the database is newer than the files.
    public func pendingMigrations(of files: [Migration]) throws -> [Migration] {
        let applied = try appliedMigrations()
        for migration in applied {
            guard let file = files.first(where: { $0.version == migration.version }) else {
                throw MigrationError.newer(version: migration.version)
            }
            guard file.checksum == migration.checksum else {
                throw MigrationError.changed(version: file.version, name: file.name)
            }
        }
        return Array(files.dropFirst(applied.count))
    }

    /// Applies what is pending, each file in a transaction of its own; two programs that do it at once take turns.
    /// - Returns: what was applied here
    @discardableResult
    public func migrate(_ files: [Migration], now: Date) throws -> [Migration] {
        var done: [Migration] = []
        while let next = try applyNext(of: files, now: now) { done.append(next) }
        return done
    }

    private func applyNext(of files: [Migration], now: Date) throws -> Migration? {
        try transaction { db in
            // Waiting for the other program and building an index take as long as they take.
            try db.script("set local lock_timeout = 0; set local statement_timeout = 0")
            // Any fixed number does: it names "the schema of Chorus" among advisory locks.
            try db.execute("select pg_advisory_xact_lock(742301931)")
            try db.script(
                """
                create table if not exists schema_migrations (
                    version integer not null primary key, name text not null, checksum bytea not null,
                    applied_at timestamptz not null)
                """)
            guard let next = try db.pendingMigrations(of: files).first else { return nil }
            try db.script(next.sql)
            try db.execute(
                """
                insert into schema_migrations values
                (\(next.version)::bigint::integer, \(next.name), \(Data(next.checksum)), \(now))
                """)
            return next
        }
    }
}
