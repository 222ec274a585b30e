import ChatLogs
import Testing

@Suite struct EncodingTests {
    @Test(arguments: ["utf16le.jsonl", "utf16be.jsonl"])
    func utf16IsDecoded(_ file: String) throws {
        let reading = try Fixture.read("tavern_jsonl/\(file)")
        #expect(reading.sessions[0].texts == ["Grüß dich.", "Servus 😀."])
        #expect(reading.reasons.isEmpty)
    }

    @Test func windows1252IsDecodedAndMarked() throws {
        let reading = try Fixture.read("plain_name_text/cp1252.txt")
        #expect(reading.sessions[0].texts.prefix(2) == ["it’s “fine”", "café…"])
        #expect(reading.reasons.map(\.code) == [.encodingSuspect])
        #expect(reading.sessions[0].flags.contains("encoding_suspect"))
    }

    @Test func surrogatesAsThreeBytesAreJoined() throws {
        let reading = try Fixture.read("tavern_jsonl/cesu8_control_tokens.jsonl")
        #expect(reading.sessions[0].texts[1] == "no 😀 thanks.")
        #expect(reading.reasons.map(\.code) == [.encodingSuspect])
    }

    @Test func loneSurrogatesAndNULAreRepaired() throws {
        let turn = try Fixture.read("tavern_jsonl/lone_surrogate.jsonl").sessions[0].turns[0]
        #expect(turn.text == "He said \u{FFFD} and stopped.")
        #expect(turn.findings.contains(Finding(rule: "nul_removed", count: 1)))
        #expect(!(turn.rawText ?? turn.text).unicodeScalars.contains("\0"))
    }

    @Test func aFewBadBytesInGoodUTF8AreReplaced() {
        let bytes = Array("You: grüß dich, schöner Tag\nBruno: schön\nYou: ja\nBruno: ja".utf8) + [0xC3]
        let reading = LogReader.read(bytes)
        #expect(reading.sessions[0].texts[0] == "grüß dich, schöner Tag")
        #expect(reading.sessions[0].texts[3] == "ja\u{FFFD}")
        #expect(reading.reasons.map(\.code) == [.encodingSuspect])
    }

    @Test func anotherCodePageIsNotGuessed() {
        // Russian in Windows-1251.
        let bytes = [UInt8](repeating: 0xE0, count: 200)
        #expect(LogReader.read(bytes).reasons.map(\.code) == [.undecodableText])
    }
}
