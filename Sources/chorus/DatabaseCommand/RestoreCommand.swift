import ArgumentParser
import Core
import Foundation
import Postgres
import Storage

/// Restores a dump.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring the database back as it was dumped, less what was withdrawn since.",
        discussion: """
            The dump is restored into a database beside the present one, compared with its manifest, brought up to this \
            program's schema, and recounted; only then does it take the present one's place, at once. Until then \
            nothing changes. The service must be stopped.

            Everything that was withdrawn since the dump is taken back again: by the journal of the data folder \
            (CHORUS_WITHDRAWALS), by the list of the database that is replaced, and by every --withdrawals.

            The feed begins another epoch: at the next pull every consumer is told (409 cursor_forked) to begin again, \
            since it may hold what is not there any more. --same-feed keeps cursors good; it is for a move to \
            another server, with a dump that was made after the service had been stopped.

            Exit codes: 0 restored; 1 not, and the database is as it was.
            """)

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "Folder that `chorus db dump` made.")
    var folder: String

    @Flag(help: "Give up what the database holds now.")
    var replace = false

    @Flag(help: "Do not ask.")
    var yes = false

    @Option(help: "A further list of withdrawals, such as withdrawals.log of a newer dump. May be given several times.")
    var withdrawals: [String] = []

    @Flag(help: "Keep the cursors of consumers good: nothing happened after the dump.")
    var sameFeed = false

    func run() async throws {
        let settings = Settings(database.given)
        let line = StatusLine()
        let journal = WithdrawalJournal(settings, data: database.folder(settings))
        let opened = try await OpenDatabase.own(database, settings) { line.show($0) }
        do {
            let restore = DatabaseRestore(
                target: ConnectionOptions(opened.url), dump: DumpFolder(folder),
                migrations: try database.files(settings), journal: journal
            ) { line.show($0) }
            let manifest = try restore.check()
            let current = try await CurrentDatabase(restore.target)
            try await mayReplace(current, by: manifest, line)
            try gather(current.withdrawals, into: journal)
            let outcome = try await restore.run(manifest, keepsEpoch: sameFeed)
            try await outcome.scratch.takePlace()
            line.end()
            print(text(manifest, outcome))
            await opened.close()
        } catch {
            line.end()
            await opened.close()
            throw error
        }
    }

    private func mayReplace(_ current: CurrentDatabase, by manifest: DumpManifest, _ line: StatusLine) async throws {
        guard current.sessions == 0 else { throw DumpFailure.inUse(current.name, sessions: current.sessions) }
        guard !current.isEmpty else { return }
        guard replace else { throw DumpFailure.notEmpty(current.name) }
        guard !yes else { return }
        line.end()
        line.note(
            """
            everything in the database \(current.name) goes; what was dumped at \(RFC3339.text(manifest.madeAt)) takes its place.
            Type the name of the database to go on:
            """)
        guard readLine() == current.name else { throw ValidationError("Nothing was changed.") }
    }

    /// Lists from anywhere become part of the journal, which the restored database is held against.
    private func gather(_ known: [Withdrawal], into journal: WithdrawalJournal) throws {
        var all = known
        for path in withdrawals {
            guard FileManager.default.fileExists(atPath: path) else {
                throw ValidationError("The list of withdrawals \(path) cannot be read.")
            }
            let list = WithdrawalJournal(path: URL(fileURLWithPath: path).standardizedFileURL.path)
            let contents = try list.read()
            guard contents.strangeLines == 0 else {
                throw ValidationError("\(path): \(contents.strangeLines) lines are no withdrawals.")
            }
            all += contents.withdrawals
        }
        var noted = Set(try journal.read().withdrawals.map(\.id))
        try journal.append(all.filter { noted.insert($0.id).inserted })
    }

    private func text(_ manifest: DumpManifest, _ outcome: DatabaseRestore.Outcome) -> String {
        var lines = [
            "restored: \(manifest.figures.allRows) rows as dumped at \(RFC3339.text(manifest.madeAt)), "
                + "feed at \(manifest.figures.feed.position)"
        ]
        for file in outcome.applied { lines.append("applied migration \(file.version) \(file.name)") }
        let again = outcome.reconciliation
        lines.append("withdrawn since the dump: \(again.forgotten), of which \(again.takenBack) were taken back again")
        if outcome.repaired > 0 { lines.append("figures put right: \(outcome.repaired)") }
        if !sameFeed { lines.append("The feed has a new epoch: consumers are told to begin again at their next pull.") }
        return lines.joined(separator: "\n")
    }
}

/// The database that a restore would replace.
private struct CurrentDatabase {
    let name: String
    let isEmpty: Bool
    /// Sessions of others.
    let sessions: Int
    /// What it knows of withdrawals: nothing when it is not one of ours.
    let withdrawals: [Withdrawal]

    init(_ options: ConnectionOptions) async throws {
        let connection = try await Connection.open(options)
        name = try await connection.first("select current_database()::text") ?? ""
        sessions = try await Self.sessionsThatStay(connection)
        isEmpty = try await connection.isEmptyDatabase()
        let table: Bool? = try await connection.first("select to_regclass('withdrawals') is not null")
        withdrawals = table == true ? try await connection.withdrawals() : []
        await connection.close()
    }

    /// The sessions of others. One that was closed just now, such as the one that asked whether the private server is up,
    /// may be there for a moment.
    private static func sessionsThatStay(_ connection: Connection) async throws -> Int {
        let latest = ContinuousClock.now + .seconds(5)
        while true {
            let sessions: Int? = try await connection.first(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                """)
            guard let sessions, sessions > 0, .now < latest else { return sessions ?? 0 }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
