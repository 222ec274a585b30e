import StrictJSON
import Foundation
import Glibc
import Testing

@testable import chorus

/// The program as a person at a terminal meets it.
@Suite(.serialized) struct CommandTests {
    @Test func serveRefusesAPendingSchemaAndMigrateBringsItUpToDate() async throws {
        let folder = try TemporaryDataFolder()
        let refused = try await ProcessHandle.run(["serve", "--data", folder.path, "--port", "0"], folder: folder)
        #expect(refused.code != 0)
        #expect(refused.output.contains("chorus migrate"))
        #expect(folder.servers().isEmpty, "a postgres was left behind")
        let before = try await ProcessHandle.run(["migrate", "--status", "--data", folder.path], folder: folder)
        #expect(before.code == 2)
        #expect(before.output.contains("pending  1  experiments"))
        #expect(try await ProcessHandle.run(["migrate", "--data", folder.path], folder: folder).code == 0)
        let after = try await ProcessHandle.run(["migrate", "--status", "--data", folder.path], folder: folder)
        #expect(after.code == 0)
        #expect(!after.output.contains("pending"))
        let server = try await ChorusProcess.serve(folder, [])
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsEverythingAndLeavesNoPostgres(signal: Int32) async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        #expect(!folder.servers().isEmpty)
        server.process.kill(signal)
        #expect(try await server.process.waitForExit() == 0)
        #expect(folder.servers().isEmpty, "a postgres was left behind")
    }

    @Test func theTokenOfTheFirstStartIsPrintedOnceAndCanBeRevoked() async throws {
        let folder = try TemporaryDataFolder()
        let first = try await ChorusProcess.serve(folder)
        let token = try #require(first.token)
        let client = ChorusClient(server: first.address, token: token)
        _ = try await client.download(ClientRequest(path: "/v1/feed"))
        // Beside the running server, on its private PostgreSQL.
        let list = try await ProcessHandle.run(["token", "list", "--data", folder.path], folder: folder)
        #expect(list.output.contains("curate,import,maintain"))
        #expect(!list.output.contains(token))
        let id = String(try #require(list.output.split(separator: " ").first))
        #expect(try await ProcessHandle.run(["token", "revoke", id, "--data", folder.path], folder: folder).code == 0)
        await #expect(throws: ClientFailure.self) { try await client.download(ClientRequest(path: "/v1/feed")) }
        let made = try await ProcessHandle.run(
            ["token", "create", "--name", "job", "--scope", "curate", "--data", folder.path], folder: folder)
        let second = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try await ChorusClient(server: first.address, token: second).download(ClientRequest(path: "/v1/feed"))
        first.process.kill(SIGTERM)
        _ = try await first.process.waitForExit()
        let again = try await ChorusProcess.serve(folder, [])
        #expect(again.token == nil)
        again.process.kill(SIGTERM)
        _ = try await again.process.waitForExit()
    }

    @Test func aSecondServerOnOneDataFolderIsRefusedAndHarmsNothing() async throws {
        let folder = try TemporaryDataFolder()
        let first = try await ChorusProcess.serve(folder)
        let second = try await ProcessHandle.run(["serve", "--data", folder.path, "--port", "0"], folder: folder)
        #expect(second.code != 0)
        #expect(second.output.contains("\(first.process.identifier)"), "the message names the owner: \(second.output)")
        #expect(
            try await ChorusClient(server: first.address, token: nil).send(ClientRequest(path: "/v1/experiments")).root
                .kind == .object)
        first.process.kill(SIGTERM)
        _ = try await first.process.waitForExit()
    }

