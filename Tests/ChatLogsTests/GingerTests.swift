import ChatLogs
import Testing

@Suite struct GingerTests {
    @Test func gingerDoesNotSayWhoIsTheUser() throws {
        let reading = try Fixture.read("ginger_chat/v2.json")
        #expect(reading.format == "ginger_chat")
        #expect(reading.status == .needsMapping)
        let session = reading.sessions[0]
        #expect(session.sequence == "????")
        #expect(
            session.speakers == [
                Speaker(name: "Bruno", turns: 2), Speaker(name: "Ilse", turns: 1), Speaker(name: "gone", turns: 1),
            ])
        let mapped = try Fixture.read("ginger_chat/v2.json", options: ReadingOptions(speakerUser: "Ilse"))
        #expect(mapped.sessions[0].sequence == "MUMM")
        #expect(mapped.sessions[0].turns[2].generator == Generator(model: "m.gguf"))
        #expect(mapped.sessions[0].texts[1] == "with bread, {{char}}")
    }

    @Test func gingersListOfVariantsMayHoldTheChosenOneOrNot() throws {
        let turns = try Fixture.read("ginger_chat/v2.json").sessions[0].turns
        #expect(turns[0].alternates.map(\.isSelected) == [false, true, false])
        #expect(turns[2].alternates.map(\.text) == ["None left.", "Here."])
        #expect(turns[2].selectedAlternate == 1)
    }

    @Test func theFirstVersionOfGingerHadOtherKeys() throws {
        let reading = try Fixture.read("ginger_chat/v1.json")
        #expect(reading.variant == "ginger-v1")
        #expect(reading.status == .accepted)
        #expect(reading.sessions[0].sequence == "MU")
        #expect(reading.sessions[0].metrics.alternates == 1)
    }
}
