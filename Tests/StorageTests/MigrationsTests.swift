import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("Migrations", .migrated(.own), .timeLimit(.minutes(15))) struct MigrationsTests {
    private let files: [Migration]

    init() throws { files = try MigrationFolder.files() }

    /// Back to a database that nobody has touched.
    private func emptied() async throws -> Pool {
        try await Database.pool.withConnection { db in
            try db.script("drop schema public cascade; create schema public")
        }
        return Database.pool
    }

    private func migrate(_ pool: Pool, _ files: [Migration]) async throws -> [Int] {
        try await pool.withConnection { db in try db.migrate(files, now: testMoment) }.map(\.version)
    }

    private func pending(_ pool: Pool) async throws -> [Migration] {
        try await pool.withConnection { [files] db in try db.pendingMigrations(of: files) }
    }

    @Test("are applied in order, once, and noted with their checksums")
    func once() async throws {
        let pool = try await emptied()
        #expect(try await pending(pool) == files)
        #expect(try await migrate(pool, files) == Array(1...files.count))
        let applied = try await pool.withConnection { db in try db.appliedMigrations() }
        #expect(applied.map(\.checksum) == files.map(\.checksum))
        #expect(applied.map(\.name) == files.map(\.name))
        #expect(applied.allSatisfy { $0.appliedAt == testMoment })
        #expect(try await migrate(pool, files) == [])
        #expect(try await pending(pool).isEmpty)
    }

    @Test("that are new are applied to a database that has the others")
    func remaining() async throws {
        let pool = try await emptied()
        #expect(try await migrate(pool, Array(files.prefix(3))) == [1, 2, 3])
        #expect(try await pending(pool) == Array(files.dropFirst(3)))
        #expect(try await migrate(pool, files) == Array(4...files.count))
    }

    @Test("are refused when an applied file was edited")
    func edited() async throws {
        var edited = files
        edited[1].sql += "\n"
        edited[1].checksum[0] ^= 1
        await #expect(throws: MigrationError.changed(version: 2, name: files[1].name)) {
            try await migrate(Database.pool, edited)
        }
    }

    @Test("are refused when the database is newer than the files")
    func newer() async throws {
        await #expect(throws: MigrationError.newer(version: files.count)) {
            try await migrate(Database.pool, Array(files.dropLast()))
        }
    }

    @Test("that fail leave nothing of themselves, and all before them")
    func failing() async throws {
        let pool = try await emptied()
        var broken = Array(files.prefix(2))
        broken[1].sql += "\ncreate table half (n integer); select 1 / 0;"
        await #expect(throws: PostgresError.self) { try await migrate(pool, broken) }
        let versions: [Int32] = try await pool.query("select version from schema_migrations")
        #expect(versions == [1])
        let half: Bool? = try await pool.first(
            "select to_regclass('half') is null and to_regclass('submissions') is null")
        #expect(half == true)
    }

    @Test("of two programs at once are applied once")
    func atOnce() async throws {
        let pool = try await emptied()
        let done = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 { group.addTask { [files] in try await migrate(pool, files) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(done.sorted() == Array(1...files.count))
    }

    @Test("must be numbered without gaps, and be there")
    func folders() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: MigrationError.noFiles(folder.path)) { try Migration.load(from: folder.path) }
        try Data("select 1".utf8).write(to: folder.appending(path: "0001_one.sql"))
        #expect(try Migration.load(from: folder.path).map(\.name) == ["one"])
        try Data("select 3".utf8).write(to: folder.appending(path: "0003_three.sql"))
        #expect(throws: MigrationError.badFile("0003_three.sql")) { try Migration.load(from: folder.path) }
    }
}
