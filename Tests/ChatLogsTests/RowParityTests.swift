import ChatLogs
import StrictJSON
import Testing

/// The rows of the toolbox of March 2023 for a Character.AI dump; checked once by running it on this one.
@Suite struct RowParityTests {
    static let dump = #"""
        {"info":{"character":{"external_id":"b1","name":"Maren","title":"","greeting":"Hello.","description":
        "Maren keeps the lamp."}},"histories":{"histories":[{"msgs":[
        {"text":" Maren nods..... Hello, [NAME_IN_MESSAGE_REDACTED]. ","src":{"is_human":false,"name":"Maren"}},
        {"text":"hi Maren","src":{"is_human":true,"name":"[NAME_REDACTED]"}},
        {"text":"Come in.\nSit.","src":{"is_human":false,"name":"Maren"}},
        {"text":"(OOC: brb)","src":{"is_human":true,"name":"[NAME_REDACTED]"}},
        {"text":"","src":{"is_human":true,"name":"[NAME_REDACTED]"}},
        {"text":"Take your time, [REDACTED].","src":{"is_human":false,"name":"Maren"}},
        {"text":"Marenka was here too, and so were we all.","src":{"is_human":false,"name":"Maren"}},
        {"text":"when?","src":{"is_human":true,"name":"[NAME_REDACTED]"}},
        {"text":"Long ago.","src":{"is_human":false,"name":"Maren"}},
        {"text":"I see","src":{"is_human":true,"name":"[NAME_REDACTED]"}}]}]}}
        """#

    @Test func aDumpGivesTheToolboxsRows() throws {
        let session = Fixture.read(text: Self.dump).sessions[0]
        var options = RowOptions.pygmalion2023
        options.window.targetTokens = 60
        let rows = try Rows.rows("supervised", Rows.dialogue(session), options)
        let head = "<BOT>'s Persona: Maren keeps the lamp.\n<START>\n"
        let beginning = head + "<BOT>: <BOT> nods... Hello, <USER>.\nYou: hi <BOT>\n<BOT>: "
        #expect(
            rows.compactMap { $0["input"]?.string } == [
                beginning, beginning + "Come in.\nSit.\nYou: (OOC: brb)\nYou: \n<BOT>: ",
                // The turn before did not fit, and began a window in which it is no response.
                head + "<BOT>: Marenka was here too, and so were we all.\nYou: when?\n<BOT>: ",
            ])
        #expect(
            rows.compactMap { $0["output"]?.string } == [
                "Come in.\nSit.", "Take your time, <USER>.", "Long ago.",
            ])
        #expect(rows.allSatisfy { $0["reward"]?.numberText == "1.0" })
        let texts = try Rows.rows("text", Rows.dialogue(session), options).compactMap { $0["text"]?.string }
        #expect(texts[0] == beginning + "Come in.\nSit.")
    }

    @Test func aSideThatNeverSpeaksIsNamedToo() throws {
        let lines =
            #"{"name":"Aria","is_user":false,"mes":"Hello, {{user}}."}"# + "\n"
            + #"{"name":"Aria","is_user":false,"mes":"{{user}}? {{char}} waits."}"#
        let dialogue = Rows.dialogue(Fixture.read(text: lines).sessions[0])
        #expect(!dialogue.participants.contains { $0.kind == .user })
        let row = try Rows.rows("supervised", dialogue)[0]
        #expect(row["input"]?.string == "<START>\n<BOT>: Hello, <USER>.\n<BOT>: ")
        #expect(row["output"]?.string == "<USER>? <BOT> waits.")
    }

    /// Our own readers were written from the formats' other programs, not from these renderers.
    @Test(arguments: [
        ("sharegpt", "sharegpt_l"), ("messages", "openai_messages_l"), ("axolotl", "openai_messages_l"),
        ("metharme", "metharme_l"), ("pippa", "pippa_l"), ("alpaca", "alpaca_l"),
    ])
    func whatIsRenderedIsReadAgain(_ format: String, _ expected: String) throws {
        let lines = Rows.lines(format, RowFormatTests.dialogue)
        let reading = Fixture.read(text: lines[0] + "\n" + lines[0])
        #expect(reading.format == expected)
        #expect(reading.sessions.count == 2)
        let texts = reading.sessions[0].turns.filter { $0.role != .system && !$0.text.isEmpty }.map(\.text)
        #expect(texts == RowFormatTests.session.texts)
    }
}
