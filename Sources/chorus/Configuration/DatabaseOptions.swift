import ArgumentParser
import EmbeddedPostgres
import Foundation
import Postgres
import Storage

/// Which database a command works with.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "Folder of the private PostgreSQL and the server key (CHORUS_DATA).")
    var data: String?

    @Option(help: "Connection string of an outside PostgreSQL (DATABASE_URL).")
    var databaseURL: String?

    @Option(help: "Folder of the numbered SQL files (CHORUS_MIGRATIONS).")
    var migrations: String?

    /// Settings under these names, for `Settings`.
    var given: [String: String?] {
        ["chorus.data": data, "database.url": databaseURL, "chorus.migrations": migrations]
    }

    /// The data folder, absolute.
    func folder(_ settings: Settings) -> String {
        URL(fileURLWithPath: settings.text("chorus.data") ?? ".chorus").standardizedFileURL.path
    }

    /// Where the private PostgreSQL is kept.
    func cluster(_ settings: Settings) -> ClusterDirectory { ClusterDirectory(folder(settings) + "/postgres") }

    /// The migrations, from the named folder or from beside the working folder or the program.
    func files(_ settings: Settings) throws -> [Migration] {
        try Migration.load(from: settings.text("chorus.migrations") ?? Self.migrationsFolder())
    }

    private static func migrationsFolder() -> String {
        var candidates = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = program.deletingLastPathComponent()
            for _ in 0..<5 {
                candidates.append(folder)
                folder.deleteLastPathComponent()
            }
        }
        let folders = candidates.map { $0.appendingPathComponent("Migrations").path }
        return folders.first { FileManager.default.fileExists(atPath: "\($0)/0001_experiments.sql") } ?? "Migrations"
    }
}
