import ChatLogs
import ProcessorTime
import StrictJSON
import Testing

@Suite struct LinearisationTests {
    private static func texts(_ lines: String, _ options: RowOptions = RowOptions()) -> [String] {
        Rows.dialogue(Fixture.read(text: lines).sessions[0]).linearised(options).map {
            String(decoding: $0.text, as: UTF8.self)
        }
    }

    private static func chat(_ turns: (String, String)..., options: RowOptions = RowOptions()) -> [RowTurn] {
        Rows.dialogue(Fixture.chat(turns)).linearised(options)
    }

    @Test func whatTheUserHidIsNotInTheRows() throws {
        let session = try Fixture.read("tavern_jsonl/st_2024_hidden_narrator.jsonl").sessions[0]
        let dialogue = Rows.dialogue(session)
        let hidden = Set(session.turns.filter(\.isHidden).map(\.index))
        #expect(!hidden.isEmpty)
        #expect(dialogue.linearised().allSatisfy { !hidden.contains($0.index) })
        let narrated = session.turns.filter { $0.role == .narrator && !$0.isHidden }.map(\.index)
        let told = dialogue.linearised().filter { narrated.contains($0.index) }
        #expect(!narrated.isEmpty && told.count == narrated.count)
        #expect(told.allSatisfy { !$0.isUser && !$0.isTarget })
    }

    @Test func theDialogueEndsWithTheModel() {
        let turns = Self.chat(("user", "a"), ("assistant", "b"), ("user", "c"), ("user", "d"))
        #expect(turns.map(\.index) == [0, 1])
        #expect(turns.map(\.isContinued) == [true, true])
        #expect(Self.chat(("user", "a"), ("assistant", "b")).map(\.isContinued) == [false, false])
        #expect(Self.chat(("user", "a"), ("user", "b")).isEmpty)
    }

    @Test func instructionsAreTheSystemText() throws {
        let session = Fixture.chat([("system", "Be brief."), ("user", "a"), ("assistant", "b"), ("system", "Now!")])
        let rows = try Rows.rows("sharegpt", Rows.dialogue(session))
        let values = rows[0]["conversations"]?.elements.compactMap { $0["value"]?.string }
        #expect(values?.first?.contains("Be brief.") ?? false)
        #expect(values?.dropFirst() == ["a", "b"])
    }

    @Test func speechOutOfCharacterIsLeftOutUnlessItIsAskedFor() {
        let turns = [
            ("user", "hello"), ("assistant", "Hi (OOC: brb) there."), ("user", "(OOC: fine)"), ("assistant", "Go on."),
        ]
        let dialogue = Rows.dialogue(Fixture.chat(turns))
        func texts(_ options: RowOptions) -> [String] {
            dialogue.linearised(options).map { String(decoding: $0.text, as: UTF8.self) }
        }
        #expect(texts(RowOptions()) == ["hello", "Hi there.", "Go on."])
        #expect(texts(.pygmalion2023) == turns.map(\.1))
    }

    @Test(arguments: [
        ("Hi ((wait)) you.", "Hi you."), ("One. [[note]]\nTwo.", "One.\nTwo."), ("Yes. (OOC: a (b) c) No.", "Yes. No."),
        ("Yes. [ooc no end\nNo.", "Yes.\nNo."), ("A (thought) stays ((this not)).", "A (thought) stays ."),
        ("((a)) ((b)) c", "c"), ("(oocyte) b ((x))", "(oocyte) b"), ("b ((", "b"), ("((((((x", ""),
    ])
    func bracketsOutOfCharacterAreCut(_ text: String, _ expected: String) {
        var session = Fixture.chat([("user", "a"), ("assistant", text), ("assistant", "end")])
        session.turns[1].ooc = .partial
        let texts = Rows.dialogue(session).linearised().map { String(decoding: $0.text, as: UTF8.self) }
        #expect(texts == ["a"] + (expected.isEmpty ? [] : [expected]) + ["end"])
    }

    @Test func aMillionOpenBracketsTakeLinearTime() {
        var session = Fixture.chat([("user", "a"), ("assistant", "b")])
        session.turns[1].text = String(repeating: "((x ", count: 250_000)
        session.turns[1].ooc = .partial
        let time = processorTime { #expect(Rows.dialogue(session).linearised().isEmpty) }
        #expect(time < .seconds(20))
    }

    @Test func nothingStandsBeforeTheGreeting() {
        var session = Fixture.chat([("assistant", "early"), ("assistant", "Hello."), ("user", "a"), ("assistant", "b")])
        for index in session.turns.indices { session.turns[index].isGreeting = index == 1 }
        #expect(Rows.dialogue(session).linearised().map(\.index) == [1, 2, 3])
    }

    @Test func aWeightOfNothingIsNoTarget() {
        var session = Fixture.chat([("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d")])
        session.turns[1].weight = 0
        session.turns[3].weight = .infinity
        let dialogue = Rows.dialogue(session)
        #expect(dialogue.lines.map(\.weight) == [0, 0, 0, 0])
        #expect(dialogue.linearised().allSatisfy { !$0.isTarget })
        for format in RowFormat.all where format.name != "episode" {
            #expect(format.rows(of: dialogue).isEmpty, "\(format.name)")
        }
    }
}
