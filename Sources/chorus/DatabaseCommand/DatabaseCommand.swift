import ArgumentParser
import EmbeddedPostgres
import Foundation
import UnixSignals

/// The database: the private PostgreSQL, and dumps of it or of an outside one.
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Start, stop and look at the private PostgreSQL; dump and restore any database.",
        subcommands: [Start.self, Stop.self, Status.self, DumpCommand.self, RestoreCommand.self, DrillCommand.self])

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the private PostgreSQL in the foreground until Ctrl-C, and print how to connect to it.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let directory = database.cluster(Settings(database.given))
            let server = try await PrivateServer.start(in: directory) { event in Announcement.progress("\(event)") }
            print(server.connectionString)
            fflush(nil)
            for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
            await server.stop()
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the private PostgreSQL of a data folder, whoever started it.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let directory = database.cluster(Settings(database.given))
            let isStopped = try await PrivateServer.stop(directory)
            print(isStopped ? "stopped" : "It was not running.")
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether the private PostgreSQL of a data folder runs. Exit code 0: yes; 3: no.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let directory = database.cluster(Settings(database.given))
            let status = try PrivateServer.status(of: directory)
            print("state    \(status.state.rawValue)\nfolder   \(status.folder)")
            if let version = status.version { print("version  PostgreSQL \(version)") }
            if let owner = status.owner { print("owner    process \(owner)") }
            if let process = status.process { print("server   process \(process)") }
            print("size     \(status.bytes / 1_048_576) MiB")
            guard status.state == .running else { throw ExitCode(3) }
            print("connect  \(status.connectionString)")
        }
    }
}
