import Foundation
import Glibc
import StrictJSON
import Synchronization
import Testing

@testable import chorus

/// 2xx means stored: whatever is killed while a thousand chats arrive.
@Suite(.serialized) struct KillTests {
    private static let submissions = 1000

    @Test func everyAcknowledgedSubmissionIsThereOnceAfterKillingServiceAndDatabase() async throws {
        let folder = try TemporaryDataFolder()
        let world = World(try await ChorusProcess.serve(folder))
        let token = try #require(world.server.token)
        let started = ContinuousClock.now
        async let chaos = killing(world, folder)
        let acknowledged = try await submitAll(to: world)
        let kills = try await chaos
        let server = world.server
        let events = try await feed(ChorusClient(server: server.address, token: token, retries: .forEver))
        let holder = ChorusClient(server: server.address, token: nil, retries: .forEver)
        for receipt in acknowledged {
            let answer = try await holder.send(receipt.request)
            #expect(answer.root["id"]?.string == receipt.id)
        }
        #expect(events.positions == Array(1...events.positions.count), "the feed has a gap or a repetition")
        let fed = events.submissions.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let lost = acknowledged.filter { fed[$0.id] == nil }
        let doubled = fed.filter { $0.value > 1 }
        print(
            "kill test: \(acknowledged.count) acknowledged, \(kills) kills, \(lost.count) lost, \(doubled.count) doubled, "
                + "\(events.positions.count) in the feed, \(started.duration(to: .now))")
        #expect(acknowledged.count == Self.submissions)
        #expect(Set(acknowledged.map(\.id)).count == Self.submissions, "two keys got one submission")
        #expect(lost.isEmpty)
        #expect(doubled.isEmpty)
        #expect(fed.count == Self.submissions, "something was stored that nobody was told of")
        #expect(kills >= 6)
        let verified = try await ProcessHandle.run(["verify", "--data", folder.path], folder: folder)
        #expect(verified.code == 0, "\(verified.output)")
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
        #expect(folder.servers().isEmpty)
    }

    /// Eight clients, each sending its share and repeating each request under its key until it is answered.
    private func submitAll(to world: World) async throws -> [Acknowledged] {
        try await withThrowingTaskGroup(of: [Acknowledged].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var done: [Acknowledged] = []
                    for number in stride(from: worker, to: Self.submissions, by: 8) {
                        done.append(try await submit(number, to: world))
                        world.count(1)
                    }
                    return done
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func submit(_ number: Int, to world: World) async throws -> Acknowledged {
        let chat = "You: Is this number \(number)?\nAria: It is, and nobody will lose it.\nYou: Good.\nAria: Yes.\n"
        let request = ClientRequest(
            method: "POST", path: "/v1/submissions", query: [("consent_training", "true")],
            headers: [("Content-Type", "text/plain"), ("Idempotency-Key", "kill-test-\(number)")],
            body: Array(chat.utf8))
        for _ in 0..<600 {
            do {
                let client = ChorusClient(server: world.server.address, token: nil, retries: RetryPolicy(attempts: 1))
                let answer = try await client.send(request).root
                let id = try #require(answer["id"]?.string)
                let receipt = try #require(answer["receipt"]?.string)
                return Acknowledged(id: id, receipt: receipt)
            } catch let failure as ClientFailure {
                if case .refused(let refusal) = failure, ![409, 503].contains(refusal.status) { throw failure }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        throw ProcessFailure(output: "submission \(number) was never acknowledged")
    }

    /// Kills the service, PostgreSQL, and both, in turn, whenever another tenth of the work is done.
    private func killing(_ world: World, _ folder: TemporaryDataFolder) async throws -> Int {
        var kills = 0
        for tenth in 1...8 {
            while world.count(0) < tenth * Self.submissions / 10 { try await Task.sleep(for: .milliseconds(10)) }
            let server = world.server
            if tenth % 3 != 1, let postmaster = folder.postmaster() { Glibc.kill(postmaster, SIGKILL) }
            if tenth % 3 != 2 {
                server.process.kill(SIGKILL)
                _ = try await server.process.waitForExit()
                world.replace(with: try await ChorusProcess.serve(folder))
            }
            kills += 1
        }
        return kills
    }

    /// Positions of all events, and the submission of each accepted episode.
    private func feed(_ client: ChorusClient) async throws -> (positions: [Int], submissions: [String]) {
        var positions: [Int] = []
        var submissions: [String] = []
        var cursor = ""
        while true {
            let (file, header) = try await client.download(
                ClientRequest(path: "/v1/feed", query: [("cursor", cursor), ("limit", "1000"), ("wait", "1")]))
            defer { try? FileManager.default.removeItem(at: file) }
            let lines = try Data(contentsOf: file).split(separator: 0x0A)
            if lines.isEmpty { return (positions, submissions) }
            for line in lines {
                let event = try JSONDocument(Array(line), limits: .log).root
                positions.append(try #require(event["position"]?.int))
                submissions.append(try #require(event["episode"]?["source"]?["submission_id"]?.string))
            }
            cursor = try #require(header("Chorus-Next-Cursor"))
        }
    }
}

/// What a client was told.
private struct Acknowledged: Sendable {
    let id: String
    let receipt: String

    var request: ClientRequest {
        ClientRequest(path: "/v1/submissions/\(id)", headers: [("Authorization", "Receipt \(receipt)")])
    }
}

/// The server that runs now, and how much has been acknowledged.
private final class World: Sendable {
    private let state: Mutex<(server: ChorusProcess, acknowledged: Int)>

    init(_ server: ChorusProcess) { state = Mutex((server, 0)) }

    var server: ChorusProcess { state.withLock { $0.server } }

    func replace(with server: ChorusProcess) { state.withLock { $0.server = server } }

    @discardableResult
    func count(_ more: Int) -> Int {
        state.withLock { state in
            state.acknowledged += more
            return state.acknowledged
        }
    }
}
