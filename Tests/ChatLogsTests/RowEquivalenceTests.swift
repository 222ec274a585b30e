import ChatLogs
import StrictJSON
import Testing

@Suite struct RowEquivalenceTests {
    /// The conversation of `FingerprintTests` as six programs save it.
    static let sources = [
        FingerprintTests.tavern, FingerprintTests.ooba, FingerprintTests.gradio, FingerprintTests.characterAI,
        FingerprintTests.agnai, FingerprintTests.janitor,
    ]

    @Test func oneConversationFromSixSourcesGivesTheSameRows() {
        var options = RowOptions()
        options.label = false
        options.needsContinuation = false
        let dialogues = Self.sources.map { source in
            // text-generation-webui has the character's name in the file's name only.
            let reading = LogReader.read(
                Array(source.utf8), filename: "Aria_20230801-101500.json", options: ReadingOptions(userName: "Sam"))
            return Rows.dialogue(reading.sessions[0])
        }
        for format in RowFormat.all where !["episode", "preference"].contains(format.name) {
            let expected = Rows.lines(format.name, dialogues[0], options)
            #expect(!expected.isEmpty, "\(format.name)")
            for (place, dialogue) in dialogues.enumerated() {
                #expect(Rows.lines(format.name, dialogue, options) == expected, "\(format.name) of source \(place)")
            }
        }
        // Only the last of them keeps the answer that was not chosen.
        #expect(dialogues.map { Rows.lines("preference", $0, options).count } == [0, 0, 0, 0, 0, 1])
    }

    @Test(arguments: Fixture.all)
    func whatIsStoredGivesTheRowsOfWhatWasRead(_ path: String) throws {
        var options = RowOptions()
        options.label = true
        options.includesExamples = true
        options.needsContinuation = false
        for session in try Fixture.read(path).sessions {
            let (direct, stored) = (Rows.dialogue(session), try Rows.stored(session))
            #expect(direct == stored)
            for format in RowFormat.all {
                #expect(Rows.lines(format.name, direct, options) == Rows.lines(format.name, stored, options))
            }
        }
    }

    @Test func theUsersNameIsInNoDialogue() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        #expect(session.participants.contains { $0.name == "Ilse" })
        #expect(!Rows.dialogue(session).participants.contains { $0.name == "Ilse" })
    }

    @Test func whatIsNoEpisodeIsRefused() throws {
        let bytes = Rows.dialogue(RowFormatTests.session).canonical
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(throws: Dialogue.Fault.schema) { try Dialogue(canonical: Array("{}".utf8)) }
        #expect(throws: Dialogue.Fault.schema) {
            try Dialogue(canonical: Array(text.replacing("episode/1", with: "episode/2").utf8))
        }
        for (written, broken, member) in [
            ("\"turns\":", "\"rounds\":", "turns"), ("\"role\":\"user\"", "\"role\":\"guest\"", "role"),
            ("\"participant\":\"p0\"", "\"participant\":\"p9\"", "participant"),
            ("\"ooc\":\"none\"", "\"ooc\":1", "ooc"),
            ("\"is_hidden\":false", "\"is_hidden\":0", "is_hidden"), ("\"index\":0", "\"index\":\"0\"", "index"),
        ] {
            #expect(throws: Dialogue.Fault.member(member)) {
                try Dialogue(canonical: Array(text.replacing(written, with: broken).utf8))
            }
        }
        for length in stride(from: 0, to: bytes.count, by: 37) {
            #expect(throws: Dialogue.Fault.self) { try Dialogue(canonical: Array(bytes[..<length])) }
        }
    }
}
