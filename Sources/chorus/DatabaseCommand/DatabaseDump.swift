import Core
import EmbeddedPostgres
import Foundation
import Postgres
import Storage

/// Writes everything that a database holds into a folder, beside whatever else works with it.
struct DatabaseDump {
    let url: String
    let journal: WithdrawalJournal
    /// Told what is going on.
    let progress: @Sendable (String) -> Void

    /// Dumps; the figures of the manifest are those of the very state that is dumped.
    func run(into folder: DumpFolder) async throws -> DumpManifest {
        let madeAt = Date()
        // No timeouts: the transaction lasts as long as the dump.
        let options = ConnectionOptions(url)
        let connection = try await Connection.open(options)
        do {
            let programs = try await ClientPrograms.find(server: try await connection.serverVersion())
            try folder.begin()
            let (journal, progress) = (journal, progress)
            let (figures, withdrawn) = try await connection.streamingTransaction(.snapshot) { db in
                try db.execute("set local idle_in_transaction_session_timeout = 0")
                let figures = try db.dumpFigures()
                let snapshot: String? = try db.first("select pg_export_snapshot()")
                try await programs.run(
                    .dump,
                    [
                        "--format=custom", "--no-owner", "--no-privileges", "--no-password", "--verbose",
                        "--snapshot=\(snapshot ?? "")", "--file=\(folder.unfinished.database)",
                    ], variables: try options.programEnvironment()
                ) { line in
                    // pg_dump: dumping contents of table "public.episodes"
                    if line.contains("dumping contents") {
                        progress("dumping \(line.split(separator: "\"").dropFirst().first ?? "")")
                    }
                }
                return (figures, try db.withdrawals())
            }
            progress("checksum")
            let all = Set(withdrawn).union(try journal.read().withdrawals)
            let made = try folder.finish(figures, madeAt: madeAt, withdrawn: all.sorted { $0.line < $1.line })
            await connection.close()
            return made
        } catch {
            folder.abandon()
            await connection.close()
            throw error
        }
    }
}

extension Connection {
    /// Major version of the server.
    func serverVersion() throws -> Int {
        let number: String? = try first("select current_setting('server_version_num')")
        return (number.flatMap { Int($0) } ?? 0) / 10_000
    }
}
