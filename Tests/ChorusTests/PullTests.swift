import Foundation
import StrictJSON
import Synchronization
import TestService
import Testing

@testable import chorus

/// `chorus pull` beside a running service.
@Suite struct PullTests {
    @Test func aMirrorOfRowsKeepsToItsPolicyAndItsConsumerIsListed() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        defer { server.process.kill(SIGTERM) }
        let token = try #require(server.token)
        let client = ChorusClient(server: server.address, token: token)
        func put(minimum: Int) async throws {
            let policy: JSON = ["filters": [["filter": "turns", "minimum": .int(minimum)]]]
            _ = try await client.send(.json("PUT", "/v1/policies/long", policy))
        }
        func upload(_ exchanges: Int) async throws {
            _ = try await client.send(
                ClientRequest(
                    method: "POST", path: "/v1/submissions", query: [("consent_training", "true")],
                    body: Samples.tavern(exchanges: exchanges)))
        }
        func run(_ arguments: String...) async throws -> (code: Int32, output: String) {
            let all = arguments + ["--server", server.address, "--token", token]
            return try await ProcessHandle.run(all, folder: folder)
        }
        func pull(_ more: String...) async throws -> (code: Int32, output: String) {
            let arguments = ["pull", "--into", folder.path + "/mirror", "--wait", "2", "--consumer", "nightly"] + more
            return try await ProcessHandle.run(
                arguments + ["--server", server.address, "--token", token], folder: folder)
        }
        func rows() throws -> Int {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/mirror/rows.jsonl"))
            return data.count(where: { $0 == 0x0A })
        }
        try await put(minimum: 5)
        for exchanges in [1, 2, 3] { try await upload(exchanges) }
        for _ in 0..<20 {
            let pulled = try await pull("--policy", "long", "--format", "supervised")
            #expect(pulled.code == 0, "\(pulled.output)")
            if pulled.output.contains("5 rows of 2 episodes") { break }
        }
        #expect(try rows() == 5)
        // A later version of the policy does not mix with the one that the mirror began with.
        try await put(minimum: 9)
        try await upload(2)
        for _ in 0..<20 where try rows() < 7 { _ = try await pull("--policy", "long", "--format", "supervised") }
        #expect(try rows() == 7)
        for other in [
            ["--format", "supervised"], ["--policy", "long@2", "--format", "supervised"], ["--policy", "long"],
        ] {
            let refused = try await ProcessHandle.run(
                ["pull", "--into", folder.path + "/mirror", "--server", server.address, "--token", token] + other,
                folder: folder)
            #expect(refused.code == 1 && refused.output.contains("mirrors all experiments, policy long@1"))
        }
        let consumers = try await run("consumers")
        #expect(consumers.output.contains("nightly   4         0    0 s      0            long@1 supervised"))
        let answer = try await client.send(ClientRequest(path: "/v1/consumers/nightly"))
        #expect(answer.root["lag"]?.int == 0 && answer.root["policy"]?.string == "long@1")
        let cursor = try #require(answer.root["cursor"]?.string)
        #expect(
            try await run("consumers", "--forget", "nightly").output.contains(
                "nightly is forgotten. Its cursor was \(cursor)"))
        #expect(try await !run("consumers").output.contains("nightly"))
        for wrong in [["--format", "zip"], ["--consent", "all"], ["--consumer", "Big Job"]] {
            let all = ["pull", "--into", folder.path + "/other"] + wrong
            #expect(try await ProcessHandle.run(all, folder: folder).code == 64)
        }
    }

    @Test func aReportThatFailsIsNotedOnceAndHarmsNothing() async throws {
        let failures = Mutex(0)
        let client = ChorusClient(server: "http://127.0.0.1:1", token: nil, retries: RetryPolicy(attempts: 1))
        var report = CursorReport(client: client, consumer: "nightly") { _ in failures.withLock { $0 += 1 } }
        var state = MirrorState(server: "http://127.0.0.1:1", selection: MirrorSelection())
        await report.tell(state, isLast: true)
        #expect(failures.withLock { $0 } == 0, "there is nothing to tell yet")
        state.cursor = "c"
        for _ in 0..<3 { await report.tell(state, isLast: true) }
        #expect(failures.withLock { $0 } == 1)
    }
}
