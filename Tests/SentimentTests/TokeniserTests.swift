import Testing

@testable import Sentiment

@Suite struct TokeniserTests {
    private static let phrases = SentimentModel().phrases

    private func tokens(_ text: String) -> [Token] {
        let analysis = Analysis.of(Array(text.utf8), phrases: Self.phrases)
        return Array(analysis.tokens)
    }

    private func kinds(_ text: String) -> [Token.Kind] {
        tokens(text).map(\.kind)
    }

    @Test("words, numbers, marks and punctuation are told apart")
    func kinds() {
        #expect(kinds("It's 6, no: 7.5!") == [.word, .number, .pause, .word, .pause, .number, .exclamation])
        #expect(kinds("so. what?\nyes…") == [.word, .stop, .word, .question, .stop, .word, .stop])
        #expect(kinds("cut-off \"text\"") == [.word, .word, .quote, .word, .quote])
        #expect(kinds("see https://example.org/a?b=c now") == [.word, .link, .word])
        #expect(kinds("@someone_1 hi") == [.name, .word])
    }

    @Test("scores out of ten and of five become a strength")
    func scores() {
        #expect(tokens("10/10").map(\.strength) == [3])
        #expect(tokens("0/5").map(\.strength) == [-3])
        #expect(tokens("7.5/10").map(\.strength) == [1.5])
        #expect(kinds("11/10") == [.number, .number])
        #expect(kinds("1/10/2023").allSatisfy { $0 == .number })
        #expect(kinds("3/8") == [.number, .number])
        #expect(kinds("part 3/10") == [.word, .number, .number])
    }

    @Test("emoticons stand free, emoji are one token each, modifiers none")
    func symbols() {
        #expect(kinds("nice :) <3") == [.word, .symbol, .symbol])
        #expect(kinds("note:Dogs") == [.word, .pause, .word])
        #expect(kinds("👍🏽") == [.symbol])
        #expect(kinds("❤️") == [.symbol])
        #expect(kinds("🔥🔥🔥🔥🔥") == [.symbol, .symbol])
        #expect(kinds("a lone * here, *bold* there") == [.word, .word, .symbol, .word, .pause, .word, .word])
    }

    @Test("a stretched word is the word of the lexicon that it stretches")
    func stretched() throws {
        #expect(tokens("Goooood").map(\.key) == tokens("good").map(\.key))
        #expect(tokens("greaaaat").map(\.key) == tokens("great").map(\.key))
        #expect(tokens("v7").map(\.key) == tokens("v12").map(\.key))
    }

    @Test("a word is the same however it is read", arguments: [("dont", "don't"), ("v7", "v12"), ("good", "Good")])
    func sameWord(one: String, other: String) {
        #expect(tokens(one).map(\.key) == tokens(other).map(\.key))
        #expect(tokens("\(one) \(other)").count == 2)
    }

    @Test("eight letters at a time are the same words as one at a time", arguments: 1...40)
    func chunks(length: Int) {
        let letters = (0..<length).map { UInt8(0x61 + ($0 * 7) % 26) }
        let word = String(decoding: letters, as: UTF8.self)
        var spelling = Spelling()
        for letter in letters { spelling.add(letter: letter) }
        for text in [word, word.uppercased(), word + ".", "x " + word + " y", word + "\u{0}"] {
            #expect(tokens(text).contains { $0.key == spelling.long.value && $0.stem == spelling.long.stem })
        }
        for place in 1..<max(2, length) {
            let split = word.prefix(place) + "'" + word.dropFirst(place)
            let curved = word.prefix(place) + "\u{2019}" + word.dropFirst(place)
            #expect(tokens(String(split)).map(\.key) == [spelling.long.value])
            #expect(tokens(String(curved)).map(\.stem) == [spelling.long.stem])
        }
    }

    @Test("three letters alike are stretched wherever they stand in a word", arguments: 0...20)
    func stretches(place: Int) {
        let letters = (0..<20).map { UInt8(0x61 + ($0 * 7) % 26) }
        let word = letters[..<place] + [0x6D, 0x6D] + letters[place...]
        let long = letters[..<place] + [0x6D, 0x6D, 0x6D, 0x6D, 0x6D] + letters[place...]
        let keys = [word, long].map { tokens(String(decoding: Array($0), as: UTF8.self)).map(\.key) }
        #expect(keys[0] == keys[1])
        #expect(keys[0].count == 1)
    }

    @Test("a longer word has a beginning, a short one has none")
    func beginnings() {
        #expect(tokens("Disappointed").map(\.stem) == tokens("disappear").map(\.stem))
        #expect(tokens("good").map(\.stem) == [0])
        #expect(tokens("goods").map(\.stem) != [0])
        #expect(tokens("doesn't").map(\.stem) == tokens("doesnt").map(\.stem))
        #expect(tokens("awesooome").map(\.stem) == tokens("awesome").map(\.stem))
    }

    @Test("letters outside ASCII, apostrophes and digits go on with a word")
    func wordsGoOn() {
        #expect(kinds("café naïve it's llama2 x\\u2019y") == [.word, .word, .word, .word, .word])
        #expect(tokens("café").map(\.key) != tokens("caf").map(\.key))
        #expect(tokens("llama2").map(\.key) == tokens("llama13").map(\.key))
        #expect(kinds("word") == [.word])
    }

    @Test("an escape that names an ASCII character is read once, wherever it stands", arguments: UInt8(0)...0x7F)
    func escapedASCII(byte: UInt8) {
        let digits = String(byte, radix: 16)
        let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        for text in [escape, "x\(escape)y", "9\(escape)", "\(escape)/10", "great \(escape) and slow"] {
            #expect(tokens(text).allSatisfy { $0.start < $0.end })
            #expect(tokens(text).count <= text.utf8.count / 2 + 1)
        }
        if isDigit(byte) { #expect(kinds("\(escape)\(escape) out") == [.number, .number, .word]) }
    }

    @Test("a token knows its bytes")
    func offsets() {
        let text = "“Schön”, it's *great*"
        let words = tokens(text).filter { $0.kind == .word }.map {
            String(decoding: Array(text.utf8)[Int($0.start)..<Int($0.end)], as: UTF8.self)
        }
        #expect(words == ["Schön", "it's", "great"])
    }
}
