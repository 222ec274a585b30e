import ChatLogs
import Testing

@Suite struct AgnaiTests {
    @Test func aMessageWithAUserIDIsTheUsersEvenWhenItHasACharacter() throws {
        let reading = try Fixture.read("agnai/with_user_ids.json")
        #expect(reading.format == "agnai")
        let session = reading.sessions[0]
        // The third message lost its identifier, but not the user's name.
        #expect(session.sequence == "MUUMS")
        #expect(session.texts.prefix(2) == ["The lamp is lit, {{user}}.", "may I come up"])
        #expect(session.participants.map(\.name) == ["Maren", "Ilse", nil])
        #expect(session.turns[1].createdAt?.iso8601 == "2025-05-01T20:01:00.000Z")
        #expect(session.turns[3].sourceSpan.path == "messages[3]")
        #expect(session.title == "Night watch")
    }

    @Test func theGreetingIsRecognisedWithItsMacros() throws {
        let session = try Fixture.read("agnai/with_user_ids.json").sessions[0]
        #expect(session.turns[0].isGreeting)
        #expect(session.turns[0].rawText == "The lamp is lit, Ilse.")
        // The macro came from the greeting; nothing had to be searched for.
        #expect(session.turns[0].findings.isEmpty)
        #expect(!session.flags.contains("may_start_midway"))
    }

    @Test(arguments: ["starts_midway.json", "loaded_tail.json"])
    func aChatWithoutItsBeginningIsMarked(_ file: String) throws {
        #expect(try Fixture.read("agnai/\(file)").sessions[0].flags.contains("may_start_midway"))
    }

    @Test func speechOutOfCharacterEditsAndRetriesAreKept() throws {
        let session = try Fixture.read("agnai/with_user_ids.json").sessions[0]
        #expect(session.turns.map(\.ooc) == [.none, .none, .full, .none, .none])
        #expect(session.turns.map(\.edited) == [nil, nil, nil, true, nil])
        #expect(session.turns[3].alternates.map(\.text) == ["No.", "Later.", "Come, {{user}}."])
        #expect(session.turns[3].alternates.map(\.kind) == [.regeneration, .regeneration, .regeneration])
        #expect(session.turns[3].generator == Generator(api: "kobold"))
        #expect(session.context.scenario == "{{char}} and {{user}} wait.")
        #expect(
            session.context.exampleDialogues == [
                [
                    ExampleLine(participant: 1, text: "are you {{char}}?"),
                    ExampleLine(participant: 0, text: "Who else."),
                ]
            ])
    }

    @Test func theFirstExportsNameOnlyTheUser() throws {
        let session = try Fixture.read("agnai/first_export.json").sessions[0]
        #expect(session.sequence == "MUM")
        #expect(session.title == nil)
        #expect(session.participants.map(\.name) == [nil, "You"])
    }

    @Test func anEditedFileNeedsMapping() throws {
        let reading = try Fixture.read("agnai/edited_without_ids.json")
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].sequence == "???")
        #expect(reading.sessions[0].speakers == [Speaker(name: "Maren", turns: 2), Speaker(name: "Ilse", turns: 1)])
        let mapped = try Fixture.read("agnai/edited_without_ids.json", options: ReadingOptions(speakerUser: "Ilse"))
        #expect(mapped.status == .accepted)
        #expect(mapped.sessions[0].sequence == "MUM")
    }

    @Test func withoutNamesTheCharactersIdentifierDecides() throws {
        #expect(try Fixture.read("agnai/edited_without_names.json").sessions[0].sequence == "MU")
    }
}