    @Test func anOccupiedPortIsSaidClearlyAndLeavesNoPostgres() async throws {
        let folder = try TemporaryDataFolder()
        let other = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        let port = String(try #require(server.address.split(separator: ":").last))
        let refused = try await ProcessHandle.run(
            ["serve", "--migrate", "--data", other.path, "--port", port], folder: other)
        #expect(refused.code != 0)
        #expect(refused.output.contains(port), "\(refused.output)")
        #expect(other.servers().isEmpty)
        server.process.kill(SIGTERM)
        _ = try await server.process.waitForExit()
    }

    @Test func settingsThatCannotBeReadAreErrorsNotDefaults() async throws {
        let folder = try TemporaryDataFolder()
        let broken = [
            "CHORUS_PORT": "eighty", "CHORUS_MIGRATE": "perhaps", "CHORUS_LOG_LEVEL": "loud",
            "CHORUS_LOG_FORMAT": "xml", "CHORUS_TRUSTED_PROXIES": "everybody", "CHORUS_LIMIT_UPLOAD_FILES": "many",
            "CHORUS_LIMIT_HEAD_SECONDS": "-1", "CHORUS_LIMIT_HEAD_BYTE": "9000", "DATABASE_URL": "host='",
        ]
        for (name, value) in broken {
            let refused = try await ProcessHandle.run(
                ["serve", "--data", folder.path], folder: folder, environment: [name: value])
            #expect(refused.code != 0, "\(name)")
            #expect(refused.output.contains(name), "\(refused.output)")
        }
        let all = try await ProcessHandle.run(
            ["serve", "--data", folder.path, "--limit", "heads=1", "--limit", "json-bytes="], folder: folder,
            environment: broken)
        #expect(all.code != 0)
        for name in broken.keys { #expect(all.output.contains(name), "\(all.output)") }
        #expect(all.output.contains("--limit heads") && all.output.contains("CHORUS_LIMIT_JSON_BYTES"))
        #expect(folder.servers().isEmpty)
    }

    @Test func theConfigurationInEffectIsPrintedWithoutSecrets() async throws {
        let folder = try TemporaryDataFolder()
        let printed = try await ProcessHandle.run(
            ["serve", "--print-configuration", "--data", folder.path, "--limit", "head-bytes=9000"], folder: folder,
            environment: [
                "DATABASE_URL": "postgresql://someone:hunter2@db.example/chorus?sslpassword=hunter3",
                "CHORUS_LIMIT_FEEDS": "7", "CHORUS_PORT": "9001",
            ])
        #expect(printed.code == 0, "\(printed.output)")
        let lines = printed.output.split(separator: "\n").map { line in
            line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        #expect(lines.contains("DATABASE_URL user=someone dbname=chorus host=db.example (environment)"))
        #expect(lines.contains("CHORUS_LIMIT_HEAD_BYTES 9000 (option)"))
        #expect(lines.contains("CHORUS_LIMIT_FEEDS 7 (environment)"))
        #expect(lines.contains("CHORUS_LIMIT_REQUEST_SECONDS 120 (default)"))
        #expect(lines.contains("CHORUS_DATA \(folder.path) (option)"))
        #expect(!printed.output.contains("hunter"))
        for limit in LimitSetting.all {
            #expect(printed.output.contains(Settings.variable(limit.setting)), "\(limit.name)")
        }
    }

    @Test func theDatabaseCanBeStartedLookedAtAndStoppedByItself() async throws {
        let folder = try TemporaryDataFolder()
        let stopped = try await ProcessHandle.run(["db", "status", "--data", folder.path], folder: folder)
        #expect(stopped.code == 3)
        let running = try ProcessHandle.start(["db", "start", "--data", folder.path], log: folder.log())
        for _ in 0..<3600 where !running.output().contains("host=") { try await Task.sleep(for: .milliseconds(50)) }
        let status = try await ProcessHandle.run(["db", "status", "--data", folder.path], folder: folder)
        #expect(status.code == 0, "\(status.output)")
        #expect(status.output.contains("running"))
        #expect(try await ProcessHandle.run(["db", "stop", "--data", folder.path], folder: folder).code == 0)
        #expect(try await running.waitForExit() == 0)
        #expect(folder.servers().isEmpty)
    }

    @Test func everyCommandExplainsItself() async throws {
        let folder = try TemporaryDataFolder()
        for command in [
            ["serve"], ["migrate"], ["token", "create"], ["pull"], ["demo"], ["verify"], ["db", "status"],
        ] {
            let help = try await ProcessHandle.run(command + ["--help"], folder: folder)
            #expect(help.code == 0)
            #expect(help.output.contains("USAGE: chorus \(command.joined(separator: " "))"), "\(help.output)")
            #expect(help.output.contains("OVERVIEW: "))
        }
    }
}
