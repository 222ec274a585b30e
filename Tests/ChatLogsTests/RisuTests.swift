import ChatLogs
import Testing

@Suite struct RisuTests {
    static let named = "risuai/Maren_2024-01-02T030405678Z_chat.json"

    @Test func whatIsHiddenFromTheModelIsHidden() throws {
        let reading = try Fixture.read(Self.named)
        #expect(reading.format == "risuai")
        let session = reading.sessions[0]
        #expect(session.sequence == "UMHHUM")
        #expect(session.turns.map(\.role) == [.user, .model, .model, .user, .user, .model])
        #expect(session.texts[0] == "the {{char}} of the light?")
        #expect(session.turns[1].reasoning == "He means me.")
        #expect(session.texts[1] == "Yes, {{user}}.")
        #expect(session.turns[1].generator == Generator(model: "gpt-test"))
        #expect(session.turns[1].createdAt?.iso8601 == "2023-10-01T08:46:45.000Z")
        #expect(session.turns[5].sourceSpan.path == "data.message[5]")
    }

    @Test func theGreetingIsMissedButTheChatIsUsable() throws {
        let reading = try Fixture.read(Self.named)
        #expect(reading.status == .accepted)
        #expect(reading.reasons.map(\.code) == [.characterCard])
        #expect(reading.sessions[0].reasons.isEmpty)
        #expect(reading.sessions[0].flags.contains("greeting_missing"))
        #expect(reading.sessions[0].context.authorNote?.text == "Keep it short.")
        #expect(reading.sessions[0].externalIDs == ["chat_id": "33333333-3333-4333-8333-333333333333"])
    }

    @Test func whoSendsTheCharacterAlongIsNotAskedForIt() throws {
        let chat = try Fixture.bytes("risuai/Maren_2024-01-02T030405678Z_chat.json")
        let card = Array(#"{"spec":"chara_card_v2","data":{"name":"Maren","description":"Keeps a lighthouse."}}"#.utf8)
        let files = LogReader.readAll([("Maren.json", card), ("Maren_2024-01-02T030405678Z_chat.json", chat)])
        #expect(files[1].reading.status == .accepted)
        #expect(files[1].reading.reasons.isEmpty)
        #expect(files[1].reading.sessions[0].participants.contains { $0.persona == "Keeps a lighthouse." })
    }

    @Test func theFilesNameHasTheCharactersName() throws {
        let bytes = try Fixture.bytes("risuai/first_version.json")
        func name(_ file: String) -> String? {
            LogReader.read(bytes, filename: file).sessions[0].participants[1].name
        }
        #expect(name("Maren_2024-01-02T030405678Z_chat.json") == "Maren")
        #expect(name("Old Maren_2023-06-01T101112345Z_chat (1).json") == "Old Maren")
        #expect(name("Maren_all_chats_2024-01-02T03-04-05-678Z.json") == "Maren")
        #expect(name("some_chat.json") == nil)
        #expect(name("_chat.json") == nil)
    }

    @Test func allChatsOfACharacterAreSessions() throws {
        let reading = try Fixture.read("risuai/all_chats.json")
        #expect(reading.sessions.map(\.sequence) == ["UM", "", "HHHUM"])
        #expect(reading.sessions.map(\.status) == [.accepted, .rejected, .accepted])
        #expect(reading.sessions[2].turns[3].sourceSpan.path == "data[2].message[3]")
    }

    @Test func theCharactersOfAGroupAreToldApart() throws {
        let session = try Fixture.read("risuai/group.json").sessions[0]
        #expect(session.sequence == "UMMUM")
        #expect(session.participants.map(\.kind) == [.user, .character, .character, .user])
        #expect(session.participants.map(\.name) == [nil, nil, nil, "Ilse"])
        #expect(session.turns.map(\.participant) == [0, 1, 2, 3, 1])
        #expect(session.flags.contains("multi_character"))
    }

    @Test func aTextHasNamesBehindDashesAndNeedsMapping() throws {
        let reading = try Fixture.read("risuai_txt/marked.txt")
        #expect(reading.format == "risuai_txt")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].sequence == "???")
        #expect(
            reading.sessions[0].texts == [
                "The lamp is lit.\n\nCome in.", "thank you\n--not a name", "Mind the step.\n---",
            ])
        let mapped = try Fixture.read("risuai_txt/marked.txt", options: ReadingOptions(speakerUser: "User"))
        #expect(mapped.sessions[0].sequence == "MUM")
        #expect(mapped.sessions[0].turns[0].isGreeting)
        #expect(mapped.sessions[0].turns[1].sourceSpan.line == 6)
    }

    @Test func theFirstTextsHadOnlyTheNames() throws {
        let reading = try Fixture.read("risuai_txt/first_version.txt")
        #expect(reading.format == "risuai_txt")
        #expect(reading.variant == "risu-2023")
        #expect(reading.sessions[0].speakers == [Speaker(name: "Maren", turns: 2), Speaker(name: "Ilse", turns: 2)])
        #expect(reading.sessions[0].texts[0] == "The lamp is lit.\n\nMind the step.")
    }

    @Test func aShortTextIsKnownByItsFilesName() throws {
        let path = "risuai_txt/Maren_2023-06-01T101112345Z_chat.txt"
        let reading = try Fixture.read(path, options: ReadingOptions(speakerUser: "Ilse"))
        #expect(reading.sessions[0].sequence == "MU")
        #expect(reading.sessions[0].texts[1] == "thank you, {{char}}\n\nNobody here\n\nand more")
        #expect(LogReader.read(try Fixture.bytes(path), filename: "notes.txt").format != "risuai_txt")
    }
}
