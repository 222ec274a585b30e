import ArgumentParser
import Core
import Foundation

/// Dumps the database.
struct DumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Dump the whole database into a new folder, beside the running service.",
        discussion: """
            FOLDER is made, and is there whole or not at all: database.dump (PostgreSQL's custom format), manifest.json \
            (checksum, schema, rows of each table, end of the feed) and withdrawals.log. Without a name it is \
            dumps/MOMENT in the data folder. Keep it on another machine, and the server key too, which is in no dump.

            A dump that is older than a withdrawal still holds what was withdrawn: `chorus db restore` takes it back \
            again, but the file does not forget. Delete dumps that you do not need.

            Exit codes: 0 dumped; 1 nothing was written.
            """)

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "Folder of the dump; must not exist yet.")
    var folder: String?

    func run() async throws {
        let settings = Settings(database.given)
        let data = database.folder(settings)
        let folder = DumpFolder(folder ?? "\(data)/dumps/\(Self.name(of: Date()))")
        let opened = try await OpenDatabase.open(database, settings)
        let line = StatusLine()
        do {
            let dump = DatabaseDump(url: opened.url, journal: WithdrawalJournal(settings, data: data)) { line.show($0) }
            let made = try await dump.run(into: folder)
            line.end()
            print(
                "\(folder.path): schema \(made.figures.schema), \(made.figures.allRows) rows, feed at "
                    + "\(made.figures.feed.position), \(Self.megabytes(made.bytes))")
            await opened.close()
        } catch {
            line.end()
            await opened.close()
            throw error
        }
    }

    /// The moment without what a file's name cannot hold.
    static func name(of moment: Date) -> String { RFC3339.text(moment).replacing(":", with: "-") }

    static func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1e6) }
}
