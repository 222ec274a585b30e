import ChatLogs
import Core
import Foundation
import StrictJSON
import Testing

@Suite struct FeedSelectionTests {
    private let episode = UUID(uuidString: "018f3c1e-7b2a-7c4d-8e5f-0123456789ab") ?? UUID()

    private func content(_ turns: [Figures.Turn], isPublic: Bool = false, text: String? = "{}") -> FeedContent {
        FeedContent(
            experiment: "exp7", isPublic: isPublic, receivedAt: Date(timeIntervalSince1970: 1),
            episode: text.map { Array($0.utf8) }, figures: Figures.episode(turns).dialogue)
    }

    /// What becomes of each kind of event: its new kind, with a `+` where content comes with it; "" where it is left out.
    private func passage(_ selection: FeedSelection, _ content: FeedContent?) throws -> [String] {
        try FeedEvent.Kind.allCases.map { kind in
            var line: [UInt8] = []
            selection.append(FeedEvent(position: 3, kind: kind, episode: episode, revision: 2), content, to: &line)
            guard !line.isEmpty else { return "" }
            #expect(line.last == 0x0A)
            let root = try JSONDocument(Array(line.dropLast()), limits: .log).root
            #expect(root["position"]?.int == 3 && root["revision"]?.int == 2)
            #expect(root["id"]?.string == "018f3c1e-7b2a-7c4d-8e5f-0123456789ab")
            let name = root["kind"]?.string?.dropFirst("episode.".count) ?? ""
            return name + (root["episode"] == nil && root["rows"] == nil ? "" : "+")
        }
    }

    @Test func `everything passes where nothing is asked for`() throws {
        let all = FeedSelection()
        #expect(try passage(all, content([])) == ["accepted+", "revised+", "withdrawn", "rejected"])
        #expect(try passage(all, content([], text: nil)) == ["accepted", "revised", "withdrawn", "rejected"])
        #expect(try passage(all, nil) == ["accepted", "revised", "withdrawn", "rejected"])
    }

    @Test func `what is not selected is left out when it is new and removed when it was revised`() throws {
        let dropped = ["", "rejected", "withdrawn", "rejected"]
        let passed = ["accepted+", "revised+", "withdrawn", "rejected"]
        let turns: [Figures.Turn] = [.user(), .init(words: 9)]
        #expect(try passage(FeedSelection(experiment: "exp8"), content(turns)) == dropped)
        #expect(try passage(FeedSelection(experiment: "exp7"), content(turns)) == passed)
        #expect(try passage(FeedSelection(consent: .public), content(turns)) == dropped)
        #expect(try passage(FeedSelection(consent: .public), content(turns, isPublic: true)) == passed)
        #expect(try passage(FeedSelection(consent: .public), nil) == dropped)
        let longer = FeedSelection(policy: try policy(#"{"filter":"response_words","minimum":10}"#))
        #expect(try passage(longer, content(turns)) == dropped)
        #expect(try passage(longer, content(turns + [.user(), .init(words: 10)])) == passed)
        // Nothing can be said of what is not there any more; nothing of it goes out either.
        #expect(try passage(longer, content(turns, text: nil)) == ["accepted", "revised", "withdrawn", "rejected"])
    }

    @Test func `what compares episodes drops nothing and asks for nothing`() throws {
        let compared = try policy(
            #"{"filter":"duplicate"},{"filter":"prefix"},{"filter":"near_duplicate"}"#,
            rest: #","caps":{"per_character":1,"per_submitter":1}"#)
        let selection = FeedSelection(policy: compared)
        let turns: [Figures.Turn] = [.user(), .init(words: 9)]
        for _ in 0..<2 { #expect(try passage(selection, content(turns)).first == "accepted+") }
    }

    @Test func `scores are asked for where they count`() throws {
        #expect(!FeedSelection().needsScores && !FeedSelection(format: .named("messages") ?? .episode).needsScores)
        for format in ["supervised", "kto"] { #expect(FeedSelection(format: .named(format) ?? .episode).needsScores) }
        #expect(FeedSelection(policy: try policy(#"{"filter":"rating","minimum_score":3}"#)).needsScores)
    }
}
