import ChatLogs
import Core
import Foundation
import Testing

/// What the toolbox of March 2023 keeps of a dump, worked out by hand from its formulas; `ToolboxParityTests` runs it.
@Suite struct PygmalionRowsTests {
    /// So many words, all different and different for each topic.
    private static func words(_ count: Int, _ topic: String) -> String {
        (0..<count).map { "\(topic)\($0)" }.joined(separator: " ")
    }

    /// A session in which the model says these things, greeting first.
    private static func session(_ replies: [String], users: [String] = []) -> [[String: Any]] {
        replies.enumerated().flatMap { index, reply -> [[String: Any]] in
            let user = index < users.count ? users[index] : "go on \(index)"
            let human: [String: Any] = ["text": user, "src": ["is_human": true, "name": "[NAME_REDACTED]"]]
            return (index == 0 ? [] : [human]) + [["text": reply, "src": ["is_human": false, "name": "Maren"]]]
        }
    }

    private static func dump() throws -> Dumps {
        let long = ["a", "b", "c"].map { words(50, $0) }
        let almost = words(49, "a") + " other"
        let sessions = [
            session(long),
            session(long),  // the same again
            session(long + [words(50, "d")]),  // the same, and it went on
            session([words(50, "e"), words(4, "f"), words(2, "g")]),  // medians 27 and 4
            session(["W-well " + words(50, "h"), "N-no " + words(50, "i"), words(50, "j")]),  // 1/2, 3/4, 3/8
            session(["*Blushes* " + words(50, "k"), "*nervous* " + words(50, "l")]),  // 3/4
            session([words(50, "m"), words(50, "n"), words(50, "o")], users: ["", "hi", "x\u{330}\u{331}\u{332}"]),
            session([words(50, "a"), words(50, "a"), almost, almost, almost]),  // -, 0.49, 0.735, 0.8575
        ]
        let character = ["external_id": "b1", "name": "Maren", "title": "", "greeting": "", "description": "A keeper."]
        let data = try JSONSerialization.data(withJSONObject: [
            "info": ["character": character], "histories": ["histories": sessions.map { ["msgs": $0] }],
        ])
        var dumps = Dumps()
        try dumps.add(Array(data), name: "d")
        return dumps
    }

    @Test func `the windows that the toolbox keeps are rows`() async throws {
        var policy = try #require(Policy.presets["pygmalion-2023-03"])
        policy.seed = "1"
        let rows = try await Self.dump().rows(policy)
        #expect(
            rows.map { $0[0] } == ["d/0-0", "d/0-1", "d/2-2", "d/3-0", "d/4-1", "d/6-0", "d/7-0", "d/7-1", "d/7-2"])
        #expect(
            rows[0] == [
                "d/0-0", "<BOT>'s Persona: A keeper.\n<START>\n<BOT>: \(Self.words(50, "a"))\nYou: go on 1\n<BOT>: ",
                Self.words(50, "b"),
            ])
    }

    /// At a median of 27 words p is 0.525; the window's lot is 0.85 under the seed 1, and 0.23 under 4.
    @Test func `the lot decides about the median`() async throws {
        var policy = try #require(Policy.presets["pygmalion-2023-03"])
        policy.seed = "4"
        #expect(try await !Self.dump().rows(policy).contains { $0[0] == "d/3-0" })
    }

    @Test func `the feed's episodes are judged alone`() throws {
        let dumps = try Self.dump()
        let policy = try #require(Policy.presets["v8-part-2"])
        let format = try #require(RowFormat.named("messages"))
        #expect(policy.rows(format, of: dumps.dialogues[0], dumps.figures[0]).isEmpty, "responses of 50 words")
        let base = try #require(Policy.presets["pygmalion-2023-03"])
        // Nothing is known of other episodes: the second of two equal ones is handed out too.
        #expect(base.rows(format, of: dumps.dialogues[1], dumps.figures[1]).count == 1)
    }

    @Test func `ratings are rewards and labels`() {
        #expect([1, 2, 3, 4, 5].map(Reward.of) == [0, 0.25, 0.5, 0.75, 1])
        #expect(Reward.of(nil) == 1)
        #expect([1, 2.5, 3, 3.5, 5].map(Reward.label) == [false, false, nil, true, true])
        #expect(Reward.label(of: nil) == nil)
        let options = Policy.presets["v8-part-1"]?.rowOptions(windows: [1], score: 2)
        #expect(options?.reward == 0.25 && options?.label == false && options?.windows == [1])
        #expect(options?.keepsEveryTurn == true)
    }
}
