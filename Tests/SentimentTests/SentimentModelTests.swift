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

    @Test("no comment is neutral with no valence", arguments: ["", " ", "\n\n", "...", "!?", "\"\""])
    func empty(comment: String) {
        let reading = SentimentModel.read(comment)
        #expect(reading.label == .neutral)
        #expect(reading.valence == 0)
        #expect(reading.aspects == [])
    }

    @Test("emphasis strengthens, negation turns round")
    func strength() {
        let plain = SentimentModel.read("the replies are good").valence
        #expect(plain > 0)
        #expect(SentimentModel.read("the replies are very good").valence > plain)
        #expect(SentimentModel.read("the replies are not good").valence < 0)
        #expect(SentimentModel.read("are the replies good?").valence < plain)
    }

    @Test("negation ends at a comma and does not reach six words ahead")
    func window() {
        #expect(SentimentModel.read("no, it is good").valence > 0)
        #expect(SentimentModel.read("not that very good").valence < SentimentModel.read("that very good").valence)
    }

    @Test("case, apostrophes and stretched letters do not matter")
    func spelling() {
        let expected = SentimentModel.read("doesn't work").probabilities
        #expect(SentimentModel.read("DOESN’T WORK").probabilities == expected)
        #expect(SentimentModel.read("doesnt  WORK").probabilities == expected)
        #expect(SentimentModel.read(#"doesn\u2019t work"#).probabilities == expected)
        #expect(SentimentModel.read("greaaaat").probabilities == SentimentModel.read("great").probabilities)
    }

    @Test("part 3/10 is a part, 3/10 a bad score")
    func scores() {
        #expect(SentimentModel.read("3/10").label == .negative)
        #expect(SentimentModel.read("9/10").label == .positive)
        #expect(SentimentModel.read("downloading part 3/10").label == .neutral)
    }

    @Test("a text about a film is taken for a comment on a checkpoint less than one about replies")
    func gate() {
        let model = SentimentModel.shared
        func share(_ text: String) -> Double {
            let analysis = Analysis.of(Array(text.utf8), phrases: model.phrases)
            let words = model.linear.field.logit(of: analysis.features)
            return model.calibration.gate.share(analysis.evidence, words: words)
        }
        #expect(share("the prose of the film is gorgeous") < share("the prose is gorgeous"))
        #expect(share("the prose is gorgeous") < share("the prose of the replies is gorgeous"))
        #expect(share("the film of the replies") > share("the film of the year"))
    }

    @Test("what a rater states is certain", arguments: zip(Polarity.allCases, [-1.0, 0, 1]))
    func certain(label: Polarity, valence: Double) {
        let reading = SentimentReading(certain: label)
        let p = reading.probabilities
        #expect(reading.label == label)
        #expect(reading.valence == valence)
        #expect([p.negative, p.neutral, p.positive] == Polarity.allCases.map { $0 == label ? 1 : 0 })
    }
}
