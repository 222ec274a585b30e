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

    @Test func rawNetworkDataIsNamedAndRefused() throws {
        let reading = try Fixture.read("cai_dump/network_turns.json")
        #expect(reading.format == "cai_chat2_turns")
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
    }
}
