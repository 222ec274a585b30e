import ArgumentParser
import Core
import Foundation
import Postgres
import Storage

/// Brings the schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Apply the SQL files that the database has not seen yet.",
        discussion: """
            Each file runs in a transaction of its own. Exit code 0: up to date; 2: --status found pending ones.
            """)

    @OptionGroup var database: DatabaseOptions

    @Flag(help: "Only show what is applied and what is pending.")
    var status = false

    func run() async throws {
        try await OpenDatabase.with(database) { pool, settings in
            let files = try database.files(settings)
            guard status else {
                let done = try await pool.withConnection { db in try db.migrate(files, now: Date()) }
                for file in done { print("applied \(file.version) \(file.name)") }
                print(done.isEmpty ? "The schema is up to date (version \(files.count))." : "Done.")
                return
            }
            let applied = try await pool.withConnection { db in try db.appliedMigrations() }
            let pending = try await pool.withConnection { db in try db.pendingMigrations(of: files) }
            for one in applied { print("applied  \(one.version)  \(one.name)  \(RFC3339.text(one.appliedAt))") }
            for one in pending { print("pending  \(one.version)  \(one.name)") }
            if !pending.isEmpty { throw ExitCode(2) }
        }
    }
}
