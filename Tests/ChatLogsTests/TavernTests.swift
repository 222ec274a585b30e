import ChatLogs
import Testing

@Suite struct TavernTests {
    @Test func theFirstTavernAIChatsAreRead() throws {
        let reading = try Fixture.read("tavern_jsonl/tavernai_v1.jsonl")
        #expect(reading.variant == "tavernai-v1")
        let session = try #require(reading.sessions.first)
        #expect(session.sequence == "MUM")
        #expect(session.turns[0].createdAt == nil)
        #expect(session.turns[0].text == "*{{char}} wipes the counter.* Coffee?")
        #expect(session.turns[1].createdAt?.iso8601 == "2023-02-09T05:10:00.000Z")
        #expect(session.turns[2].text == "*pours* Here.\nGuest 1: And mine?\n{{char}}: In a minute.")
        #expect(session.turns[2].flags == ["leading_name_stripped", "multi_speaker_in_turn"])
    }

    @Test func aGreetingKeepsItsAuthorsMacros() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        let greeting = session.turns[0]
        #expect(greeting.text == "Morning, {{user}}! {{char}} is all yours.")
        #expect(greeting.rawText == "Morning, Ilse! Bruno is all yours.")
        #expect(
            greeting.alternates.map(\.text) == ["Morning, {{user}}! {{char}} is all yours.", "Oh. {{user}} again."])
        #expect(greeting.alternates.map(\.kind) == [.greeting, .greeting])
        #expect(!greeting.flags.contains("macro_leak"))
        // The macros came from the swipe; nothing had to be searched for.
        #expect(greeting.findings.isEmpty)
    }

    @Test func translationsAreNeverUsed() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        #expect(session.turns[2].text == "Right away, {{user}}.")
        #expect(session.turns[2].generator == Generator(api: "koboldhorde", model: "pygmalion-6b"))
        #expect(session.turns[2].selectedAlternate == 1)
    }

    @Test func lineEndsInsideAMessageBecomeLineFeeds() throws {
        let turn = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0].turns[1]
        #expect(Array(turn.text.utf8) == Array("Morning.\nThe usual, please.".utf8))
        #expect(turn.findings == [Finding(rule: "line_endings", count: 1)])
    }

    @Test func theContextOfTheHeaderIsKeptWithNamesMasked() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        #expect(session.context.scenario == "A café where {{user}} is a regular.")
        let note = AuthorNote(text: "Keep it short.", depth: 4, interval: 1, position: 0)
        #expect(session.context.authorNote == note)
    }

    @Test func timestampsOfOneFileMayBeInSeveralDialects() throws {
        let session = try Fixture.read("tavern_jsonl/st_2023_macro_greeting.jsonl").sessions[0]
        #expect(
            session.turns.map { $0.createdAt?.iso8601 } == [
                "2023-05-14T17:20:14.123Z", "2023-05-14T17:21:00.000Z", "2023-05-14T17:22:00.000Z",
            ])
        #expect(session.turns.map { $0.createdAt?.isZoneKnown } == [false, false, true])
    }

    @Test func hiddenTurnsNarratorsAndInterfaceMessagesAreToldApart() throws {
        let reading = try Fixture.read("tavern_jsonl/st_2024_hidden_narrator.jsonl")
        #expect(reading.variant == "st-2024")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUNHSM")
        #expect(session.turns[3].role == .model && session.turns[3].isHidden)
        #expect(session.metrics.turns == 6)
        #expect(session.metrics.modelTurns == 2)
        #expect(session.turns[1].ooc == .partial)
        #expect(session.externalIDs["branch_of"] == "Bruno - 2024-07-11@20h00m00s")
    }

    @Test func thinkingIsMovedOutOfTheText() throws {
        let turn = try Fixture.read("tavern_jsonl/st_2024_hidden_narrator.jsonl").sessions[0].turns[5]
        #expect(turn.text == "*yawns* \"Go home")
        #expect(turn.reasoning == "He is tired.")
        #expect(turn.flags == ["unbalanced_quote", "truncated_turn"])
        #expect(turn.attachments == [Attachment(kind: .image)])
    }

    @Test func theHeaderOf2025NamesNobody() throws {
        let reading = try Fixture.read("tavern_jsonl/st_2025_unused_header.jsonl")
        #expect(reading.variant == "st-2025")
        #expect(reading.sessions[0].texts == ["Back again, {{user}}?", "Always."])
        // The user's name is in the message after the greeting; the macro came from the swipe.
        #expect(reading.sessions[0].turns[0].findings.isEmpty)
        #expect(reading.sessions[0].turns[0].rawText == "Back again, Ilse?")
        #expect(reading.sessions[0].metrics.alternates == 1)
    }

    @Test func aFileWithoutHeaderAndRolesIsReadWhenOneNameIsYou() throws {
        let reading = try Fixture.read("tavern_jsonl/no_header_names_only.jsonl")
        #expect(reading.status == .accepted)
        #expect(reading.sessions[0].sequence == "MUM")
    }

    @Test func aFileThatDoesNotSayWhoIsTheUserNeedsMapping() throws {
        let path = "tavern_jsonl/unknown_user.jsonl"
        let reading = try Fixture.read(path)
        #expect(reading.status == .needsMapping)
        #expect(reading.sessions[0].reasons.map(\.code) == [.userSpeaker])
        #expect(reading.sessions[0].speakers == [Speaker(name: "Bruno", turns: 2), Speaker(name: "Ilse", turns: 1)])
        let mapped = try Fixture.read(path, options: ReadingOptions(speakerUser: "Ilse"))
        #expect(mapped.status == .accepted)
        #expect(mapped.sessions[0].sequence == "MUM")
    }

    @Test func brokenLinesAreLeftOutAndNamed() throws {
        let reading = try Fixture.read("tavern_jsonl/broken_lines.jsonl")
        #expect(reading.droppedLines == [3, 5])
        #expect(reading.sessions.map(\.sequence) == ["M"])
        #expect(reading.sessions[0].reasons.map(\.code) == [.greetingOnly])
        #expect(reading.sessions[0].turns[0].sourceSpan.line == 4)
    }

    @Test func aChatWithoutMessagesIsRefused() throws {
        #expect(try Fixture.read("tavern_jsonl/header_only.jsonl").reasons.map(\.code) == [.headerOnly])
        let twoHeaders =
            "{\"user_name\":\"a\",\"character_name\":\"b\"}\n{\"user_name\":\"a\",\"character_name\":\"b\"}"
        #expect(Fixture.read(text: twoHeaders).reasons.map(\.code) == [.headerOnly])
    }

    @Test func aGroupHasOneGreetingPerMember() throws {
        let reading = try Fixture.read("st_group_jsonl/no_header.jsonl")
        #expect(reading.format == "st_group_jsonl")
        let session = reading.sessions[0]
        #expect(session.sequence == "SMMUM")
        #expect(session.turns.map(\.isGreeting) == [false, true, true, false, false])
        #expect(session.turns[3].text == "Hello {{char}}, hello {{char_2}}.")
        #expect(session.turns[4].text == "{{char}} has soup.")
        #expect(session.flags.contains("multi_character"))
    }

    @Test func aGroupsDefinitionIsNoChat() throws {
        #expect(try Fixture.read("st_group_jsonl/definition.json").reasons.map(\.code) == [.groupDefinition])
    }

    @Test func aRoomIsRead() throws {
        let reading = try Fixture.read("tavernai_room/room.jsonl")
        #expect(reading.format == "tavernai_room")
        #expect(reading.sessions[0].sequence == "MMUM")
        #expect(reading.sessions[0].context.scenario == "A kitchen.")
        #expect(reading.sessions[0].participants.map(\.macro) == ["{{char}}", "{{char_2}}", "{{user}}"])
    }

    @Test func chubWritesTextsOneLevelDeeper() throws {
        let reading = try Fixture.read("chub_jsonl/chub.jsonl")
        #expect(reading.format == "chub_jsonl")
        #expect(reading.sessions[0].texts == ["Soup?", "Both, please."])
        #expect(reading.sessions[0].metrics.alternates == 1)
    }

    @Test func detailsOfSwipesMayBeMoreOrFewerThanSwipes() throws {
        let turns = try Fixture.read("tavern_jsonl/st_swipes.jsonl").sessions[0].turns
        #expect(turns[1].alternates.map(\.text) == ["Here.", "None left."])
        #expect(turns[1].alternates.map(\.generator) == [Generator(api: "kobold", model: "a"), Generator(model: "b")])
        #expect(turns[1].alternates[0].createdAt?.iso8601 == "2024-09-20T15:34:00.000Z")
        let greeting = try Fixture.read("tavern_jsonl/st_2025_unused_header.jsonl").sessions[0].turns[0]
        #expect(greeting.alternates.map { $0.createdAt?.iso8601 } == ["2025-09-26T07:04:12.006Z", nil])
    }

    @Test func aTextThatIsNoSwipeIsAddedAsTheChosenOne() throws {
        let turn = try Fixture.read("tavern_jsonl/st_swipes.jsonl").sessions[0].turns[5]
        #expect(turn.alternates.map(\.text) == ["One.", "Two.", "Edited by hand."])
        #expect(turn.selectedAlternate == 2)
        #expect(turn.text == "Edited by hand.")
    }

    @Test func whatWasGeneratedSaysWhen() throws {
        let session = try Fixture.read("tavern_jsonl/st_swipes.jsonl").sessions[0]
        #expect(session.sequence == "UMHNSM")
        #expect(session.turns.map(\.isHidden) == [false, false, true, true, true, false])
        #expect(session.turns[1].origin == .generated)
        #expect(session.turns[1].createdAt?.iso8601 == "2024-09-20T13:34:20.000Z")
        #expect(session.turns[5].origin == .unknown)
        #expect(session.turns[1].attachments.isEmpty)
        #expect(session.turns[0].attachments.map(\.kind) == [.image, .audio, .file])
        #expect(!session.flags.contains("multi_character"))
    }

    @Test func chatsOneAfterTheOtherAreSessions() throws {
        let reading = try Fixture.read("tavern_jsonl/two_chats.jsonl")
        #expect(reading.sessions.map(\.sequence) == ["MU", "MU"])
        #expect(reading.sessions[1].turns[0].sourceSpan.line == 5)
        #expect(reading.sessions[1].participants.map(\.name) == ["Maren", "You"])
        #expect(reading.variant == "tavernai-v1")
    }

    @Test func aGroupMayHaveAHeaderANarratorAndComments() throws {
        let reading = try Fixture.read("st_group_jsonl/with_header.jsonl")
        #expect(reading.format == "st_group_jsonl")
        let session = reading.sessions[0]
        #expect(session.sequence == "MMNSUHM")
        #expect(session.turns.map(\.isGreeting) == [true, true, false, false, false, false, false])
        // Each member's greeting came with its macros.
        #expect(session.turns[0].findings.isEmpty && session.turns[1].findings.isEmpty)
        #expect(session.turns[1].alternates.map(\.kind) == [.greeting, .greeting])
        #expect(session.texts[6] == "Soup, {{char_2}}?")
        #expect(session.externalIDs["chat_id"] == "6f0c2a7e-0000-4000-8000-000000000002")
    }

    @Test func theMembersOfARoomAreKnownByTheirNumber() throws {
        let session = try Fixture.read("tavernai_room/without_names.jsonl").sessions[0]
        #expect(session.participants.map(\.name) == ["Maren", "You", "Bruno", nil])
        #expect(session.sequence == "MUMM")
    }

    @Test func aForkKeepsTextsOnlyAmongTheSwipes() {
        let reading = Fixture.read(
            text: """
                {"last_open_date":1679685287973}
                {"is_user":false,"swipe_index":0,"swipe_array":["The lamp is lit."]}
                {"is_user":true,"mes":"Who goes there?"}
                {"is_user":false,"swipe_index":1,"swipe_array":["Nobody.","Only the keeper."]}
                """)
        #expect(reading.format == "tavern_jsonl")
        #expect(reading.sessions.map(\.sequence) == ["MUM"])
        #expect(reading.sessions.first?.texts == ["The lamp is lit.", "Who goes there?", "Only the keeper."])
        #expect(reading.sessions.first?.turns.last?.alternates.map(\.text) == ["Nobody.", "Only the keeper."])
    }
}
