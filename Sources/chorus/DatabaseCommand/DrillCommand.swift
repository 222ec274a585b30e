import ArgumentParser
import Core
import Foundation
import Postgres
import Storage

/// Tries whether a backup would work.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Dump, restore beside the running service, compare everything, and drop it again.",
        discussion: """
            Proves that a backup can be restored, and says how long it takes. Nothing is left behind. With --from an \
            existing dump is tried instead of a new one.

            Exit codes: 0 the dump can be restored and holds what it should; 1 it cannot, or does not.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "Folder of an existing dump.")
    var from: String?

    func run() async throws {
        let settings = Settings(database.given)
        let data = database.folder(settings)
        let journal = WithdrawalJournal(settings, data: data)
        let opened = try await OpenDatabase.open(database, settings)
        let line = StatusLine()
        let folder = DumpFolder(from ?? "\(data)/dumps/drill-\(DumpCommand.name(of: Date()))")
        defer {
            line.end()
            if from == nil { try? FileManager.default.removeItem(atPath: folder.path) }
        }
        do {
            var clock = Stopwatch()
            if from == nil {
                let dump = DatabaseDump(url: opened.url, journal: journal) { line.show($0) }
                _ = try await dump.run(into: folder)
                clock.lap("dump")
            }
            let restore = DatabaseRestore(
                target: ConnectionOptions(opened.url), dump: folder, migrations: try database.files(settings),
                journal: journal
            ) { line.show($0) }
            let manifest = try restore.check()
            clock.lap("check")
            let outcome = try await restore.run(manifest, keepsEpoch: false)
            clock.lap("restore")
            try await outcome.scratch.drop()
            line.end()
            print(Self.text(manifest, outcome, clock))
            await opened.close()
        } catch {
            await opened.close()
            throw error
        }
    }

    private static func text(
        _ manifest: DumpManifest, _ outcome: DatabaseRestore.Outcome, _ clock: Stopwatch
    ) -> String {
        let figures = manifest.figures
        let again = outcome.reconciliation
        return """
            times       \(clock.text)
            file        \(DumpCommand.megabytes(manifest.bytes)), sha256 \(manifest.sha256.prefix(16))…
            schema      \(figures.schema) of PostgreSQL \(figures.postgresql), \(outcome.applied.count) migrations applied
            rows        \(figures.allRows) in \(figures.rows.count) tables, each as many as were dumped
            figures     every one agrees with its ratings, \(outcome.repaired) were put right
            feed        \(outcome.events) events, one chain without a gap
            withdrawn   \(again.forgotten) since the dump, \(again.takenBack) taken back again
            The dump can be restored. Nothing was left behind.
            """
    }
}

/// How long each step took.
private struct Stopwatch {
    private var last = ContinuousClock.now
    private var laps: [String] = []

    mutating func lap(_ name: String) {
        let now = ContinuousClock.now
        laps.append(name + String(format: " %.2f s", last.duration(to: now) / .seconds(1)))
        last = now
    }

    var text: String { laps.joined(separator: ", ") }
}
