import Testing

@testable import Sentiment

@Suite struct TokeniserTests {
    private func kinds(_ text: String) -> [Token.Kind] {
        Tokeniser.tokens(of: Array(text.utf8)).map(\.kind)
    }

    @Test("words, numbers, marks and punctuation are told apart")
    func kinds() {
        #expect(kinds("It's 6, no: 7.5!") == [.word, .number, .pause, .word, .pause, .number, .exclamation])
        #expect(kinds("so. what?\nyes…") == [.word, .stop, .word, .question, .stop, .word, .stop])
        #expect(kinds("cut-off \"text\"") == [.word, .word, .word])
        #expect(kinds("see https://example.org/a?b=c now") == [.word, .word])
        #expect(kinds("@someone_1 hi") == [.word])
    }

    @Test("marks out of ten and of five become a strength")
    func marks() {
        #expect(kinds("10/10") == [.mark(3)])
        #expect(kinds("0/5") == [.mark(-3)])
        #expect(kinds("7.5/10") == [.mark(1.5)])
        #expect(kinds("11/10").contains(.mark(3.6)) == false)
        #expect(kinds("1/10/2023").allSatisfy { $0 == .number })
        #expect(kinds("3/8") == [.number, .number])
    }

    @Test("emoticons stand free, emoji are one token each, modifiers none")
    func symbols() {
        #expect(kinds("nice :) <3") == [.word, .symbol, .symbol])
        #expect(kinds("note:Dogs") == [.word, .pause, .word])
        #expect(kinds("👍🏽") == [.symbol])
        #expect(kinds("❤️") == [.symbol])
        #expect(kinds("🔥🔥🔥🔥🔥") == [.symbol, .symbol])
    }

    @Test("a stretched word has the keys of two spellings")
    func stretched() throws {
        let token = try #require(Tokeniser.tokens(of: Array("Goooood".utf8)).first)
        #expect(token.key == ByteHash.of("good".utf8))
        #expect(token.shortKey == ByteHash.of("god".utf8))
    }
}
