import Foundation
import StrictJSON
import TestProgram
import TestService
import Testing

@testable import chorus

/// A service with some chats, and snapshots of them.
private struct SnapshotService {
    let folder: TemporaryDataFolder
    let server: ChorusProcess
    let token: String

    init(chats: Int = 12) async throws {
        folder = try TemporaryDataFolder()
        server = try await ChorusProcess.serve(folder)
        token = try #require(server.token)
        let client = ChorusClient(server: server.address, token: token)
        _ = try await client.send(.json("PUT", "/v1/policies/everything", ["filters": []]))
        for number in 0..<chats { _ = try await upload(number, client) }
    }

    /// Uploads a chat; every second one may be published.
    func upload(_ number: Int, _ client: ChorusClient) async throws -> JSONDocument {
        try await client.send(
            ClientRequest(
                method: "POST", path: "/v1/submissions",
                query: [("consent_training", "true"), ("consent_public", number % 2 == 0 ? "true" : "false")],
                headers: [("Content-Type", "application/octet-stream")],
                body: Samples.tavern(word: "word\(number)", exchanges: number % 4 + 1)))
    }

    func run(_ arguments: String...) async throws -> (code: Int32, output: String) {
        try await ProcessHandle.run(
            arguments + ["--server", server.address, "--token", token], folder: folder)
    }
}

