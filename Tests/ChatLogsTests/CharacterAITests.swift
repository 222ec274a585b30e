import ChatLogs
import Testing

@Suite struct CharacterAITests {
    @Test func aDumpHoldsSeveralConversations() throws {
        let reading = try Fixture.read("cai_dump/two_sessions.json")
        #expect(reading.format == "cai_dump")
        #expect(reading.sessions.map(\.sequence) == ["MUMU", "M"])
        #expect(reading.sessions.map(\.status) == [.accepted, .rejected])
        #expect(reading.sessions[1].reasons.map(\.code) == [.greetingOnly])
        #expect(reading.sessions[0].externalIDs == ["bot_id": "Qx1", "history_id": "h-1"])
    }

    @Test func alternativesBelongToTheMessageBeforeThem() throws {
        let turn = try Fixture.read("cai_dump/two_sessions.json").sessions[0].turns[2]
        #expect(
            turn.alternates.map(\.text) == [
                "*She looks out.* Calm enough.", "No, {{user}}, a storm is coming.", "Who asks?",
            ])
        #expect(turn.selectedAlternate == 0)
        #expect(turn.alternates.map(\.isSelected) == [true, false, false])
        #expect(turn.createdAt?.iso8601 == "2023-01-05T09:00:30.000Z")
    }

    @Test func redactionTokensBecomeTheUserMacro() throws {
        let session = try Fixture.read("cai_dump/two_sessions.json").sessions[0]
        #expect(session.turns[0].text == "The lamp is lit, {{user}}.")
        #expect(session.turns[0].rawText == "The lamp is lit, [NAME_IN_MESSAGE_REDACTED].")
        #expect(session.turns[0].isGreeting)
        #expect(session.participants.map(\.macro) == ["{{char}}", "{{user}}"])
        #expect(session.participants[0].persona == "Keeps the lighthouse on the cape.")
        #expect(session.participants[1].name == nil)
    }

    @Test func namesThatAnExporterLeftInAreMasked() throws {
        let session = try Fixture.read("cai_dump/cai_tools.json").sessions[0]
        #expect(
            session.texts == ["Mind the step.", "thank you, I am {{user}}", "Welcome, {{user}}. Or is it {{user}}?"])
        #expect(session.count(.userName) == 3)
        #expect(session.flags.contains("timestamps_identical"))
    }

    @Test func definitionsAreNoChat() throws {
        let reading = try Fixture.read("cai_dump/definitions.json")
        #expect(reading.format == "cai_definitions")
        #expect(reading.reasons.map(\.code) == [.definitions])
    }

    @Test func anonymousDumpsHaveNobodysNameToMask() {
        let message = #"{"text":"a pseudo name","src":{"is_human":true,"name":"pseudo","user":{"username":"pseudo"}}}"#
        let reading = Fixture.read(
            text: #"{"info":{"character":{"name":"Maren"}},"histories":{"histories":[{"msgs":[\#(message)]}]}}"#)
        #expect(reading.sessions[0].texts == ["a pseudo name"])
        #expect(reading.sessions[0].participants.map(\.name) == ["Maren", nil])
    }

    @Test(arguments: ["newest_first.json", "pages.json", "oldest_first_lines.jsonl"])
    func turnsOfTheSecondInterfaceComeInTheOrderOfTheChat(_ file: String) throws {
        let reading = try Fixture.read("cai_chat2_turns/\(file)")
        #expect(reading.format == "cai_chat2_turns")
        #expect(reading.variant == "cai-chat2")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(
            session.texts == [
                "Mind the step.", "good evening, I am {{user}}", "It sank.", "where is the boat",
                "*She points.* There, {{user}}.",
            ])
        #expect(session.turns[0].isGreeting)
        #expect(session.externalIDs == ["history_id": "c-9"])
    }

    @Test func candidatesAreSwipesOfWhichThePrimaryWasChosen() throws {
        let turns = try Fixture.read("cai_chat2_turns/newest_first.json").sessions[0].turns
        #expect(turns[2].alternates.map(\.text) == ["It left.", "It sank.", "Which boat?"])
        #expect(turns[2].selectedAlternate == 1)
        #expect(turns[2].createdAt?.iso8601 == "2023-10-02T10:02:01.000Z")
        #expect(turns.map(\.edited) == [nil, nil, nil, true, nil])
        #expect(turns[4].attachments == [Attachment(kind: .image)])
        #expect(turns[4].sourceSpan == SourceSpan(path: "turns[0]"))
        #expect(turns.map(\.origin) == [.generated, .human, .generated, .human, .generated])
    }

    @Test func answersOfSeveralChatsAreSeveralSessions() throws {
        let reading = try Fixture.read("cai_chat2_turns/pages.json")
        #expect(reading.sessions.map(\.sequence) == ["MUMUM", "MU"])
        #expect(reading.sessions[1].texts == ["Soup?", "hello"])
        #expect(reading.sessions[0].turns[0].sourceSpan.path == "[1].turns[2]")
        #expect(try Fixture.read("cai_chat2_turns/oldest_first_lines.jsonl").droppedLines == [2])
    }

    @Test func alternativesOfTheFirstInterfaceMayComeBeforeTheirMessage() throws {
        let reading = try Fixture.read("cai_messages/one_answer.json")
        #expect(reading.format == "cai_messages")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.turns[2].alternates.map(\.text) == ["It is me.", "Who else?", "Perhaps."])
        // Where all answers are alternatives, the first has to do.
        #expect(session.turns[4].alternates.map(\.text) == ["No.", "Yes."])
        #expect(session.texts[1] == "is it you, {{user}} asks")
        #expect(session.turns[3].sourceSpan.path == "messages[5]")
    }

    @Test func laterAnswersOfTheFirstInterfaceHaveOlderMessages() throws {
        let reading = try Fixture.read("cai_messages/pages.json")
        #expect(reading.sessions.map(\.sequence) == ["MUUM", "MH"])
        #expect(reading.sessions[0].texts == ["Mind the step.", "thank you", "are you there", "Always."])
    }

    @Test func savedListsWithoutTheirAnswerAreRead() throws {
        let message = #"{"text":"hi","src__name":"x","src__is_human":true,"is_alternative":false}"#
        #expect(Fixture.read(text: "[\(message)]").format == "cai_messages")
        let turn = #"{"author":{"name":"Maren"},"candidates":[{"raw_content":"Hello."}]}"#
        let reading = Fixture.read(text: "[\(turn),7,{}]")
        #expect(reading.format == "cai_chat2_turns")
        #expect(reading.sessions[0].texts == ["Hello."])
    }

    @Test func charactersToolsHaveOneNumberPerSpeaker() throws {
        let reading = try Fixture.read("cai_thegamerator/chat.json")
        #expect(reading.format == "cai_thegamerator")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUUM")
        #expect(session.texts[2] == "Who are you, {{user}}?")
        #expect(session.texts[3] == "*salutes* {{user}}!")
        #expect(session.participants.map(\.kind) == [.character, .user, .user])
        #expect(session.participants[2].persona == "{{user}} at sea.")
        #expect(session.turns[4].participant == 1)
        #expect(session.title == "Lighthouse keeper")
        #expect(session.turns[5].sourceSpan.path == "messages[7]")
    }

    @Test func definitionsHaveExampleDialogues() throws {
        let context = try Fixture.read("cai_thegamerator/chat.json").sessions[0].context
        #expect(
            context.exampleDialogues == [
                [
                    ExampleLine(participant: 1, text: "is it dark?"),
                    ExampleLine(participant: 0, text: "*shrugs* It is night.\nWhat did you think?"),
                ],
                [ExampleLine(participant: 1, text: "may I sleep here"), ExampleLine(participant: 0, text: "Yes.")],
            ])
    }
}
