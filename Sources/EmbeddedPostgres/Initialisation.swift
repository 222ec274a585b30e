import Foundation
import Glibc

/// Makes the data folder, with role and database, under another name, and names it `data` when it is complete and on
/// disk. So `data` either does not exist or is whole, whenever we are killed.
struct Initialisation {
    let place: Place
    let binaries: Binaries
    let durability: ServerOptions.Durability

    /// Major version of the existing data; nil when there are none yet.
    static func dataVersion(_ place: Place) throws -> Int? {
        try place.user.withFileRights {
            guard let status = fileStatus(place.data, followingLinks: false) else { return nil }
            guard status.isDirectory, status.st_uid == place.user.id else {
                throw EmbeddedPostgresError.damagedFolder(
                    place.data, reason: "it is not a folder that belongs to \(place.user.name)")
            }
            let text = try? readFile(place.data + "/PG_VERSION", limit: 64)
            // Before version 10 it was "9.6": the first number is enough to refuse it.
            guard let version = text?.split(whereSeparator: { $0 == "." || $0.isWhitespace }).first.flatMap({ Int($0) })
            else { throw EmbeddedPostgresError.damagedFolder(place.data, reason: "PG_VERSION cannot be read") }
            return version
        }
    }

    func run() async throws {
        try await endOrphans(of: place, in: place.unfinishedData)
        // What a killed predecessor left here never held anybody's data.
        try place.user.withFileRights {
            if fileStatus(place.unfinishedData, followingLinks: false) != nil {
                try FileManager.default.removeItem(atPath: place.unfinishedData)
            }
        }
        try await must(
            binaries.initdb,
            [
                "-D", place.unfinishedData, "--data-checksums", "--locale=C.UTF-8", "--encoding=UTF8", "--auth=peer",
                "--username=postgres", "--no-sync",
            ])
        try await must(
            binaries.postgres,
            [
                "--single", "-D", place.unfinishedData, "-c", "exit_on_error=on", "-c", "log_checkpoints=off",
                "-c", "fsync=off", "postgres",
            ],
            input: """
                create role chorus login createdb;
                create database chorus owner chorus;

                """)
        if durability == .full { try await must(binaries.initdb, ["-D", place.unfinishedData, "--sync-only"]) }
        try place.user.withFileRights {
            _ = try systemCall("rename", place.unfinishedData) { rename(place.unfinishedData, place.data) }
            try flushFolder(place.root)
        }
    }

    private func must(_ program: String, _ arguments: [String], input: String = "") async throws {
        let command = Command(program: program, arguments: arguments, user: place.user)
        let (exit, output) = try await command.run(input: input)
        guard exit == .code(0) else {
            let lines = output.split(separator: "\n").suffix(12).joined(separator: "\n")
            throw EmbeddedPostgresError.initialisationFailed(output: "\(lines)\n(\(exit))")
        }
    }
}
