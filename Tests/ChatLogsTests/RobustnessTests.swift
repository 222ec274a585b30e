import ChatLogs
import StrictJSON
import Testing

@Suite struct RobustnessTests {
    @Test(arguments: Fixture.all)
    func everyTruncationOfAFixtureIsReadOrRefused(_ path: String) throws {
        let bytes = try Fixture.bytes(path)
        for length in 0..<bytes.count {
            let reading = LogReader.read(Array(bytes[..<length]))
            #expect(reading.status == .accepted || !reading.reasons.isEmpty || !reading.sessions.isEmpty)
        }
    }

    @Test(arguments: Fixture.all)
    func aFixtureWithFlippedBitsIsReadOrRefused(_ path: String) throws {
        let bytes = try Fixture.bytes(path)
        var random = Seeded(seed: UInt64(path.utf8.count))
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            let reading = LogReader.read(damaged)
            #expect(reading.status == .accepted || !reading.reasons.isEmpty || !reading.sessions.isEmpty)
        }
    }

    /// Values of every type, in place of any value of a file: whatever is valid JSON must be read or refused.
    @Test(arguments: Fixture.all.filter { $0.hasSuffix(".json") })
    func aFixtureWithValuesOfOtherTypesIsReadOrRefused(_ path: String) throws {
        let bytes = try Fixture.bytes(path)
        var places: [Range<Int>] = []
        func collect(_ value: JSONValue) {
            let quote = value.kind == .string ? 1 : 0
            places.append(value.offset..<value.offset + value.source.count + 2 * quote)
            for element in value.elements { collect(element) }
            for member in value.members { collect(member.value) }
        }
        collect(try JSONDocument(bytes, limits: .log).root)
        let others = ["null", "true", "-1", "99999999999999999999", "1e308", "\"\"", "\"x\"", "[]", "[[]]", "{}"]
        for place in places {
            for other in others {
                var changed = bytes
                changed.replaceSubrange(place, with: Array(other.utf8))
                let reading = LogReader.read(changed, filename: path)
                #expect(reading.status == .accepted || !reading.reasons.isEmpty || !reading.sessions.isEmpty)
            }
        }
    }

    @Test func everyBeginningAndEndOfAPeculiarTextIsMeasured() {
        let text =
            "I'm 14yo, $16 1/16 ,1 2,016 16 years old É-é W- *blus* a\u{301}\u{301} l o l i p0rn 是的 an AI 7 and 99999999999999999999 x"
        let scalars = Array(text.unicodeScalars)
        for cut in 0...scalars.count {
            for part in [scalars[..<cut], scalars[cut...]] {
                let session = Fixture.replies([String(String.UnicodeScalarView(part)), "Well."])
                #expect(session.metrics.turnWords.count == 4)
                #expect(session.metrics.similarities.count == 2)
            }
        }
    }

    @Test func theExactTextIsKept() {
        let texts = ["  a\r\nb\u{200B} ", "e\u{301} Ilse", "plain", "<think>x</think> y", "Bruno: z\n\n\n\nz"]
        let lines = texts.enumerated().map { index, text in
            let isUser = index % 2 == 1
            return #"{"name":"\#(isUser ? "Ilse" : "Bruno")","is_user":\#(isUser),"mes":\#(Self.quoted(text))}"#
        }
        let session = Fixture.read(text: lines.joined(separator: "\n")).sessions[0]
        for (turn, text) in zip(session.turns, texts) {
            #expect(Array((turn.rawText ?? turn.text).utf8) == Array(text.utf8))
        }
        #expect(session.turns[2].rawText == nil)
    }

    private static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": output += "\\\(scalar)"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
