import Testing

@testable import Sentiment

@Suite struct LexiconTests {
    private var entries: [Substring] {
        let opinions = (Lexicon.opinionWords + Lexicon.modelWords + Lexicon.symbols).map(\.1)
        return (opinions + Lexicon.modifiers.map(\.1)).flatMap { $0.split(separator: " ") }
    }

    @Test("no entry stands in the tables twice")
    func unique() {
        let repeated = Dictionary(grouping: entries) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [])
    }

    @Test("the table is large enough, and every entry has a key of its own")
    func size() {
        #expect(entries.count > 1000)
        #expect(Lexicon.roles.count >= entries.count)
    }

    @Test("strengths stay on the scale and phrases within the scorer's reach")
    func limits() {
        for role in Lexicon.roles.values {
            if case .opinion(let strength) = role { #expect((-3...3).contains(strength)) }
        }
        #expect(entries.allSatisfy { $0.split(separator: "_").count <= Lexicon.longestPhrase })
    }

    @Test("endings follow the spelling")
    func inflections() {
        #expect(Lexicon.inflections(of: "bore~") == ["bore", "bores", "bored", "boring"])
        #expect(Lexicon.inflections(of: "worry~") == ["worry", "worries", "worried", "worrying"])
        #expect(Lexicon.inflections(of: "annoy~") == ["annoy", "annoys", "annoyed", "annoying"])
        #expect(Lexicon.inflections(of: "vanish~") == ["vanish", "vanishes", "vanished", "vanishing"])
        #expect(Lexicon.inflections(of: "good") == ["good"])
    }

    @Test("a phrase is not the sum of its words, and its order matters")
    func phrases() {
        let (cut, off) = (ByteHash.of("cut".utf8), ByteHash.of("off".utf8))
        #expect(Lexicon.roles[ByteHash.phrase(cut, off)] == .opinion(-1.5))
        #expect(Lexicon.roles[ByteHash.phrase(off, cut)] == nil)
    }
}
