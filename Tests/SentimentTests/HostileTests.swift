import ProcessorTime
import Sentiment
import Testing

/// A text that is made to hurt. Only its name is an argument of the test: the log should not hold megabytes.
enum HostileText: String, CaseIterable {
    case combiningMarks, emoji, joinedEmoji, oneLetter, negators, boosters, contrasts, emoticons, links, praise
    case zeroBytes, malformed, everyByte, clauses, aspects, quotes, fillers, escapes, escapedDigits

    var bytes: [UInt8] {
        switch self {
        case .combiningMarks: repeating("\u{0301}\u{0323}", 50_000)
        case .emoji: repeating("😍", 262_144)
        case .joinedEmoji: repeating("👩‍👩‍👧‍👦", 40_000)
        case .oneLetter: repeating("a", 1_000_000)
        case .negators: repeating("not ", 250_000)
        case .boosters: repeating("very ", 250_000)
        case .contrasts: repeating("but ", 250_000)
        case .emoticons: repeating(":", 1_000_000)
        case .links: repeating("http:/ ", 150_000)
        case .praise: repeating("great! ", 150_000)
        case .clauses: repeating("loops; ", 100_000)
        case .aspects: repeating("the prose and the memory and the speed ", 30_000)
        case .quotes: repeating("\" \"Hm.\" ", 100_000)
        case .fillers: repeating("cut the a my really very ", 50_000)
        case .escapes: repeating("\\u2019 \\u20 ", 100_000)
        case .escapedDigits: repeating("\\u0030", 20_000)
        case .zeroBytes: [UInt8](repeating: 0, count: 1_000_000)
        case .malformed: [UInt8](repeating: 0xF0, count: 1_000_000)
        case .everyByte: (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        }
    }
}

func repeating(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
}

/// Each must come back, and in bounded memory.
@Suite(.timeLimit(.minutes(5))) struct HostileTests {
    @Test("hostile text is read to the end", arguments: HostileText.allCases)
    func finishes(text: HostileText) {
        let reading = SentimentModel.read(text.bytes)
        let p = reading.probabilities
        #expect(abs(p.negative + p.neutral + p.positive - 1) < 1e-12)
        #expect(reading.valence.isFinite)
    }

    /// A reader that is quadratic in what it reads would take a hundred times as long for ten times the text.
    @Test("ten times the text takes about ten times as long", arguments: HostileText.allCases)
    func linear(text: HostileText) {
        let bytes = text.bytes.prefix(SentimentModel.longestComment)
        func time(_ bytes: ArraySlice<UInt8>) -> Duration {
            (0..<5).map { _ in processorTime { _ = SentimentModel.read(bytes) } }.min() ?? .zero
        }
        let short = time(bytes.prefix(bytes.count / 10))
        #expect(time(bytes) < short * 40 + .milliseconds(2))
    }

    @Test("only the beginning of an endless comment counts")
    func bounded() {
        let praise = repeating("good ", SentimentModel.longestComment / 5)
        let reading = SentimentModel.read(praise + repeating(" awful", 200_000))
        #expect(reading.label == .positive)
    }

    @Test("a comment cut in the middle of an emoji is still read")
    func cut() {
        #expect(SentimentModel.read(Array("great 😍".utf8).dropLast()).label == .positive)
        #expect(SentimentModel.read(Array("😍".utf8).prefix(2)).label == .neutral)
    }
}
