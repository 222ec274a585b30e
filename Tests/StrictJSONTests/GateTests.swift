import StrictJSON
import Testing

/// Limits, each on both sides.
@Suite struct GateTests {
    @Test func `64 levels are taken and 65 are not`() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(fault(nested(64)) == nil)
        #expect(fault(nested(65))?.code == .tooDeep)
        #expect(fault(nested(65))?.offset == 64)
        let objects = String(repeating: #"{"a":"#, count: 64)
        #expect(fault(objects + "1" + String(repeating: "}", count: 64)) == nil)
        #expect(fault(objects + "[]" + String(repeating: "}", count: 64))?.code == .tooDeep)
    }

    @Test func `levels count what is open, not what was`() {
        let siblings = Array(repeating: "[[[]]]", count: 200).joined(separator: ",")
        #expect(fault("[\(siblings)]") == nil)
    }

    @Test func `a member's name has at most 256 bytes as written`() {
        let name = String(repeating: "k", count: 256)
        #expect(fault("{\"\(name)\":1}") == nil)
        #expect(fault("{\"\(name)k\":1}")?.code == .keyTooLong)
        #expect(fault("{\"\(name)k\":1}")?.offset == 1)
        let umlauts = String(repeating: "ä", count: 128)
        #expect(fault("{\"\(umlauts)\":1}") == nil)
        #expect(fault("{\"\(umlauts)ä\":1}")?.code == .keyTooLong)
        let escapes = String(repeating: "\\u0061", count: 43)
        #expect(fault("{\"\(escapes)\":1}")?.code == .keyTooLong)
        #expect(fault("\"\(name)k\"") == nil, "a text is not a name")
    }

    @Test(arguments: ["%", "-%", "0.%", "1e%"]) func `a number has at most 64 characters`(_ form: String) {
        func number(_ length: Int) -> String {
            form.replacing("%", with: String(repeating: "1", count: length - form.utf8.count + 1))
        }
        #expect(fault(number(64)) == nil)
        #expect(fault("[\(number(65))]")?.code == .numberTooLong)
        #expect(fault("[\(number(65))]")?.offset == 1)
    }

    /// A piece of text, and how many combining marks it stands for.
    static let marks = [
        ("\u{301}", 1), ("\\u0301", 1), ("\u{300}\u{315}", 2), ("\\u0300\u{315}", 2), ("\u{1D165}", 1),
        ("\\ud834\\udd65", 1), ("\u{E0100}", 1), ("\u{20D0}", 1), ("\u{0BBE}", 1),
    ]

    @Test(arguments: marks) func `30 combining marks in a row are taken and 31 are not`(_ mark: String, _ count: Int)
        throws
    {
        let thirty = "e" + String(repeating: mark, count: 30 / count)
        #expect(fault("\"\(thirty)\"") == nil)
        #expect(fault("\"\(thirty)e\(mark)\"") == nil, "another letter ends the run")
        let more = try #require(fault("\"\(thirty)\(mark)\""))
        #expect(more.code == .combiningMarks)
        #expect(fault("{\"\(thirty)\(mark)\":1}")?.code == .combiningMarks, "names are checked too")
        #expect(fault("\"\(thirty)\\n\(mark)\"") == nil, "an escape that is no mark ends the run")
    }

    @Test func `half a surrogate pair is refused in requests and repaired in logs`() throws {
        for half in [
            "\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041", "\\ude00\\ud83d", "\\ud83d\\ud83d",
        ] {
            #expect(fault("\"a\(half)\"")?.code == .loneSurrogate)
            #expect(fault("\"a\(half)\"")?.offset == 2)
            #expect(fault("\"a\(half)\"", .log) == nil)
        }
        let document = try JSONDocument(Array(#"["\ud83dx","\ude00\ud83d","\ud83d\ude00"]"#.utf8), limits: .log)
        #expect(document.repairedSurrogates == 3)
        #expect(document.root.elements.map(\.string) == ["\u{FFFD}x", "\u{FFFD}\u{FFFD}", "😀"])
        #expect(try JSONDocument(Array(#""\ud83d\ude00""#.utf8), limits: .request).repairedSurrogates == 0)
    }

    @Test func `a high half before a pair is repaired alone`() throws {
        #expect(try read(#""\ud83d\ud83d\ude00""#, .log).string == "\u{FFFD}😀")
    }

    @Test func `an escaped NUL is refused in requests and kept in logs, a raw one is never JSON`() throws {
        #expect(fault(#""a\u0000""#)?.code == .nulCharacter)
        #expect(fault(#"{"a\u0000":1}"#)?.code == .nulCharacter)
        #expect(try read(#""a\u0000b""#, .log).stringBytes == [0x61, 0, 0x62])
        #expect(fault("\"a\u{0}\"", .log)?.code == .brokenJSON)
    }

    @Test func `limits can be chosen`() {
        var limits = JSONLimits.request
        limits.depth = 1
        limits.keyBytes = 1
        limits.numberBytes = 1
        limits.combiningRun = 0
        #expect(fault(#"{"a":1}"#, limits) == nil)
        #expect(fault("[[]]", limits)?.code == .tooDeep)
        #expect(fault(#"{"ab":1}"#, limits)?.code == .keyTooLong)
        #expect(fault("12", limits)?.code == .numberTooLong)
        #expect(fault("\"e\u{301}\"", limits)?.code == .combiningMarks)
    }
}
