import ChatLogs
import Testing

@Suite struct OpenAssistantTests {
    @Test func theBestRankedRepliesAreTheConversation() throws {
        let reading = try Fixture.read("oasst_l/trees.jsonl")
        #expect(reading.format == "oasst_l")
        #expect(reading.sessions.map(\.sequence) == ["UMUM", "U"])
        let session = reading.sessions[0]
        #expect(session.texts == ["name a soup", "Pea soup.", "with bread?", "Yes."])
        #expect(session.turns[1].alternates.map(\.text) == ["Pea soup.", "Cold soup."])
        #expect(session.turns[1].alternates.map(\.kind) == [.sibling, .sibling])
        #expect(session.turns[3].origin == .generated)
        #expect(session.turns[3].generator == Generator(model: "v8-part4"))
        #expect(session.turns[2].createdAt?.iso8601 == "2023-02-05T14:23:50.983Z")
        #expect(session.externalIDs == ["tree_id": "t1"])
    }

    @Test func looseMessagesBecomeTrees() throws {
        let reading = try Fixture.read("oasst_l/flat.jsonl")
        #expect(reading.sessions.map(\.sequence) == ["UMU", "UM"])
        #expect(reading.sessions[0].texts == ["name a soup", "Leek soup.", "why?"])
        #expect(reading.sessions[0].turns[1].alternates.map(\.text) == ["Leek soup.", "Pea soup."])
        #expect(reading.sessions[0].turns.map(\.sourceSpan.line) == [2, 3, 4])
    }

    @Test func anArrayOfTreesIsRead() throws {
        let reading = try Fixture.read("oasst/array.json")
        #expect(reading.format == "oasst")
        #expect(reading.sessions.map(\.sequence) == ["UM"])
    }

    @Test func aMessageThatIsItsOwnParentEnds() throws {
        #expect(try Fixture.read("oasst_l/circle.jsonl").sessions.map(\.sequence) == ["UM"])
    }
}
