import Core
import Foundation
import Sentiment
import Statistics
import StrictJSON
import Testing

@Suite struct PartSummaryTests {
    /// Raters by sentiment; the scores say the same.
    private func figures(_ negative: Int, _ neutral: Int, _ positive: Int) -> PartFigures {
        var figures = PartFigures()
        figures.ratings = negative + neutral + positive
        figures.raters = figures.ratings
        figures.sentiments = Tally(negative: negative, neutral: neutral, positive: positive)
        figures.scores = [0, negative, neutral, positive, 0]
        return figures
    }

    private func summary(_ figures: PartFigures, pooled: PartFigures? = nil, position: Int = 9, asOf: Date = noon)
        -> PartSummary
    {
        PartSummary(
            experiment: "exp7", part: 3, figures: figures, pooled: pooled ?? figures, position: position,
            asOf: asOf,
            sentimentModel: "lexicon/1")
    }

    /// The demo's four parts: negative and all raters, Wilson's 95 % interval (computed with SciPy).
    static let parts: [(Int, Int, Double, Double)] = [
        (9, 24, 0.211594, 0.572900), (6, 21, 0.138139, 0.499564), (14, 23, 0.407855, 0.778424),
        (8, 20, 0.218807, 0.613418),
    ]

    @Test(arguments: parts) func `the share of negative raters has Wilson's interval`(
        _ negative: Int, _ raters: Int, _ low: Double, _ high: Double
    ) throws {
        let summary = summary(figures(negative, 2, raters - negative - 2))
        let share = try #require(summary.negativeShare)
        #expect(share.raw == Double(negative) / Double(raters))
        #expect(abs(share.wilson.low - low) < 1e-6)
        #expect(abs(share.wilson.high - high) < 1e-6)
        let root = try JSONDocument(summary.json.bytes(), limits: .request).root
        #expect(root["negative_share"]?["wilson"]?.elements.map(\.double) == [share.wilson.low, share.wilson.high])
        #expect(root["raters"]?.int == raters)
        #expect(root["counts"]?["negative"]?.int == negative)
    }

    @Test func `below five raters only counts are shown`() throws {
        let few = summary(figures(1, 1, 2))
        #expect(few.netSentiment == nil && few.negativeShare == nil && few.meanScore == nil)
        #expect(few.label == .tooFew)
        let root = try JSONDocument(few.json.bytes(), limits: .request).root
        for name in ["net_sentiment", "negative_share", "mean_score"] { #expect(root[name]?.isNull == true) }
        #expect(root["counts"]?["positive"]?.int == 2)
        #expect(root["label"]?.string == "too_few")
        let enough = summary(figures(1, 1, 3))
        #expect(enough.netSentiment != nil && enough.negativeShare != nil && enough.meanScore != nil)
    }

    @Test func `five raters without scores have no mean score`() {
        var figures = figures(1, 1, 3)
        figures.scores = [0, 1, 0, 3, 0]
        #expect(summary(figures).netSentiment != nil)
        #expect(summary(figures).meanScore == nil)
    }

    @Test func `the mean score of the only part leans on half a rater a score`() throws {
        var figures = figures(2, 3, 10)
        figures.scores = [0, 2, 3, 7, 3]
        let mean = try #require(summary(figures).meanScore)
        #expect(abs(mean.mean - 3.628571) < 1e-6)
        #expect(mean.interval.low < mean.mean && mean.mean < mean.interval.high)
    }

    @Test func `other parts draw a part's figures towards them`() throws {
        let part = figures(2, 2, 8)
        let alone = try #require(summary(part).netSentiment)
        let among = try #require(summary(part, pooled: part + figures(40, 5, 5)).netSentiment)
        #expect(among.mean < alone.mean)
        #expect(abs(alone.mean - (8.5 - 2.5) / 13.5) < 1e-9, "half a rater of each sentiment")
    }

    @Test func `the same inputs have the same hash, other inputs another`() {
        let base = summary(figures(9, 3, 12))
        #expect(base.inputHash.hasPrefix("sha256:"))
        #expect(base.inputHash.utf8.count == 7 + 64)
        #expect(summary(figures(9, 3, 12), position: 10, asOf: .distantFuture).inputHash == base.inputHash)
        var others = [base, base, base, base, base, base, base]
        others[0].experiment = "exp8"
        others[1].part = 4
        others[2].sentimentModel = "lexicon/2"
        others[3].figures[.comments] += 1
        others[4].figures.scores = [1, 8, 3, 12, 0]
        others[5].pooled[.sentiment(.neutral)] += 1
        others[6].figures.ratings += 1
        #expect(Set((others + [base]).map(\.inputHash)).count == 8)
    }

    @Test func `the same inputs are the same bytes`() {
        #expect(summary(figures(9, 3, 12)).json.bytes() == summary(figures(9, 3, 12)).json.bytes())
    }

    @Test func `a summary says as of when it is`() throws {
        let root = try JSONDocument(summary(figures(9, 3, 12)).json.bytes(), limits: .request).root
        #expect(root["as_of"]?["position"]?.int == 9)
        #expect(root["as_of"]?["at"]?.string == "2023-03-03T12:00:00.000Z")
        #expect(root["method"]?.string == "summary/1")
        #expect(root["sentiment_model"]?.string == "lexicon/1")
        #expect(root["scores"]?["2"]?.int == 9)
    }
}
