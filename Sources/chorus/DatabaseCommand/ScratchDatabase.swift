import Foundation
import Postgres

/// A database of our own beside the one that the settings name, on the same server: a restore is tried there first.
struct ScratchDatabase: Sendable {
    /// Name of the database beside which it is.
    let target: String
    /// How to connect to it.
    let options: ConnectionOptions
    let name: String
    private let administration: ConnectionOptions
    /// Keeps others from taking it for one that was left behind.
    private let keeper: Connection

    private static let prefix = "chorus_scratch_"

    /// Makes an empty one; those that killed predecessors left behind go.
    static func make(beside target: ConnectionOptions) async throws -> ScratchDatabase {
        let connection = try await Connection.open(target)
        let found: (String, String, String, String)? = try await connection.first(
            """
            select datname::text, pg_encoding_to_char(encoding)::text, datcollate::text, datctype::text
            from pg_database where datname = current_database()
            """)
        await connection.close()
        guard let found else { throw DumpFailure.vanished }
        let administration = await administration(of: target)
        let name = prefix + String(UInt64.random(in: .min ... .max), radix: 36)
        try await with(administration) { db in
            let left: [String] = try db.query(
                "select datname::text from pg_database where starts_with(datname, \(prefix))")
            // Fails for one that is in use.
            for name in left { _ = try? db.execute("drop database \(identifier: name)") }
            do {
                try db.execute(
                    """
                    create database \(identifier: name) template template0 encoding \(literal: found.1)
                        lc_collate \(literal: found.2) lc_ctype \(literal: found.3)
                    """)
            } catch let error as PostgresError where error.sqlState == "42501" {
                throw DumpFailure.mayNotCreate
            }
        }
        var options = target
        options.database = name
        return ScratchDatabase(
            target: found.0, options: options, name: name, administration: administration,
            keeper: try await Connection.open(options))
    }

    /// A database can be made, renamed and dropped from another one only; one of these two is everywhere.
    private static func administration(of target: ConnectionOptions) async -> ConnectionOptions {
        var options = target
        options.database = "postgres"
        if let connection = try? await Connection.open(options) {
            await connection.close()
        } else {
            options.database = "template1"
        }
        return options
    }

    /// Puts it in the place of the database beside which it was made, which goes.
    func takePlace() async throws {
        await keeper.close()
        let replaced = Self.prefix + "replaced_" + String(UInt64.random(in: .min ... .max), radix: 36)
        let (name, target) = (name, target)
        try await Self.with(administration) { db in
            try db.transaction { db in
                try db.execute("alter database \(identifier: target) rename to \(identifier: replaced)")
                try db.execute("alter database \(identifier: name) rename to \(identifier: target)")
            }
            try db.execute("drop database \(identifier: replaced) with (force)")
        }
    }

    /// Drops it.
    func drop() async throws {
        await keeper.close()
        let name = name
        try await Self.with(administration) { db in
            try db.execute("drop database if exists \(identifier: name) with (force)")
        }
    }

    @discardableResult
    private static func with<Result: Sendable>(
        _ options: ConnectionOptions, _ work: @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        let connection = try await Connection.open(options)
        do {
            let result = try await work(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}
