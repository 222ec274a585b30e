import ChatLogs
import Testing

@Suite struct BackyardTests {
    @Test func backyardsGreetingStandsBesideTheChat() throws {
        let reading = try Fixture.read("backyard/chat.json")
        #expect(reading.format == "backyard")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.texts == ["Welcome, {{user}}.", "hi", "Good evening, {{user}}!", "are you alone", "I am."])
        #expect(session.turns.map(\.isGreeting) == [true, false, false, false, false])
        #expect(session.turns[2].rawText == "Good evening, {user}!")
        #expect(session.turns[2].generator == Generator(model: "mistral.7b.gguf"))
        #expect(session.turns[2].createdAt?.iso8601 == "2023-10-01T08:47:40.000Z")
        #expect(session.turns[4].sourceSpan.path == "chat.ChatItems[2].output")
        #expect(session.title == "Evening at the cape")
    }

    @Test func whatSurroundsABackyardChatIsKept() throws {
        let context = try Fixture.read("backyard/chat.json").sessions[0].context
        #expect(context.systemPrompt == "You are {{char}}.")
        #expect(context.scenario == "A lighthouse.")
        #expect(context.authorNote?.text == "Be brief.")
        #expect(
            context.exampleDialogues == [
                [ExampleLine(participant: 0, text: "who is it"), ExampleLine(participant: 1, text: "Only {{char}}.")]
            ])
    }

    @Test func aFaradayCardMayHoldChatsWithSwipes() throws {
        let reading = try Fixture.read("backyard/card_v4.json")
        #expect(reading.variant == "faraday-card")
        #expect(reading.sessions.map(\.sequence) == ["MUMUM", "MUM"])
        let turns = reading.sessions[0].turns
        #expect(turns[2].alternates.map(\.text) == ["Hm?", "Yes, {{user}}?"])
        #expect(turns[2].selectedAlternate == 0)
        #expect(turns[4].text == "Here.")
        #expect(turns[4].selectedAlternate == 1)
        #expect(reading.sessions[0].participants[1].name == "Maren")
        #expect(reading.sessions[1].turns[1].sourceSpan.path == "character.Chat[2].ChatItems[0].input")
    }

    @Test func aFaradayCardWithoutChatsIsACard() throws {
        let reading = try Fixture.read("backyard/card_without_chat.json")
        #expect(reading.reasons.map(\.code) == [.card])
    }

    @Test func aScenarioOfABackyardArchiveIsRead() throws {
        let session = try Fixture.read("backyard/scenario.json").sessions[0]
        #expect(session.texts == ["The wind howls, {{user}}.", "close the window", "*pulls* Done."])
        #expect(session.turns[2].alternates.map(\.isSelected) == [true, false])
        #expect(session.context.systemPrompt == "Use asterisks.")
    }

    @Test func aChatThatBeginsWithTheCharacterHasItsGreeting() {
        let items = #"[{"input":"","output":"Well?"},{"input":"hi","output":"Hm."}]"#
        let chat = Fixture.read(text: #"{"staging":{"greeting":"The lamp is lit."},"chat":{"ChatItems":\#(items)}}"#)
        #expect(chat.sessions[0].texts == ["Well?", "hi", "Hm."])
        let messages = #"[{"type":"ai","outputs":[{"text":"Well?"}]},{"type":"human","text":"hi"}]"#
        let scenario = Fixture.read(
            text: #"{"schemaVersion":1,"firstMessages":[{"text":"The lamp is lit."}],"messages":\#(messages)}"#)
        #expect(scenario.sessions[0].texts == ["Well?", "hi"])
    }
}
