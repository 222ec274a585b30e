import Testing

@testable import Sentiment

@Suite struct LexiconTests {
    private var entries: [Substring] { Lexicon.tables.joined().flatMap { $0.1.split(separator: " ") } }

    private func meaning(_ phrase: String) -> Meaning? {
        let analysis = Analysis.of(Array(phrase.utf8), phrases: SentimentModel().phrases)
        return analysis.hits.first?.meaning
    }

    @Test("no entry stands in the tables twice")
    func unique() {
        let repeated = Dictionary(grouping: entries) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [])
    }

    @Test("every class that an entry names is there, and no class is idle")
    func classes() {
        let named = Set(
            entries.flatMap { $0.split(separator: "_") }.filter { $0.hasPrefix("@") }.map { $0.dropFirst() })
        #expect(named == Set(Lexicon.classes.keys))
    }

    @Test("every aspect is praised, blamed and mentioned")
    func aspects() {
        for aspect in Aspect.allCases {
            let strengths = Lexicon.tables.joined().map(\.0).filter { $0.aspect == aspect }.map(\.strength)
            #expect(
                strengths.contains { $0 > 0 } && strengths.contains { $0 < 0 } && strengths.contains(0), "\(aspect)")
        }
    }

    @Test("strengths stay on the scale; a length has a direction, a format a kind, and nothing else has")
    func limits() {
        for (meaning, _) in Lexicon.tables.joined() where meaning.role == .opinion {
            #expect((-3...3).contains(meaning.strength))
            #expect(meaning.kind == nil || meaning.aspect == .formatting)
            #expect(meaning.direction == nil || meaning.aspect == .length)
            #expect(meaning.aspect != .formatting || meaning.kind != nil)
            #expect(meaning.aspect != .length || meaning.direction != nil || meaning.strength == 0)
        }
    }

    @Test("endings follow the spelling")
    func inflections() {
        #expect(Lexicon.inflections(of: "bore~") == ["bore", "bores", "bored", "boring"])
        #expect(Lexicon.inflections(of: "worry~") == ["worry", "worries", "worried", "worrying"])
        #expect(Lexicon.inflections(of: "annoy~") == ["annoy", "annoys", "annoyed", "annoying"])
        #expect(Lexicon.inflections(of: "vanish~") == ["vanish", "vanishes", "vanished", "vanishing"])
        #expect(Lexicon.inflections(of: "good") == ["good"])
    }

    @Test("the longest phrase holds, its order matters, and fillers may stand within it")
    func phrases() {
        #expect(meaning("stays in character")?.aspect == .character)
        #expect(meaning("stays very much in character")?.aspect == .character)
        #expect(meaning("in the middle of nowhere")?.aspect == nil)
        #expect(meaning("cut off")?.kind == .cutOff)
        #expect(meaning("off cut") == nil)
        #expect(meaning("12 seconds per reply")?.aspect == .speed)
    }

    @Test("valences from outside stand in for words that our tables do not have")
    func valences() {
        let table = ValenceTable(vader: "calamity\t-2.0\t1\t[]\nslop\t3.0\t1\t[]\n143\t3.2\t1\t[]\nbad line\n:x\t1\n")
        #expect(table.entries.map(\.valence) == [-48, 72])
        let phrases = table.joinedToLexicon()
        func strength(_ word: String) -> Float? {
            let key = ByteHash.of(word.utf8)
            return phrases.word(key).number == 0 ? nil : phrases.meanings[Int(phrases.word(key).meaning)].strength
        }
        #expect(strength("calamity") == -1.5)
        #expect(strength("slop") == -1.4)
        #expect(strength("unheardof") == nil)
    }
}
