import Core
import Foundation
import Sentiment
import Statistics
import StrictJSON
import Testing

@Suite struct PartSummaryTests {
    private func only(_ figures: PartFigures) throws -> PartSummary {
        try #require(PartSummary(part: 1, in: SampleFamily.family(figures)))
    }

    private func root(_ summary: PartSummary) throws -> JSONValue {
        try JSONDocument(summary.json.bytes(), limits: .request).root
    }

    /// The demo's four parts: Wilson's 95 % interval (computed with SciPy), and the shrunken rate of the grid.
    static let parts: [(Int, Double, Double, Double)] = [
        (1, 0.211594, 0.572900, 0.40152), (2, 0.138139, 0.499564, 0.36500), (3, 0.407855, 0.778424, 0.50500),
        (4, 0.218807, 0.613418, 0.41362),
    ]

    @Test(arguments: parts) func `the share of negative raters has Wilson's interval and is shrunk`(
        _ part: Int, _ low: Double, _ high: Double, _ shrunken: Double
    ) throws {
        let summary = try #require(PartSummary(part: part, in: SampleFamily.demo))
        let share = try #require(summary.negativeShare)
        #expect(abs(share.wilson.low - low) < 1e-6 && abs(share.wilson.high - high) < 1e-6)
        #expect(abs(try #require(summary.shrunkenShare).mean - shrunken) < 1e-4)
        let json = try root(summary)["negative_share"]
        let wilson = json?["wilson"]?.elements.compactMap(\.double) ?? []
        #expect(wilson.count == 2 && abs(wilson[0] - low) < 1e-6 && abs(wilson[1] - high) < 1e-6)
        #expect(abs((json?["shrunken"]?.double ?? 0) - shrunken) < 1e-4)
        #expect(json?["interval"]?.list.count == 2)
    }

    @Test func `the demo's third part is suggestive, and the family says chance`() throws {
        let json = try root(try #require(PartSummary(part: 3, in: SampleFamily.demo)))
        let family = json["family"]
        #expect(family?["parts"]?.int == 4 && family?["homogeneity_p"]?.double == 0.161337)
        #expect(family?["log_bayes_factor"]?.double == -0.962542)
        let previous = json["versus_previous"]
        #expect(previous?["part"]?.int == 2 && previous?["verdict"]?.string == "suggestive")
        #expect(previous?["difference"]?.double == 0.322981 && previous?["p_exact"]?.double == 0.035191)
        #expect(previous?["newcombe"]?.elements.map(\.double) == [0.029607, 0.547895])
        #expect(previous?["probability_worse"]?.double == 0.984848)
        #expect(previous?["more_raters_needed"]?.int == 28)
        #expect(json["versus_rest"]?["parts"]?.int == 4)
        #expect(json["label"]?.string == "mostly_negative")
    }

    @Test func `the first part has none before it`() throws {
        let json = try root(try #require(PartSummary(part: 1, in: SampleFamily.demo)))
        #expect(json["versus_previous"]?.isNull == true)
        #expect(PartSummary(part: 5, in: SampleFamily.demo) == nil)
    }

    @Test func `below five raters only counts are shown`() throws {
        let few = try only(SampleFamily.figures(1, 1, 2))
        #expect(few.netSentiment == nil && few.negativeShare == nil && few.meanScore == nil)
        #expect(few.label == .tooFew)
        let json = try root(few)
        for name in ["net_sentiment", "negative_share", "mean_score", "versus_rest"] {
            #expect(json[name]?.isNull == true, "\(name)")
        }
        #expect(json["counts"]?["positive"]?.int == 2 && json["label"]?.string == "too_few")
        let enough = try only(SampleFamily.figures(1, 1, 3))
        #expect(enough.netSentiment != nil && enough.negativeShare != nil && enough.meanScore != nil)
    }

    @Test func `below five raters no aspect has a share`() throws {
        var figures = SampleFamily.figures(2, 1, 1)
        figures[.aspect(.length, .negative)] = 2
        let few = try root(try only(figures))["aspects"]?.list.first
        #expect(few?["complaints"]?.int == 2 && few?["share"]?.isNull == true && few?["interval"]?.isNull == true)
        figures = figures + SampleFamily.figures(0, 0, 1)
        let enough = try root(try only(figures))["aspects"]?.list.first
        #expect(enough?["share"]?.double == 0.4)
    }

    @Test func `five raters without scores have no mean score`() throws {
        var figures = SampleFamily.figures(1, 1, 3)
        figures.scores = [0, 1, 0, 3, 0]
        let summary = try only(figures)
        #expect(summary.netSentiment != nil && summary.meanScore == nil)
    }

    @Test func `the mean score of the only part leans on half a rater a score`() throws {
        var figures = SampleFamily.figures(2, 3, 10)
        figures.scores = [0, 2, 3, 7, 3]
        let mean = try #require(try only(figures).meanScore)
        #expect(abs(mean.mean - 3.628571) < 1e-6)
        #expect(mean.interval.low < mean.mean && mean.mean < mean.interval.high)
    }

    @Test func `other parts draw a part's figures towards them`() throws {
        let part = SampleFamily.figures(2, 2, 8)
        let alone = try #require(try only(part).netSentiment)
        let family = SampleFamily.family(part, SampleFamily.figures(40, 5, 5))
        let among = try #require(PartSummary(part: 1, in: family)?.netSentiment)
        #expect(among.mean < alone.mean)
        #expect(abs(alone.mean - (8.5 - 2.5) / 13.5) < 1e-9, "half a rater of each sentiment")
    }

    @Test func `the same inputs have the same hash, other inputs another`() {
        let parts = [
            PartRecord(number: 1, changed: .data, figures: SampleFamily.figures(9, 3, 12)),
            PartRecord(number: 2, changed: .data, figures: SampleFamily.figures(6, 4, 11)),
        ]
        let base = SampleFamily.known(parts)
        #expect(base.inputHash.hasPrefix("sha256:") && base.inputHash.utf8.count == 7 + 64)
        #expect(SampleFamily.known(parts.reversed(), position: 10, asOf: .distantFuture).inputHash == base.inputHash)
        var others = Array(repeating: base, count: 8)
        others[0].experiment = "exp8"
        others[1].parts[0].number = 3
        others[2].sentimentModel = "model/2"
        others[3].parts[0].figures[.comments] += 1
        others[4].parts[1].figures.scores = [1, 8, 3, 12, 0]
        others[5].parts[1].changed = .nothing
        others[6].parts[0].logs.episodes = 1
        others[7].parts[0].logs.formats = ["agnai": 1]
        #expect(Set((others + [base]).map(\.inputHash)).count == 9)
    }

    @Test func `the same inputs are the same bytes`() throws {
        let again = PartFamily(SampleFamily.demo.known)
        for part in 1...4 {
            let first = try #require(PartSummary(part: part, in: SampleFamily.demo))
            let second = try #require(PartSummary(part: part, in: again))
            #expect(first.json.bytes() == second.json.bytes())
        }
        #expect(ExperimentSummary(again).json.bytes() == ExperimentSummary(SampleFamily.demo).json.bytes())
    }

    @Test func `a summary says as of when it is`() throws {
        let json = try root(try only(SampleFamily.figures(9, 3, 12)))
        #expect(json["as_of"]?["position"]?.int == 9)
        #expect(json["as_of"]?["at"]?.string == "2023-03-03T12:00:00.000Z")
        #expect(json["method"]?.string == PartSummary.method)
        #expect(json["sentiment_model"]?.string == "model/1")
        #expect(json["scores"]?["2"]?.int == 9)
    }
}
