import ChatLogs
import Testing

/// Chats that were written as lines of JSON and reach us otherwise.
@Suite struct LooseRowsTests {
    static let lines = [
        #"{"user_name":"Ilse","character_name":"Maren","create_date":"2023-5-14 @17h 20m 14s 123ms"}"#,
        #"{"name":"Maren","is_user":false,"mes":"The gate is {shut}."}"#,
        #"{"name":"Ilse","is_user":true,"mes":"Then, \"open\" it."}"#,
        #"{"name":"Maren","is_user":false,"mes":"With which key, [this]?"}"#,
    ]

    private static let texts = ["The gate is {shut}.", "Then, \"open\" it.", "With which key, [this]?"]

    private static let variants: [String] = {
        let array = "[" + lines.joined(separator: ",") + "]"
        let broken = "[\n" + lines.joined(separator: ",\n") + ",\n]"
        let wrapped = "{\"chat\":\(array)}"
        let pretty = lines.map { $0.replacing(",\"", with: ",\n  \"") }.joined(separator: "\n")
        let two = "[\(lines[0]),\(lines[1])]\n[\(lines[2]),\(lines[3])]"
        let commas = lines.joined(separator: ",\n")
        return [array, broken, wrapped, pretty, two, commas, lines.joined(separator: "\r"), lines.joined()]
    }()

    @Test(arguments: variants)
    func rowsNeedNoLinesOfTheirOwn(text: String) {
        let reading = Fixture.read(text: text)
        #expect(reading.format == "tavern_jsonl" && reading.variant == "tavernai-v1")
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
        #expect(reading.sessions.first?.texts == Self.texts)
        #expect(reading.droppedLines.isEmpty)
    }

    @Test func rowsOfAnArrayAreFoundAgainByLine() {
        let reading = Fixture.read(text: "[\n\n" + Self.lines.joined(separator: ",\n") + "\n]")
        #expect(reading.sessions.first?.turns.map(\.sourceSpan.line) == [4, 5, 6])
        let glued = Fixture.read(text: Self.lines.joined(separator: ",\n\n"))
        #expect(glued.sessions.first?.turns.map(\.sourceSpan.line) == [3, 5, 7])
    }

    @Test func exportsGluedTogetherAreOneFile() {
        let row = { (word: String) in
            "{\n \"conversations\": [\n  {\"from\": \"human\", \"value\": \"\(word)?\"},\n"
                + "  {\"from\": \"gpt\", \"value\": \"\(word).\"}\n ]\n}"
        }
        for text in [row("One") + "\n" + row("Two"), "[\(row("One"))]\n[\(row("Two"))]"] {
            let reading = Fixture.read(text: text)
            #expect(reading.format == "sharegpt_l")
            #expect(reading.sessions.map(\.texts) == [["One?", "One."], ["Two?", "Two."]])
        }
    }

    @Test func anArrayThatEndsInTheMiddleIsRefusedWithItsLine() {
        let text = "[\n" + Self.lines.joined(separator: ",\n")
        let reading = Fixture.read(text: String(text.dropLast(12)))
        #expect(reading.reasons.map(\.code) == [.brokenJSON])
        #expect(reading.reasons.first?.line == 5)
        #expect(reading.sessions.isEmpty)
    }

    @Test func anObjectThatIsBrokenIsNamed() {
        var lines = Self.lines
        lines[2] = #"{"name":"Ilse" "is_user":true,"mes":"lost"}"#
        let reading = Fixture.read(text: "[\n" + lines.joined(separator: ",\n") + "\n]")
        #expect(reading.reasons.map(\.code) == [.brokenJSON])
        #expect(reading.reasons.first?.line == 4)
    }

    @Test func aBombAmongTheRowsRefusesTheFile() {
        let deep = #"{"a":"# + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}"
        let reading = Fixture.read(text: "[\n" + Self.lines.joined(separator: ",\n") + ",\n" + deep + ",\n]")
        #expect(reading.reasons.map(\.code) == [.tooDeep])
    }

    @Test func linesThatAreArraysStayConversations() {
        let row = { (word: String) in
            #"[{"role":"user","content":"\#(word)?"},{"role":"assistant","content":"\#(word)."}]"#
        }
        for text in [row("One") + "\n[broken\n" + row("Two"), row("One") + "\n" + row("Two")] {
            let reading = Fixture.read(text: text)
            #expect(reading.sessions.map(\.texts) == [["One?", "One."], ["Two?", "Two."]])
        }
        let cut = Fixture.read(text: "[\(row("One")),\n\(row("Two"))")
        #expect(cut.sessions.map(\.texts) == [["Two?", "Two."]])
        #expect(cut.droppedLines == [1])
    }

    @Test func aDocumentAboutChatLogsIsNone() {
        let row = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello."}]}"#
        let document = "# Rows\n\nA row looks like this.\n\n```\n\(row)\n```\n\nOne a line.\nNo more.\nNot less.\n"
        #expect(Fixture.read(text: document).reasons.map(\.code) == [.unrecognisedFormat])
        let pasted = "My log:\n\n```\n" + Self.lines.joined(separator: "\n") + "\n```\n"
        let reading = Fixture.read(text: pasted)
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
        #expect(reading.droppedLines == [1, 3, 8])
    }
}
