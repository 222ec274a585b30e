import ChatLogs
import Testing

@Suite struct DatasetFormatTests {
    @Test func partsOfAMessageAreJoinedAndPicturesDropped() throws {
        let session = try Fixture.read("openai_messages/object.json").sessions[0]
        #expect(session.sequence == "SUMUMTM")
        #expect(session.turns[2].text == "Pea soup.\nWith bread.")
        #expect(session.turns.map(\.weight) == [nil, nil, 0, nil, nil, nil, 1])
        #expect(session.turns[3].attachments == [Attachment(kind: .image)])
        #expect(session.turns[4].flags == ["empty_turn"])
    }

    @Test func anArrayHasOneSessionPerObject() throws {
        let reading = try Fixture.read("openai_messages/array.json")
        #expect(reading.sessions.map(\.sequence) == ["UM", "SM"])
        #expect(reading.sessions[1].reasons.map(\.code) == [.noUserTurn])
    }

    @Test func aBareListOfMessagesIsOneSession() throws {
        let reading = try Fixture.read("openai_messages/bare.json")
        #expect(reading.format == "openai_messages")
        #expect(reading.sessions.map(\.sequence) == ["UM"])
    }

    @Test func messagesInLinesKeepTheirLineNumbers() throws {
        let reading = try Fixture.read("openai_messages_l/rows.jsonl")
        #expect(reading.format == "openai_messages_l")
        #expect(reading.sessions.map(\.sequence) == ["UM", "SUM"])
        #expect(reading.droppedLines == [2])
        #expect(reading.sessions[1].turns[0].sourceSpan == SourceSpan(line: 3, path: "messages[0]"))
        #expect(reading.sessions[0].turns.map(\.weight) == [0, 1])
    }

    @Test func shareGPTKeepsItsSystemText() throws {
        let session = try Fixture.read("sharegpt/object.json").sessions[0]
        #expect(session.context.systemPrompt == "Enter role-play mode.")
        #expect(session.sequence == "MUM")
        #expect(session.turns[0].isGreeting)
        #expect(session.externalIDs == ["id": "a1"])
    }

    @Test func shareGPTArraysHaveOneSessionPerObject() throws {
        let reading = try Fixture.read("sharegpt/array.json")
        #expect(reading.sessions.map(\.sequence) == ["UM", "UMT"])
        #expect(reading.sessions[1].externalIDs == ["id": "2"])
    }

    @Test func dialectsOfShareGPTAreUnderstood() throws {
        let reading = try Fixture.read("sharegpt_l/dialects.jsonl")
        #expect(reading.sessions.map(\.sequence) == ["SMUM", "UM", "UM", "", "U", "??"])
        #expect(
            reading.sessions.map(\.status) == [.accepted, .accepted, .accepted, .rejected, .rejected, .needsMapping])
        #expect(reading.sessions[3].reasons.map(\.code) == [.noText])
        #expect(reading.sessions[4].reasons.map(\.code) == [.noText])
        #expect(reading.sessions[5].speakers.map(\.name) == ["Ilse", "Bruno"])
        let mapped = try Fixture.read("sharegpt_l/dialects.jsonl", options: ReadingOptions(speakerUser: "Ilse"))
        #expect(mapped.sessions[5].sequence == "UM")
    }

    @Test func furtherDialectsAreUnderstood() throws {
        let sessions = try Fixture.read("sharegpt_l/more_dialects.jsonl").sessions
        #expect(sessions.map(\.sequence) == ["SUM", "MU", "UM", "UM", "UTM"])
        #expect(sessions[0].context.exampleDialogues.map { $0.map(\.text) } == [["an example", "Answered."]])
        #expect(sessions[0].turns[2].generator == Generator(model: "gpt-4-0613"))
        #expect(sessions[0].turns[1].generator == nil)
        #expect(sessions[1].texts == ["Hello, {{user}}.", "hi"])
        #expect(sessions[1].participants[0].persona == "Keeps the light.")
        #expect(sessions[1].context.scenario == "On the pier.")
        #expect(sessions[2].turns.map(\.weight) == [0, 1])
        #expect(sessions[3].turns.map(\.weight) == [0, 1])
        #expect(sessions[4].texts == ["hi", "4", "Hel\nlo."])
    }

    @Test func aBrowserExtensionsExportOfChatGPTIsUnderstood() {
        let messages = #"[{"role":"Prompt","say":"hi"},{"role":"Response","say":"Hello."}]"#
        let session = Fixture.read(text: #"{"metadata":{"title":"t"},"messages":\#(messages)}"#).sessions[0]
        #expect(session.sequence == "UM")
        #expect(session.texts == ["hi", "Hello."])
    }

    @Test func messagesMayBeLooseLinesOrLists() throws {
        let lines = try Fixture.read("openai_messages_l/one_message_per_line.jsonl")
        #expect(lines.format == "openai_messages_l")
        #expect(lines.sessions.map(\.sequence) == ["SUM"])
        #expect(lines.sessions[0].turns[1].sourceSpan == SourceSpan(line: 2))
        let lists = try Fixture.read("openai_messages/lists.json")
        #expect(lists.sessions.map(\.sequence) == ["UM", "UM"])
        #expect(lists.sessions[1].turns[0].sourceSpan.path == "[1][0]")
    }

    @Test func theFirstPygmalionInterfaceIsStrictlyPaired() throws {
        let session = try Fixture.read("gradio_pyg/chat.json").sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.texts[1] == "thank you")
        #expect(session.texts[2] == "Welcome.\nYou: this line is still {{char}}'s")
        #expect(session.turns[2].flags == ["leading_name_stripped", "truncated_turn", "multi_speaker_in_turn"])
    }

    @Test func itemsThatMovedByOnePlaceAreKnownByTheirPrefixes() throws {
        let session = try Fixture.read("gradio_pyg/without_first_item.json").sessions[0]
        #expect(session.sequence == "MUM")
        #expect(session.participants.map(\.name) == [nil, "Maren"])
    }

    @Test func theAnswerThatWasPreferredIsTheTurn() {
        let reading = Fixture.read(
            text: """
                [{"conversations":[{"from":"human","value":"Soup?"}],
                "chosen":{"from":"gpt","value":"With bread."},"rejected":{"from":"gpt","value":"None."}}]
                """)
        #expect(reading.format == "sharegpt")
        #expect(reading.sessions.map(\.texts) == [["Soup?", "With bread."]])
        #expect(reading.sessions.first?.turns.last?.alternates.map(\.text) == ["With bread.", "None."])
        #expect(reading.sessions.first?.turns.last?.selectedAlternate == 0)
    }
}
