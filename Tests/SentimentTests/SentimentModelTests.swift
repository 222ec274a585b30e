import Sentiment
import Testing

@Suite struct SentimentModelTests {
    @Test("a comment reads as a person reads it", arguments: Comments.all)
    func reads(comment: String, expected: Polarity) {
        let reading = SentimentModel.read(comment)
        #expect(reading.label == expected, "valence \(reading.valence)")
    }

    @Test("probabilities add up to 1 and the label is the most probable", arguments: Comments.all)
    func probabilities(comment: String, _: Polarity) {
        let reading = SentimentModel.read(comment)
        let p = reading.probabilities
        #expect(abs(p.negative + p.neutral + p.positive - 1) < 1e-12)
        let byLabel: [Polarity: Double] = [.negative: p.negative, .neutral: p.neutral, .positive: p.positive]
        #expect(byLabel[reading.label] == byLabel.values.max())
        #expect((-1...1).contains(reading.valence))
    }

    @Test("the same comment gives the same bits, as text and as bytes", arguments: Comments.all)
    func deterministic(comment: String, _: Polarity) {
        #expect(SentimentModel.read(comment) == SentimentModel.read(comment))
        #expect(SentimentModel.read(comment) == SentimentModel.read(Array(comment.utf8)))
    }

    @Test("no comment is neutral with no valence", arguments: ["", " ", "\n\n", "...", "🂡", "你好", "*\"*"])
    func empty(comment: String) {
        let reading = SentimentModel.read(comment)
        #expect(reading.label == .neutral)
        #expect(reading.valence == 0)
    }

    @Test("emphasis strengthens, hedging weakens, negation turns round at a loss")
    func strength() {
        let plain = SentimentModel.read("it is good").valence
        #expect(SentimentModel.read("it is very good").valence > plain)
        #expect(SentimentModel.read("it is good!").valence > plain)
        #expect(SentimentModel.read("it is good!!!").valence > SentimentModel.read("it is good!").valence)
        #expect(SentimentModel.read("it is good!!!!!!!!").valence == SentimentModel.read("it is good!!!!").valence)
        #expect(SentimentModel.read("it is slightly good").valence < plain)
        #expect(SentimentModel.read("is it good?").valence < plain)
        let negated = SentimentModel.read("it is not good").valence
        #expect(negated < 0 && -negated < plain)
    }

    @Test("what follows but weighs more than what stood before")
    func contrast() {
        #expect(SentimentModel.read("bad but good").valence > 0)
        #expect(SentimentModel.read("good but bad").valence < 0)
        #expect(SentimentModel.read("Bad. But good").valence > 0)
    }

    @Test("negation ends at a comma and does not reach five words ahead")
    func window() {
        #expect(SentimentModel.read("no, good").valence > 0)
        #expect(SentimentModel.read("not that I ever tried a good one").valence > 0)
        #expect(SentimentModel.read("not that very good").valence < 0)
    }

    @Test("case, apostrophes and stretched letters do not matter")
    func spelling() {
        let expected = SentimentModel.read("doesn't work")
        #expect(SentimentModel.read("DOESN’T WORK") == expected)
        #expect(SentimentModel.read("doesnt  WORK") == expected)
        #expect(SentimentModel.read("greaaaat") == SentimentModel.read("great"))
    }

    @Test("links and names are not opinions")
    func links() {
        for comment in ["https://great.example/love", "www.awful.example", "@best_bot said", "HTTP://LOVE.example"] {
            #expect(SentimentModel.read(comment).valence == 0)
        }
    }

    @Test("what a rater states is certain", arguments: zip(Polarity.allCases, [-1.0, 0, 1]))
    func certain(label: Polarity, valence: Double) {
        let reading = SentimentReading(certain: label)
        let p = reading.probabilities
        #expect(reading.label == label)
        #expect(reading.valence == valence)
        #expect([p.negative, p.neutral, p.positive] == Polarity.allCases.map { $0 == label ? 1 : 0 })
    }

    @Test("the version is recorded with every reading, so it is not empty")
    func version() {
        #expect(SentimentModel.version == "lexicon/1")
    }
}
