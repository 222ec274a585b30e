import Foundation
import Postgres
public import Storage
public import TestDatabase
public import Testing

extension Trait where Self == DatabaseTrait {
    /// A migrated database in a transaction that is rolled back after each test.
    public static var migrated: Self { migrated(.rollback) }

    /// As `.migrated`, or with `.own` a database for each test alone, for those that need commits or concurrency.
    public static func migrated(_ isolation: DatabaseTrait.Isolation) -> Self {
        Database.prepareTemplate { pool in
            let files = try MigrationFolder.files()
            try await pool.withConnection { db in _ = try db.migrate(files, now: Date()) }
        }
        return .database(isolation)
    }
}

/// The migrations of this source tree.
public enum MigrationFolder {
    /// Its path.
    public static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Migrations").path

    /// Every file in it.
    public static func files() throws -> [Migration] { try Migration.load(from: path) }
}
