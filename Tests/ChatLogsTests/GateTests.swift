import ChatLogs
import ProcessorTime
import Testing

@Suite struct GateTests {
    private func codes(_ bytes: [UInt8]) -> [ReasonCode] { LogReader.read(bytes).reasons.map(\.code) }

    @Test func aFileOverTheLimitIsRefusedUnread() {
        var options = ReadingOptions()
        options.maximumBytes = 10
        let reading = LogReader.read(Array(repeating: 0x41, count: 11), options: options)
        #expect(reading.reasons.map(\.code) == [.tooLarge])
    }

    @Test func aFileWithTooManyTurnsIsRefused() {
        var options = ReadingOptions()
        options.maximumTurns = 5
        let lines = (0..<8).map { "{\"name\":\"Bruno\",\"is_user\":\($0 % 2 == 1),\"mes\":\"m\"}" }
        #expect(Fixture.read(text: lines.joined(separator: "\n"), options: options).reasons.map(\.code) == [.tooLarge])
        let text = (0..<8).map { "\($0 % 2 == 0 ? "You" : "Bruno"): m" }.joined(separator: "\n")
        #expect(Fixture.read(text: text, options: options).reasons.map(\.code) == [.tooLarge])
        let swipes = #"{"name":"Bruno","is_user":false,"mes":"a","swipes":["a","b","c","d","e","f"],"swipe_id":0}"#
        #expect(Fixture.read(text: swipes, options: options).reasons.map(\.code) == [.tooLarge])
    }

    @Test func aDescriptionIsNotRepeatedWithoutEnd() {
        let about = String(repeating: "about ", count: 20_000)
        let history = #"{"msgs":[{"text":"Hi.","src":{"is_human":false}},{"text":"hi","src":{"is_human":true}}]}"#
        func dump(_ count: Int) -> String {
            let histories = Array(repeating: history, count: count).joined(separator: ",")
            return #"{"info":{"character":{"name":"Maren","description":"\#(about)"}},"histories":[\#(histories)]}"#
        }
        #expect(Fixture.read(text: dump(3)).status == .accepted)
        #expect(Fixture.read(text: dump(2000)).reasons.map(\.code) == [.tooLarge])
    }

    @Test func anEmptyFileIsRefused() {
        #expect(codes([]) == [.emptyFile])
        #expect(codes(Array(" \r\n\t".utf8)) == [.emptyFile])
        #expect(codes([0xEF, 0xBB, 0xBF]) == [.emptyFile])
    }

    @Test func binaryFilesAreRefused() {
        #expect(codes((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7) }) == [.undecodableText])
        #expect(codes(Array("SQLite format 3\0".utf8) + [1, 2]) == [.unrecognisedFormat])
        #expect(codes([0x1F, 0x8B, 8, 0]) == [.unrecognisedFormat])
    }

    @Test func thirtyMegabytesOfGarbageAreRefusedAtOnce() {
        var seed: UInt64 = 1
        var bytes = [UInt8](repeating: 0, count: 30 << 20)
        for index in bytes.indices {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[index] = UInt8(truncatingIfNeeded: seed >> 33)
        }
        // A bound against quadratic work, not a measurement: it takes a few milliseconds.
        let time = processorTime { #expect(codes(bytes) == [.undecodableText]) }
        #expect(time < .seconds(2))
    }

    @Test func brokenJSONNamesItsLine() {
        let reading = Fixture.read(text: "{\n  \"messages\": [\n    {\"role\" \"user\"}\n  ]\n}")
        #expect(reading.reasons.map(\.code) == [.brokenJSON])
        #expect(reading.reasons.first?.line == 3)
    }

    @Test func richTextIsNoBrokenJSON() {
        let reading = Fixture.read(text: #"{\rtf1\ansi Maren: hello\par You: hello\par}"#)
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
        #expect(reading.reasons.first?.detail.contains("rich text") == true)
    }

    @Test func bombsAreRefusedWithTheirOwnCodes() {
        #expect(codes(Array(String(repeating: "[", count: 5000).utf8)) == [.tooDeep])
        #expect(codes(Array(#"{"a":1,"a":2}"#.utf8)) == [.duplicateKey])
        let longKey = String(repeating: "k", count: 300)
        #expect(codes(Array("{\"\(longKey)\":1}".utf8)) == [.keyTooLong])
        #expect(codes(Array("{\"a\":\(String(repeating: "1", count: 80))}".utf8)) == [.numberTooLong])
        let many = [UInt8]("[".utf8) + (0..<3_100_000).flatMap { _ in "1,".utf8 } + Array("1]".utf8)
        #expect(codes(many) == [.tooLarge])
        let marks = String(repeating: "\u{315}\u{300}", count: 40)
        #expect(codes(Array("{\"mes\":\"a\(marks)\"}".utf8)) == [.combiningMarks])
        #expect(codes(Array("You: a\(marks)\nBruno: b\n".utf8)) == [.combiningMarks])
    }

    @Test func aBombInOneLineRefusesTheFileAndNamesTheLine() {
        let deep = String(repeating: "[", count: 100)
        let reading = Fixture.read(text: "{\"name\":\"Bruno\",\"is_user\":true,\"mes\":\"a\"}\n{\"x\":\(deep)")
        #expect(reading.reasons.map(\.code) == [.tooDeep])
        #expect(reading.reasons.first?.line == 2)
    }

    @Test func reasonsNeverQuoteTheLog() {
        let reading = Fixture.read(text: "{\"secretword\" \"secretword\"}")
        for reason in reading.reasons { #expect(!(reason.detail + reason.hint).contains("secretword")) }
    }

    @Test(arguments: [
        "card_v1.json", "card_v2.json", "card_v3.json", "card_pygmalion.json", "card.yaml", "card_quoted.yaml",
    ])
    func charactersAreNoChats(_ file: String) throws {
        #expect(try Fixture.read("refused/\(file)").reasons.map(\.code) == [.card])
    }

    @Test(arguments: [
        ("novelai.story", "novelai_story", ReasonCode.storyOnly),
        ("feedback.json", "feedback_sidecar", .feedbackSidecar), ("page.html", "html", .unrecognisedFormat),
    ])
    func whatCannotBeReadIsNamed(_ file: String, _ format: String, _ code: ReasonCode) throws {
        let reading = try Fixture.read("refused/\(file)")
        #expect(reading.format == format)
        #expect(reading.status == .rejected)
        #expect(reading.reasons.first?.code == code)
        #expect(reading.sessions.isEmpty)
    }

    @Test func theUnknownIsRefusedWithoutAName() throws {
        let reading = try Fixture.read("refused/unknown.json")
        #expect(reading.format == nil)
        #expect(reading.reasons.map(\.code) == [.unrecognisedFormat])
    }
}
