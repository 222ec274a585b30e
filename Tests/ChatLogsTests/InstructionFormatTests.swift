import ChatLogs
import Testing

@Suite struct InstructionFormatTests {
    @Test func anInstructionAndItsInputAreTheQuestion() throws {
        let reading = try Fixture.read("alpaca/array.json")
        #expect(reading.format == "alpaca")
        #expect(reading.sessions.map(\.sequence) == ["UM", "UMUMUM", "UM", "UM"])
        #expect(reading.sessions[0].texts == ["Name a soup.", "Pea soup."])
        #expect(
            reading.sessions[1].texts == ["hello", "Good day.", "ready?", "Yes.", "Translate.\n\nsopa", "soup"])
        #expect(reading.sessions[1].context.systemPrompt == "You translate.")
        #expect(reading.sessions[1].turns[1].sourceSpan.path == "[1].history[0][1]")
        #expect(reading.sessions[2].texts == ["Which is warmer?\n\nsoup, ice", "Soup."])
        #expect(reading.sessions[3].turns[1].alternates.map(\.text) == ["Good evening.", "What?"])
        #expect(try Fixture.read("alpaca/object.json").sessions.map(\.sequence) == ["UM"])
    }

    @Test func aSeedHasOneSessionPerInstance() throws {
        let reading = try Fixture.read("alpaca_l/seeds.jsonl")
        #expect(reading.format == "alpaca_l")
        #expect(reading.sessions.map(\.texts[0]) == ["Name a soup.", "Name a soup.\n\ngreen", "Sing."])
        #expect(reading.sessions[1].turns[1].sourceSpan == SourceSpan(line: 1, path: "instances[1].output"))
    }

    @Test func aLongInstructionIsNotRepeatedForManyInstances() {
        let instruction = String(repeating: "a", count: 1 << 20)
        let instances = Array(repeating: #"{"output":"b"}"#, count: 1000).joined(separator: ",")
        let reading = Fixture.read(text: #"{"instruction":"\#(instruction)","instances":[\#(instances)]}"#)
        #expect(reading.sessions.isEmpty)
        #expect(reading.reasons.map(\.code) == [.noText])
    }

    @Test func metharmeRowsHaveTheTurnsOfTheirPrompt() throws {
        let reading = try Fixture.read("metharme_l/rows.jsonl")
        #expect(reading.format == "metharme_l")
        #expect(reading.sessions.map(\.sequence) == ["SUM", "SMUM"])
        #expect(reading.sessions[0].texts.last == "Good evening.")
        #expect(reading.sessions[0].externalIDs == ["id": "m-0"])
        // A mark inside a generation is the model's own and would teach it to speak for the user.
        #expect(reading.sessions[1].reasons.map(\.code) == [.controlTokens])
    }

    @Test func aBarePromptIsTheUsers() throws {
        let reading = try Fixture.read("metharme/array.json")
        #expect(reading.sessions.map(\.texts) == [["hi", "Hello."], ["a bare prompt", "Hello."]])
        #expect(reading.status == .accepted)
    }

    @Test func metharmeTextBeginsASessionAtASystemTurn() throws {
        let reading = try Fixture.read("metharme_text/prompt.txt")
        #expect(reading.format == "metharme_text")
        #expect(reading.sessions.map(\.sequence) == ["SUM", "SUM"])
        #expect(reading.sessions.map(\.texts.last) == ["Hello.", "Yes?\nReally?"])
        #expect(reading.status == .accepted)
    }

    @Test(arguments: ["pippa_l/rows.jsonl", "pippa/flattened.json"])
    func pippaRowsBringTheirCharacter(_ path: String) throws {
        let session = try Fixture.read(path).sessions[0]
        #expect(session.sequence == "MUM")
        #expect(session.turns[0].isGreeting)
        #expect(session.texts[1] == "thank you, {{char}}")
        #expect(session.participants.map(\.persona) == [nil, "{{char}} keeps the lighthouse."])
        #expect(session.externalIDs == ["bot_id": "b-1"])
        #expect(session.exportedAt?.iso8601 == "2023-01-27T01:33:32.000Z")
        #expect(
            session.context.exampleDialogues.map { $0.map(\.text) } == [
                ["I keep the light.\nEvery night.", "why?"], ["hello", "Good evening."],
            ])
    }

    @Test func aPIPPARowWithOnlyTheGreetingIsRefused() throws {
        let session = try Fixture.read("pippa_l/rows.jsonl").sessions[1]
        #expect(session.reasons.map(\.code) == [.greetingOnly])
        #expect(session.participants[1].persona == nil)
    }

    @Test func scrapedMarkupBecomesText() throws {
        let reading = try Fixture.read("sharegpt_html_raw/scrape.json")
        #expect(reading.format == "sharegpt_html_raw")
        #expect(reading.sessions.map(\.sequence) == ["UM", "UM"])
        #expect(reading.sessions[0].texts[0] == "name a soup & a bread")
        #expect(
            reading.sessions[0].texts[1]
                == "Pea soup.\n\nWith *rye* bread:\n\n- one\n- two\n\n```\npython\n\nsoup(1 < 2)\n```")
        #expect(reading.sessions[1].texts == ["hi", "Hello."])
    }
}
