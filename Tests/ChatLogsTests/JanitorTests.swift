import ChatLogs
import Testing

@Suite struct JanitorTests {
    @Test func janitorKeepsSwipesAtTheEnd() throws {
        let reading = try Fixture.read("janitorai/swipes_at_the_end.json")
        #expect(reading.format == "janitorai")
        let session = reading.sessions[0]
        #expect(session.sequence == "MUMUM")
        #expect(session.texts[4] == "Stand.")
        #expect(session.turns[4].alternates.map(\.text) == ["Sit.", "Stand.", "Go."])
        #expect(session.turns[4].selectedAlternate == 1)
        #expect(session.turns[4].sourceSpan.path == "chatMessages[5]")
    }

    @Test func janitorsNamesAreMaskedAndIDsOfPeopleDropped() throws {
        let session = try Fixture.read("janitorai/swipes_at_the_end.json").sessions[0]
        #expect(
            session.texts.prefix(3) == ["Hello {{user}}. {{char}} waves.", "hi, says {{user}}", "Come in, {{user}}."])
        #expect(session.participants.map(\.name) == ["Maren", "Ilse"])
        #expect(session.externalIDs == ["chat_id": "42", "bot_id": "ch-1"])
        #expect(session.turns[1].createdAt?.iso8601 == "2025-02-01T10:02:00.000Z")
    }

    @Test func aJanitorChatMayBeSavedNewestFirst() throws {
        let session = try Fixture.read("janitorai/newest_first.json").sessions[0]
        #expect(session.texts == ["Hello.", "Second greeting line.", "may I come in", "Sit."])
        #expect(session.metrics.alternates == 0)
        #expect(session.participants.map(\.name) == ["Maren", "ilse_h"])
    }

    @Test func withoutAMarkTheNewestAnswerWasChosen() throws {
        let session = try Fixture.read("janitorai/no_choice_marked.json").sessions[0]
        #expect(session.texts == ["Hello.", "hi", "Newest."])
        #expect(session.metrics.alternates == 1)
    }

    @Test func theNewestAnswerIsTheSameInBothOrders() {
        let rows = [(1, true), (2, false), (4, true), (3, true)].map { id, isBot in
            #"{"id":\#(id),"is_bot":\#(isBot),"message":"m\#(id)"}"#
        }
        for order in [rows, [rows[2], rows[3], rows[1], rows[0]]] {
            let reading = Fixture.read(text: #"{"chatMessages":[\#(order.joined(separator: ","))]}"#)
            #expect(reading.sessions[0].texts == ["m1", "m2", "m4"])
        }
    }
}
