import Foundation
import Glibc
import StrictJSON
import Testing

@testable import chorus

/// A mirror ends exact, whenever the pulls that made it were killed.
///
/// `CHORUS_PULL_KILLS` says how often; a few times where it is not set.
@Suite(.serialized) struct PullKillTests {
    private static let kills =
        ProcessInfo.processInfo.environment["CHORUS_PULL_KILLS"].flatMap { Int($0) } ?? 6

    @Test func aMirrorIsExactAfterPullsWereKilledAtAnyMoment() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        let token = try #require(server.token)
        let client = ChorusClient(server: server.address, token: token)
        let policy: JSON = ["sample": ["fraction": 0.7]]
        _ = try await client.send(.json("PUT", "/v1/policies/kills", policy))
        var random = Seeded(Int.random(in: 0...1_000_000))
        let chats = Chats(client)
        let mirrors = [
            KilledMirror(folder: folder, server: server.address, token: token, options: []),
            KilledMirror(
                folder: folder, server: server.address, token: token,
                options: ["--policy", "kills", "--format", "supervised"]),
        ]
        try await chats.change(uploads: 60, withdrawals: 0, &random)
        // A pull of all that there is says how long a moment may be away.
        let whole = try await mirrors[0].pull(killedAfter: nil)
        var tally = (early: 0, inside: 0, late: 0)
        for number in 0..<Self.kills {
            try await chats.change(uploads: 16, withdrawals: 5, &random)
            let mirror = mirrors[number % 2]
            let before = mirror.position
            let moment = whole * Double.random(in: 0...1, using: &random)
            let wasKilled = try await mirror.pull(killedAfter: moment) == .zero
            let after = mirror.position
            if !wasKilled { tally.late += 1 } else if before == after { tally.early += 1 } else { tally.inside += 1 }
            #expect(try mirror.hasNoneOf(chats.withdrawn(upTo: after)))
        }
        print(
            "pull kill test: \(Self.kills) moments: \(tally.early) before the first page, \(tally.inside) after one, "
                + "\(tally.late) too late; \(mirrors[0].position) events")
        for mirror in mirrors {
            _ = try await mirror.pull(killedAfter: nil)
            let wanted = try await mirror.wanted(client)
            #expect(!wanted.isEmpty)
            #expect(try mirror.copy() == wanted)
            #expect(try mirror.segments() == wanted)
            #expect(try mirror.hasNoneOf(chats.withdrawn(upTo: mirror.position)))
        }
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }
}

/// Chats that come, grow and are taken back; each says a word of its own.
private final class Chats {
    private let client: ChorusClient
    private var live: [(id: String, receipt: String, word: String)] = []
    private var taken: [(id: String, word: String, position: Int?)] = []
    private var count = 0

    init(_ client: ChorusClient) { self.client = client }

    /// Uploads and withdraws, and waits until the feed says so.
    func change(uploads: Int, withdrawals: Int, _ random: inout Seeded) async throws {
        for _ in 0..<uploads {
            count += 1
            let word = "word\(count)x"
            var text = "You: Is this number \(count / 3)?\nAria: It is.\nYou: Good.\nAria: Is it not?\n"
            // Every third one goes on where the one before ended, which gives way to it as long as it is there.
            if count % 3 != 1 { text += "You: And now?\nAria: \(word).\n" }
            var query = [("consent_training", "true")]
            if count % 3 != 0 { query.append(("submitter", "sam\(count / 3)")) }
            let answer = try await client.send(
                ClientRequest(
                    method: "POST", path: "/v1/submissions", query: query, headers: [("Content-Type", "text/plain")],
                    body: Array(text.utf8)))
            live.append(
                (
                    try #require(answer.root["id"]?.string), try #require(answer.root["receipt"]?.string), word
                ))
        }
        for _ in 0..<withdrawals where live.count > 20 {
            let gone = live.remove(at: Int.random(in: live.indices, using: &random))
            let holder = ChorusClient(server: client.server, token: nil)
            _ = try await holder.send(
                ClientRequest(
                    method: "DELETE", path: "/v1/submissions/\(gone.id)",
                    headers: [("Authorization", "Receipt \(gone.receipt)")]))
            taken.append((gone.id, gone.word, nil))
        }
        try await noteTombstones()
    }

