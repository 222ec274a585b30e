import ChatLogs
import Testing

@Suite struct ChatGPTTests {
    @Test func theConversationIsTheBranchThatWasShownLast() throws {
        let reading = try Fixture.read("chatgpt/tree.json")
        #expect(reading.format == "chatgpt")
        #expect(!reading.keepsRawBytes)
        #expect(reading.sessions.map(\.sequence) == ["UMUM", "UM"])
        let session = reading.sessions[0]
        #expect(session.texts == ["name a soup", "Pea soup.", "and this one?", "That is bread."])
        #expect(session.title == "Soup")
        #expect(session.externalIDs == ["conversation_id": "c-1"])
        #expect(session.turns[2].attachments == [Attachment(kind: .image)])
        #expect(session.turns[1].generator == Generator(model: "text-davinci-002-render-sha"))
        #expect(session.turns[1].createdAt?.milliseconds == 1_680_000_005_000)
        #expect(session.turns[3].createdAt == nil)
        #expect(session.turns[1].sourceSpan.path == "[0].mapping.a1")
    }

    @Test func siblingsAreEditsAndRegenerations() throws {
        let turns = try Fixture.read("chatgpt/tree.json").sessions[0].turns
        #expect(turns[0].alternates.map(\.text) == ["name a soup", "name a soop"])
        #expect(turns[0].alternates.map(\.kind) == [.edit, .edit])
        #expect(turns[1].alternates.map(\.text) == ["Pea soup.", "Leek soup."])
        #expect(turns[1].alternates.map(\.kind) == [.regeneration, .regeneration])
    }

    @Test func circlesAndMissingParentsEnd() throws {
        #expect(try Fixture.read("chatgpt/circle.json").sessions.map(\.sequence) == ["UM"])
        #expect(try Fixture.read("chatgpt/missing_parent.json").sessions.map(\.sequence) == ["UM"])
        let empty = try Fixture.read("chatgpt/empty.json")
        #expect(empty.sessions.map { $0.reasons.first?.code } == [.noText])
    }
}