@Suite(.timeLimit(.minutes(15))) struct SnapshotCommandTests {
    @Test func aSnapshotIsMadeListedDownloadedAndChecked() async throws {
        let service = try await SnapshotService()
        defer { service.server.process.kill(SIGTERM) }
        #expect(try await service.run("snapshot", "list").output.contains("There is no snapshot yet"))
        let made = try await service.run(
            "snapshot", "create", "first", "--policy", "everything", "--format", "supervised", "--split", "1/2")
        #expect(made.code == 0, "\(made.output)")
        #expect(made.output.hasPrefix("first  supervised  "))
        #expect(try await service.run("snapshot", "list").output.contains("rows of 6 episodes"))
        let place = service.folder.path + "/first"
        let downloaded = try await service.run("snapshot", "download", "first", "--into", place)
        #expect(downloaded.code == 0, "\(downloaded.output)")
        #expect(try await service.run("snapshot", "download", "first", "--into", place).code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        #expect(names == ["README.md", "data", "manifest.json", "tombstones.json"])
        #expect(try await ProcessHandle.run(["snapshot", "verify", place], folder: service.folder).code == 0)
        #expect(try await service.run("curate", "verify", place).code == 0)
        #expect(try await service.run("curate", "verify", "first").code == 0)
        let other = try await service.run("snapshot", "create", "first", "--policy", "everything")
        #expect(other.code == 1 && other.output.contains("snapshot_exists"))
        #expect(
            try await service.run("snapshot", "create", "second", "--policy", "none").output.contains(
                "GET /v1/policies"))
        #expect(try await service.run("snapshot", "create", "second", "--split", "4of10").code == 64)
        #expect(try await service.run("snapshot", "download", "absent").code == 1)
    }

    @Test func aDamagedFileIsFoundAndFetchedAgain() async throws {
        let service = try await SnapshotService()
        defer { service.server.process.kill(SIGTERM) }
        _ = try await service.run("snapshot", "create", "first", "--policy", "everything", "--format", "text")
        let place = service.folder.path + "/first"
        _ = try await service.run("snapshot", "download", "first", "--into", place)
        let file = place + "/data/text/train-00000-of-00001.jsonl.gz"
        var bytes = try #require(FileManager.default.contents(atPath: file))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: file))
        let found = try await service.run("curate", "verify", place)
        #expect(found.code == 2 && found.output.contains("train-00000-of-00001.jsonl.gz: damaged"))
        #expect(try await service.run("snapshot", "download", "first", "--into", place).code == 0)
        #expect(try await service.run("curate", "verify", place).code == 0)
        try FileManager.default.removeItem(atPath: file)
        let missing = try await ProcessHandle.run(["snapshot", "verify", place], folder: service.folder)
        #expect(missing.code == 2 && missing.output.contains("missing"))
    }

    @Test func theGateBeforeTrainingFailsWhenSomethingWasWithdrawn() async throws {
        let service = try await SnapshotService()
        defer { service.server.process.kill(SIGTERM) }
        let client = ChorusClient(server: service.server.address, token: service.token)
        let mine = try await service.upload(20, client).root
        _ = try await service.run("snapshot", "create", "first", "--policy", "everything", "--format", "text")
        let place = service.folder.path + "/first"
        _ = try await service.run("snapshot", "download", "first", "--into", place)
        let holder = ChorusClient(server: service.server.address, token: nil)
        let answer = try await holder.send(
            ClientRequest(
                method: "DELETE", path: "/v1/submissions/\(mine["id"]?.string ?? "")",
                headers: [("Authorization", "Receipt \(mine["receipt"]?.string ?? "")")]))
        #expect(answer.root["reached"]?[0]?["snapshot"]?.string == "first")
        let episode = try #require(mine["documents"]?[0]?["episodes"]?[0]?["id"]?.string)
        for target in [place, "first"] {
            let gate = try await service.run("curate", "verify", target)
            #expect(gate.code == 4 && gate.output.contains(episode), "\(gate.output)")
        }
        let fetched = try await service.run("snapshot", "download", "first", "--into", service.folder.path + "/late")
        #expect(fetched.code == 1 && fetched.output.contains("file_withdrawn"), "\(fetched.output)")
        let heir = try await service.run("snapshot", "create", "second", "--succeeds", "first")
        #expect(heir.code == 0 && heir.output.contains("of 12 episodes"), "\(heir.output)")
        #expect(try await service.run("curate", "verify", place).output.contains("Its successor is second."))
        #expect(try await service.run("curate", "verify", "second").code == 0)
    }

    /// The shell job makes and verifies a snapshot; the Python job keeps rows up to date, and drops what is withdrawn.
    @Test func theExampleJobsDoWhatTheySay() async throws {
        let service = try await SnapshotService()
        defer { service.server.process.kill(SIGTERM) }
        let client = ChorusClient(server: service.server.address, token: service.token)
        let mine = try await service.upload(20, client).root
        let program = URL(filePath: ProcessHandle.program).deletingLastPathComponent().path
        func job(_ arguments: String...) async throws -> (code: Int32, output: String) {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let outcome = try await Program.run(
                ["env", "PATH=\(program):\(path)", "CHORUS_SERVER=\(service.server.address)"]
                    + ["CHORUS_TOKEN=\(service.token)", "DATA=\(service.folder.path)/data"] + arguments,
                withErrors: true)
            return (outcome.code, outcome.output)
        }
        let shell = Self.project.path + "/Examples/training-data.sh"
        for _ in 1...2 {
            let made = try await job("sh", shell, "exp7", "1", "everything")
            #expect(made.code == 0 && made.output.contains("Train with "), "\(made.output)")
        }
        let python = Self.project.path + "/Examples/training_data.py"
        let rows = service.folder.path + "/rows.json"
        let first = try await job("python3", python, rows, "everything")
        #expect(first.output.hasSuffix("rows of 13 episodes in \(rows)\n"), "\(first.output)")
        _ = try await ChorusClient(server: service.server.address, token: nil).send(
            ClientRequest(
                method: "DELETE", path: "/v1/submissions/\(mine["id"]?.string ?? "")",
                headers: [("Authorization", "Receipt \(mine["receipt"]?.string ?? "")")]))
        try await eventually { try await job("python3", python, rows, "everything").output.contains("of 12 episodes") }
        #expect(try !String(contentsOfFile: rows, encoding: .utf8).contains("word20"))
        let late = try await job("sh", shell, "exp7", "1", "everything")
        #expect(late.code == 1 || late.code == 4, "\(late.output)")
    }

    /// The sequencer has a moment for it.
    private func eventually(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<900 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("it did not happen")
    }

    private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Hugging Face datasets, DuckDB, Polars, and Spark where there is a Java, from PyPI.
    @Test func theClientsThatPeopleTrainWithReadIt() async throws {
        let project = Self.project
        let environment = try await Program.run(
            ["sh", project.path + "/Tests/Clients/environment.sh", project.path + "/.build/clients"]
                + [project.path + "/Tests/Clients/requirements.txt"], withErrors: true)
        guard environment.code != 75 else {
            print("Skipped: the clients that read snapshots. \(environment.output)")
            return
        }
        try #require(environment.code == 0, "\(environment.output)")
        let python = String(environment.output.split(separator: "\n").last ?? "")
        let service = try await SnapshotService()
        defer { service.server.process.kill(SIGTERM) }
        for format in ["episode", "messages", "supervised"] {
            let names = ["private-\(format)", "public-\(format)"]
            for (name, flag) in zip(names, [[], ["--public"]]) {
                let made = try await ProcessHandle.run(
                    ["snapshot", "create", name, "--policy", "everything", "--format", format, "--server"]
                        + [service.server.address, "--token", service.token] + flag, folder: service.folder)
                #expect(made.code == 0, "\(made.output)")
            }
            let place = service.folder.path + "/" + names[0]
            _ = try await service.run("snapshot", "download", names[0], "--into", place)
            let loaded = try await Program.run(
                [python, project.path + "/Tests/Clients/load.py", service.server.address, place]
                    + [names[1], names[0], service.token], withErrors: true)
            #expect(loaded.code == 0 && loaded.output.contains("every client agrees"), "\(format): \(loaded.output)")
        }
    }
}