    /// Words that nobody may hold who has seen the feed up to a position.
    func withdrawn(upTo position: Int) -> [String] {
        taken.filter { $0.position.map { $0 <= position } ?? false }.map(\.word)
    }

    /// Waits until nothing has come for a while; what was withdrawn by then has its tombstone, if it was ever fed.
    private func noteTombstones() async throws {
        var end = -1
        while true {
            let position = try await feedLines(client).last?["position"]?.int ?? 0
            if position == end { break }
            end = position
            try await Task.sleep(for: .milliseconds(300))
        }
        for index in taken.indices where taken[index].position == nil { taken[index].position = end }
    }
}

/// A folder that pulls are killed in.
private struct KilledMirror {
    let folder: TemporaryDataFolder
    let server: String
    let token: String
    let options: [String]

    private var path: String { "\(folder.path)/mirror-\(options.count)" }
    private var files: MirrorFolder { MirrorFolder(path: path, holdsEpisodes: options.isEmpty) }

    /// Last position that the mirror has applied.
    var position: Int { ((try? files.load(files.state)) ?? nil)?.position ?? 0 }

    /// Pulls, and kills that after a time unless it has ended.
    /// - Returns: how long it took to its end; zero when it was killed
    func pull(killedAfter moment: Duration?) async throws -> Duration {
        let started = ContinuousClock.now
        let process = try ProcessHandle.start(
            ["pull", "--into", path, "--server", server, "--token", token, "--limit", "3", "--consumer", "kills"]
                + options, log: folder.log())
        if let moment {
            try await Task.sleep(for: moment)
            process.kill(SIGKILL)
        }
        let code = try await process.waitForExit()
        if code == -SIGKILL { return .zero }
        #expect(code == 0, "\(process.output())")
        return started.duration(to: .now)
    }

    func copy() throws -> [String] { try Self.lines(files.copy) }

    func segments() throws -> [String] {
        let state = try #require(try files.load(files.state))
        let named = Set(state.segments.map(\.file))
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: files.segments)) == named)
        return try state.segments.flatMap { try Self.lines(files.file(of: $0)) }
    }

    /// What the feed says, read from its beginning: the rows of the last event of each episode, in order.
    func wanted(_ client: ChorusClient) async throws -> [String] {
        let query = options.isEmpty ? [] : [("policy", options[1] + "@1"), ("format", options[3])]
        let lines = try await feedLines(client, query)
        var last: [String: Int] = [:]
        for (index, line) in lines.enumerated() { last[line["id"]?.string ?? ""] = index }
        return lines.enumerated().flatMap { index, line -> [String] in
            guard last[line["id"]?.string ?? ""] == index else { return [] }
            let rows = line["rows"]?.elements.map { $0 } ?? [line["episode"]].compactMap { $0 }
            return rows.map { String(decoding: $0.source, as: UTF8.self) }
        }
    }

    /// Whether none of the words is in the files that are the mirror.
    func hasNoneOf(_ words: [String]) throws -> Bool {
        guard let state = try files.load(files.state) else { return true }
        let held = state.segments.map { files.file(of: $0) } + [files.copy]
        let text = held.compactMap { FileManager.default.contents(atPath: $0) }
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        return !words.contains { text.contains($0) }
    }

    private static func lines(_ file: String) throws -> [String] {
        try Data(contentsOf: URL(fileURLWithPath: file)).split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Every line of the feed from its beginning.
private func feedLines(_ client: ChorusClient, _ more: [(String, String)] = []) async throws -> [JSONValue] {
    var lines: [JSONValue] = []
    var cursor = ""
    while true {
        let query = [("cursor", cursor), ("limit", "1000")] + more
        let (file, header) = try await client.download(ClientRequest(path: "/v1/feed", query: query))
        defer { try? FileManager.default.removeItem(at: file) }
        for line in try Data(contentsOf: file).split(separator: 0x0A) {
            lines.append(try JSONDocument(Array(line), limits: .log).root)
        }
        cursor = try #require(header("Chorus-Next-Cursor"))
        if header("Chorus-Has-More") != "true" { return lines }
    }
}
