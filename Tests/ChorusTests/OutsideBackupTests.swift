import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@testable import chorus

/// Dumps of a database that DATABASE_URL names.
@Suite(.migrated(.own)) struct OutsideBackupTests {
    @Test func `an outside database is dumped, tried and restored; sessions of others forbid it`() async throws {
        let folder = try TemporaryDataFolder()
        let journal = "\(folder.path)/elsewhere.log"
        var environment = try Database.options.programEnvironment()
        environment["DATABASE_URL"] = "dbname=\(try #require(environment["PGDATABASE"]))"
        environment["CHORUS_WITHDRAWALS"] = journal
        let id = ID<Submission>(bucket: 3, at: Date())
        let list = [Withdrawal(id: id.uuid, subject: .submission, at: Date())]
        let connection = try await Connection.open(Database.options)
        let dump = try await ProcessHandle.db("dump", "\(folder.path)/dump", in: folder, environment: environment)
        #expect(dump.code == 0, "\(dump.output)")
        try WithdrawalJournal(path: journal).append(list)

        let restore = ["restore", "\(folder.path)/dump", "--replace", "--yes"]
        let busy = try await ProcessHandle.run(
            ["db"] + restore + ["--data", folder.path], folder: folder, environment: environment)
        #expect(busy.code != 0 && busy.output.contains("sessions work with"), "\(busy.output)")
        await connection.close()
        let drill = try await ProcessHandle.db("drill", in: folder, environment: environment)
        #expect(drill.code == 0 && drill.output.contains("can be restored"), "\(drill.output)")
        let restored = try await ProcessHandle.run(
            ["db"] + restore + ["--data", folder.path], folder: folder, environment: environment)
        #expect(restored.code == 0, "\(restored.output)")
        let after = try await Connection.open(Database.options)
        #expect(try await after.withdrawals().map(\.id) == [id.uuid])
        await after.close()
    }
}
