import ChatLogs
import Testing

@Suite struct JudgementTests {
    @Test func trainingMarkupIsQuarantined() throws {
        let session = try Fixture.read("tavern_jsonl/cesu8_control_tokens.jsonl").sessions[0]
        #expect(session.status == .quarantined)
        #expect(session.reasons.map(\.code) == [.controlTokens])
        let finding = session.turns[0].findings.first { $0.rule == "control_token" }
        #expect(finding == Finding(rule: "control_token", count: 3, span: 0..<10))
    }

    @Test func markupInAnAlternateIsFoundAsWell() {
        let line = #"{"name":"Bruno","is_user":false,"mes":"Hi.","swipes":["Hi.","<|im_end|> Hi."],"swipe_id":0}"#
        let reading = Fixture.read(text: line + "\n" + #"{"name":"You","is_user":true,"mes":"yes"}"#)
        #expect(reading.status == .quarantined)
    }

    @Test func secretsAreRemovedEverywhereAndQuarantineTheSession() throws {
        let session = try Fixture.read("tavern_jsonl/secret_and_personal_data.jsonl").sessions[0]
        #expect(session.reasons.map(\.code) == [.secretFound])
        #expect(session.turns[0].text == "Your key is [SECRET], keep it.")
        for turn in session.turns { #expect(turn.rawText?.contains("sk-abc") != true) }
    }

    @Test func personalDataIsMaskedAndCounted() throws {
        let session = try Fixture.read("tavern_jsonl/secret_and_personal_data.jsonl").sessions[0]
        #expect(
            session.turns[1].text
                == "mail [EMAIL] or call [PHONE], or [PHONE]. I am at [IP], ping [DISCORD_ID] or [DISCORD_ID].")
        #expect(session.count(.phone) == 2)
        #expect(session.count(.discordID) == 2)
        #expect(session.turns[2].text == "Noted, {{user}}.")
    }

    @Test func theSubmittersNameIsMaskedWhenToldByTheSubmitter() {
        let text = "You: hello\nBruno: Hello, Wilhelmina.\nYou: bye\nBruno: Bye, Wilhelmina."
        let reading = Fixture.read(text: text, options: ReadingOptions(userName: "Wilhelmina"))
        #expect(reading.sessions[0].texts[1] == "Hello, {{user}}.")
    }

    @Test func tooFewTurnsIsConfigurable() {
        var options = ReadingOptions()
        let text = "You: hello there\nBruno: Hello."
        #expect(Fixture.read(text: text, options: options).status == .accepted)
        options.minimumTurns = 3
        #expect(Fixture.read(text: text, options: options).sessions[0].reasons.map(\.code) == [.tooFewTurns])
    }

    @Test(arguments: [
        ("*waves", ["unbalanced_asterisk", "truncated_turn"]), ("**bold** *waves*", []), ("* item\n* item.", []),
        ("\"Hello", ["unbalanced_quote", "truncated_turn"]), ("It is 6\" long.", []), ("“Hello.", ["unbalanced_quote"]),
        ("Hello there and", ["truncated_turn"]), ("Done ❤️", []), ("So glad <3", []),
        ("Part 3", ["truncated_turn"]), ("是的。", []), ("Z\u{310}\u{311}\u{312}.", ["zalgo"]),
        ("Hi {{user}}.", ["macro_leak"]), ("(he thinks so.)", ["whole_parenthesis"]), ("", ["empty_turn"]),
        ("Guest: no.\nWaiter: yes.", ["multi_speaker_in_turn"]),
    ])
    func aModelTurnIsFlagged(_ text: String, _ flags: [String]) {
        let escaped = text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        let turns = [("user", "first"), ("assistant", "One."), ("user", "x"), ("assistant", escaped)]
        let messages = turns.map { #"{"role":"\#($0)","content":"\#($1)"}"# }.joined(separator: ",")
        let json = "{\"messages\":[\(messages)]}"
        #expect(Fixture.read(text: json).sessions[0].turns[3].flags == flags)
    }

    @Test(arguments: [
        ("(OOC: slower) fine", OutOfCharacter.partial), ("OOC: slower", .full), ("((brb))", .full),
        ("(OOC: all of it)", .full), ("well ((brb)) yes", .partial), ("[[aside]] yes", .partial),
        ("(a thought)", .none),
        ("oocyte", .none),
    ])
    func speechOutOfCharacterIsFound(_ text: String, _ extent: OutOfCharacter) {
        let reading = Fixture.read(text: "You: \(text)\nBruno: Yes.")
        #expect(reading.sessions[0].turns[0].ooc == extent)
    }

    @Test func repeatedTurnsAreMarked() {
        let session = Fixture.read(text: "You: again\nBruno: No.\nYou: again\nBruno: Yes.").sessions[0]
        #expect(session.turns.map { $0.flags.contains("duplicate_turn") } == [false, false, true, false])
    }

    @Test func metricsCountWordsAsPythonDoes() {
        let json =
            #"{"messages":[{"role":"user","content":"one\u3000two\u00a0three"},"#
            + #"{"role":"assistant","content":"a b c d"},{"role":"user","content":"x"},"#
            + #"{"role":"assistant","content":"a b"}]}"#
        let metrics = Fixture.read(text: json).sessions[0].metrics
        #expect(metrics.wordsTotal == 10)
        #expect(metrics.modelWordsMedian == 3)
        #expect(metrics.modelWordsMean == 3)
        #expect(metrics.userTurns == 2 && metrics.modelTurns == 2)
    }
}
