import ChatLogs
import Testing

/// Characters that are sent along with chats.
@Suite struct CharacterAttachmentTests {
    static let card = #"""
        {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"Bruno","description":"{{char}} rows <USER> over.",
        "scenario":"A ferry, call 555-123-4567.","first_mes":"Hop in.",
        "mes_example":"<START>\n{{user}}: how far?\n{{char}}: As far as it is."}}
        """#
    static let definitions = #"""
        {"character":{"external_id":"Qx1","name":"Maren","description":"Keeps a light.","definition":"{{user}}: hello\n{{char}}: Up."}}
        """#

    private func read(_ files: KeyValuePairs<String, String>) -> [DocumentReading] {
        LogReader.readAll(files.map { ($0.key, Array($0.value.utf8)) }).map(\.reading)
    }

    private static func persona(_ session: SessionReading?) -> String? {
        session?.participants.first { $0.kind == .character }?.persona
    }

    @Test func aChatGetsThePersonaOfItsCharacter() throws {
        let readings = read(["bruno.json": Self.card, "chat.jsonl": ArchiveTests.tavern])
        #expect(readings.map(\.status) == [.rejected, .accepted])
        let session = try #require(readings.last?.sessions.first)
        #expect(Self.persona(session) == "{{char}} rows {{user}} over.")
        #expect(session.context.scenario == "A ferry, call [PHONE].")
        let lines = try #require(session.context.exampleDialogues.first)
        #expect(lines.map(\.text) == ["how far?", "As far as it is."])
        #expect(lines.map { session.participants[$0.participant].kind } == [.user, .character])
        #expect(session.attachedCharacters == [0])
        #expect(readings.first?.reasons.map(\.code) == [.card])
        #expect(readings.first?.reasons.first?.detail.hasSuffix("attached as the persona of 1 conversation") == true)
    }

    @Test func theOrderOfTheFilesDoesNotMatterAndOthersAreLeftAlone() {
        let other = ArchiveTests.tavern.replacing("Bruno", with: "bruno")
        let readings = read([
            "a.jsonl": ArchiveTests.tavern, "b.jsonl": other, "c.jsonl": ArchiveTests.tavern, "z": Self.card,
        ])
        #expect(readings.map { Self.persona($0.sessions.first) != nil } == [true, false, true, false])
        #expect(readings.last?.reasons.first?.detail.hasSuffix("of 2 conversations") == true)
    }

    @Test func anUnusedCardStaysAsItWas() {
        let alone = read(["z": Self.card])
        let unused = read(["z": Self.card, "b.jsonl": ArchiveTests.tavern.replacing("Bruno", with: "Anna")])
        #expect(alone.first?.reasons == unused.first?.reasons)
        #expect(alone.first?.reasons.first?.detail.contains("attached") == false)
    }

    @Test func whatTheFileKnowsIsKept() throws {
        let prompt =
            "Bruno's Persona: grumpy\nScenario: At home.\n<START>\nYou: hi\nBruno: No.\n<START>\nYou: go\nBruno: Yes."
        let session = try #require(read(["a.txt": prompt, "card.json": Self.card]).first?.sessions.first)
        #expect(Self.persona(session) == "grumpy")
        #expect(session.context.scenario == "At home.")
        #expect(session.context.exampleDialogues.first?.first?.text == "hi")
        #expect(session.attachedCharacters == [0])
    }

    static let nameless = #"{"internal":[["hi","Bruno: hello."],["who are you?","I am Bruno."]],"visible":[]}"#

    @Test func aChatWithoutANameGetsTheOnlyCharacters() throws {
        let session = try #require(read(["chat.json": Self.nameless, "card.json": Self.card]).first?.sessions.first)
        #expect(session.participants.first { $0.kind == .character }?.name == "Bruno")
        #expect(session.texts == ["hi", "hello.", "who are you?", "I am {{char}}."])
        let twice = read(["chat.json": Self.nameless, "card.json": Self.card, "same.json": Self.card])
        #expect(Self.persona(twice.first?.sessions.first) != nil)
    }

    @Test func twoCharactersAreNotGuessedBetween() throws {
        let other = Self.card.replacing("Bruno", with: "Anna")
        let readings = read(["chat.json": Self.nameless, "card.json": Self.card, "other.json": other])
        let session = try #require(readings.first?.sessions.first)
        #expect(session.attachedCharacters == [])
        #expect(session.participants.allSatisfy { $0.name == nil && $0.persona == nil })
    }

    @Test func definitionsBelongToTheirCharacterWhateverItIsCalled() throws {
        let dump = #"""
            {"info":{"character":{"external_id":"Qx1","name":"Maren the Second","description":"public words"}},
            "histories":{"histories":[{"msgs":[
            {"text":"Hello.","src":{"is_human":false,"name":"Maren the Second"}},
            {"text":"Good day.","src":{"is_human":true,"name":"Ilse"}},
            {"text":"Is it?","src":{"is_human":false,"name":"Maren the Second"}}]}]}}
            """#
        let readings = read(["Maren (Definitions).json": Self.definitions, "Maren.json": dump])
        let session = try #require(readings.last?.sessions.first)
        #expect(Self.persona(session) == "Keeps a light.")
        #expect(session.context.exampleDialogues.first?.map(\.text) == ["hello", "Up."])
        #expect(readings.first?.reasons.map(\.code) == [.definitions])
        #expect(readings.first?.reasons.first?.detail.hasSuffix("of 1 conversation") == true)
        let others = read(["d": Self.definitions.replacing("Qx1", with: "Qx2"), "Maren.json": dump])
        #expect(Self.persona(others.last?.sessions.first) == "public words")
    }

    @Test func everyMemberOfAGroupGetsTheirOwn() throws {
        let chat = """
            {"name":"Anna","is_user":false,"mes":"Evening.","original_avatar":"a.png"}
            {"name":"Bruno","is_user":false,"mes":"Evening.","original_avatar":"b.png"}
            {"name":"Ilse","is_user":true,"mes":"Hello, both."}
            """
        let anna = Self.card.replacing("Bruno", with: "Anna").replacing("rows", with: "feeds")
        let session = try #require(read(["g.jsonl": chat, "b": Self.card, "a": anna]).first?.sessions.first)
        let personas = session.participants.filter { $0.kind == .character }.map(\.persona)
        #expect(personas == ["{{char}} feeds {{user}} over.", "{{char_2}} rows {{user}} over."])
        #expect(session.attachedCharacters == [1, 0])
    }

    @Test func aCardInAnArchiveBelongsToTheChatsInIt() {
        let zip = ZipBuilder(["cards/bruno.json": Self.card, "chats/1.jsonl": ArchiveTests.tavern])
        let files = LogReader.readAll([("all.zip", zip.bytes)])
        #expect(Self.persona(files.last?.reading.sessions.first) != nil)
    }

    @Test func whatIsCopiedIntoSessionsIsBounded() {
        let long = Self.card.replacing("{{char}} rows", with: String(repeating: "row ", count: 500_000))
        let row = #"{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Bruno: yes."}]}"#
        let rows = [String](repeating: row, count: 100).joined(separator: "\n")
        let readings = read(["rows.jsonl": rows, "card.json": long])
        // Two megabytes each, sixteen in all.
        #expect(readings.first?.sessions.count == 100)
        #expect(readings.first?.sessions.filter { !$0.attachedCharacters.isEmpty }.count == 8)
        #expect(readings.last?.reasons.first?.detail.hasSuffix("of 8 conversations") == true)
    }
}
