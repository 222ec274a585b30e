import Foundation
import StrictJSON
import Testing

@testable import chorus

/// A service with a voice that is taken back, and one that stays.
struct Voices {
    let client: ChorusClient
    let holder: ChorusClient

    /// A word that only the chat says, and one that only the comment does.
    static let needles = ["quokkalantern", "ospreyteapot"]

    init(_ server: ChorusProcess, token: String) {
        client = ChorusClient(server: server.address, token: token)
        holder = ChorusClient(server: server.address, token: nil)
    }

    /// What was created, as its holder knows it.
    struct Held: Sendable {
        let path: String
        let receipt: String

        func request(_ method: String) -> ClientRequest {
            ClientRequest(method: method, path: path, headers: [("Authorization", "Receipt \(receipt)")])
        }
    }

    func register() async throws {
        let about: JSON = ["title": "Backups", "model": "v8", "parts_planned": 2]
        _ = try await client.send(.json("PUT", "/v1/experiments/exp7", about))
        _ = try await client.send(.json("PUT", "/v1/experiments/exp7/parts/1", ["changed": "both"]))
    }

    func chat(_ word: String) async throws -> Held {
        let text = "You: What is it?\nAria: A \(word), I think.\nYou: Good.\nAria: Is it not?\n"
        let answer = try await holder.send(
            ClientRequest(
                method: "POST", path: "/v1/submissions",
                query: [("consent_training", "true"), ("consent_public", "true")],
                headers: [("Content-Type", "text/plain")], body: Array(text.utf8)))
        return try held("/v1/submissions", answer)
    }

    func comment(_ word: String, rater: String) async throws -> Held {
        let rating: JSON = [
            "experiment": "exp7", "part": 1, "score": 2, "rater": .string(rater),
            "comment": .string("It forgets the \(word) again and again."),
        ]
        return try held("/v1/ratings", try await holder.send(.json("POST", "/v1/ratings", rating)))
    }

    private func held(_ path: String, _ answer: JSONDocument) throws -> Held {
        let id = try #require(answer.root["id"]?.string)
        return Held(path: "\(path)/\(id)", receipt: try #require(answer.root["receipt"]?.string))
    }

    /// Every line of the feed from its beginning, and the cursor after it, once `count` events are there.
    func feed(reaching count: Int) async throws -> (text: String, cursor: String) {
        for _ in 0..<3600 {
            let (file, header) = try await client.download(
                ClientRequest(path: "/v1/feed", query: [("limit", "1000"), ("wait", "1")]))
            defer { try? FileManager.default.removeItem(at: file) }
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            if text.split(separator: "\n").count >= count {
                return (text, try #require(header("Chorus-Next-Cursor")))
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ProcessFailure(output: "the feed does not reach \(count)")
    }

    /// What everybody can read of exp7, and the whole feed.
    func everything(events: Int) async throws -> String {
        var text = try await feed(reaching: events).text
        for path in ["/parts/1/comments", "/parts/1/summary", "/logbook.md", "/parts/1", "/summary", "/leads"] {
            let (file, _) = try await client.download(ClientRequest(path: "/v1/experiments/exp7\(path)"))
            text += String(decoding: try Data(contentsOf: file), as: UTF8.self)
            try? FileManager.default.removeItem(at: file)
        }
        return text
    }
}

extension ProcessHandle {
    /// Runs a command of `db` on a data folder to its end.
    static func db(
        _ arguments: String..., in folder: TemporaryDataFolder, environment: [String: String] = [:]
    ) async throws -> (code: Int32, output: String) {
        try await run(["db"] + arguments + ["--data", folder.path], folder: folder, environment: environment)
    }
}

extension ChorusProcess {
    /// Ends a server as a person would.
    func stop() async throws {
        process.kill(SIGTERM)
        #expect(try await process.waitForExit() == 0)
    }
}
