import ChatLogs
import Testing

/// One chat in everything that the browser extension exports as JSON, lines of JSON and text.
@Suite struct CharacterAIToolsTests {
    static let turns = [("Maren", "Mind the step."), ("Ilse", "good evening"), ("Maren", "*nods*\nSit down.")]

    private static func escaped(_ text: String) -> String { text.replacing("\n", with: "\\n") }

    private static func dump(user: String) -> String {
        let messages = turns.map { name, text in
            let isHuman = name == "Ilse"
            let shown = isHuman ? user : name
            return """
                {"annotatable":true,"created":"2023-05-01T10:00:00Z","display_name":"\(shown)","is_alternative":false,\
                "src":{"is_human":\(isHuman),"name":"\(shown)","user":{"account":null,"first_name":"\(shown)","id":1,\
                "username":"\(shown)"}},"text":"\(escaped(text))"}
                """
        }
        return """
            {"info":{"character":{"name":"Maren","user__username":"[Your_Nickname]"}},
            "histories":{"histories":[{"external_id":"h","msgs":[\(messages.joined(separator: ","))]}]}}
            """
    }

    private static var tavern: String {
        let rows = turns.map { name, text in
            #"{"name":"\#(name == "Ilse" ? "You" : name)","is_user":\#(name == "Ilse"),"is_name":true,"#
                + #""send_date":1683000000000,"mes":"\#(escaped(text))"}"#
        }
        let header = #"{"user_name":"You","character_name":"Maren","create_date":1683000000000}"#
        return ([header] + rows).joined(separator: "\n")
    }

    private static var example: String {
        "<START>\n"
            + turns.map { name, text in "{{\(name == "Ilse" ? "user" : "char")}}: \(text)" }.joined(separator: "\n")
    }

    /// The greeting is not in it.
    private static var pairs: String { #"[["good evening","*nods*\nSit down."]]"# }

    @Test func allExportsWithTheGreetingAreTheSameDialogue() {
        let sources = [Self.dump(user: "Ilse"), Self.dump(user: "pseudo"), Self.tavern, Self.example]
        let readings = sources.map { Fixture.read(text: $0) }
        #expect(readings.map(\.format) == ["cai_dump", "cai_dump", "tavern_jsonl", "plain_name_text"])
        for reading in readings {
            #expect(reading.status == .accepted)
            #expect(reading.sessions.map(\.sequence) == ["MUM"])
            #expect(
                reading.sessions[0].fingerprints.dialogueSHA256 == readings[0].sessions[0].fingerprints.dialogueSHA256)
        }
        // All messages have the moment of the export.
        #expect(readings[2].sessions[0].flags.contains("timestamps_identical"))
    }

    @Test func bothShapesOfPairsLackTheGreeting() {
        let old = Fixture.read(text: #"{"data":\#(Self.pairs),"data_visible":\#(Self.pairs)}"#)
        let new = Fixture.read(
            text: #"{"internal":\#(Self.pairs),"visible":\#(Self.pairs),"data":\#(Self.pairs),"data_visible":[]}"#)
        #expect([old, new].map(\.format) == ["ooba_old", "ooba_new"])
        for session in [old, new].map({ $0.sessions[0] }) {
            #expect(session.sequence == "UM")
            #expect(session.texts == ["good evening", "*nods*\nSit down."])
            #expect(session.flags.contains("greeting_missing"))
        }
    }

    @Test func theFirstExampleTextHadNames() {
        let text = Self.turns.map { "\($0): \($1)" }.joined(separator: "\n") + "\nIlse: good night"
        #expect(Fixture.read(text: text).status == .needsMapping)
        let reading = Fixture.read(text: text, options: ReadingOptions(speakerUser: "Ilse"))
        #expect(reading.sessions.map(\.sequence) == ["MUMU"])
        #expect(reading.sessions[0].texts[2] == "*nods*\nSit down.")
    }
}
