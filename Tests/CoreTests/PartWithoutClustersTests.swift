import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct PartWithoutClustersTests {
    private func root(_ summary: PartSummary?) throws -> JSONValue {
        try JSONDocument(try #require(summary).json.bytes(), limits: .request).root
    }

    private func stuffed(_ figures: PartFigures, _ clustered: Tally) -> PartFigures {
        var figures = figures
        figures[.clustered(.negative)] = clustered.negative
        figures[.clustered(.neutral)] = clustered.neutral
        figures[.clustered(.positive)] = clustered.positive
        return figures
    }

    private let seven = Tally(negative: 7, neutral: 0, positive: 0)

    @Test func `without a group nothing is said of one`() throws {
        let json = try root(PartSummary(part: 3, in: SampleFamily.demo))
        #expect(json["clusters"]?.isNull == true && json["without_clusters"]?.isNull == true)
        #expect(json["effective_raters"]?.double == 23)
    }

    @Test func `a stuffed part says what it would be without`() throws {
        let clean = SampleFamily.family(SampleFamily.figures(9, 3, 12), SampleFamily.figures(7, 2, 14))
        let family = SampleFamily.family(
            SampleFamily.figures(9, 3, 12), stuffed(SampleFamily.figures(14, 2, 14), seven))
        let json = try root(PartSummary(part: 2, in: family))
        let expected = try root(PartSummary(part: 2, in: clean))
        #expect(json["raters"]?.int == 30 && json["counts"]?["negative"]?.int == 14, "they are counted")
        #expect(json["clusters"]?["raters"]?.int == 7 && json["clusters"]?["counts"]?["negative"]?.int == 7)
        #expect(json["effective_raters"]?.double == 12.5, "30² / (23 + 7²)")
        let without = json["without_clusters"]
        #expect(without?["raters"]?.int == 23)
        for name in ["counts", "net_sentiment", "negative_share", "label"] {
            #expect(without?[name]?.json().bytes() == expected[name]?.json().bytes(), "\(name)")
        }
        for name in ["part", "difference", "p_exact", "p_adjusted", "verdict", "sentence"] {
            let value = without?["versus_previous"]?[name]?.json().bytes()
            #expect(value == expected["versus_previous"]?[name]?.json().bytes(), "\(name)")
        }
        let sentence = try #require(without?["sentence"]?.string)
        #expect(
            sentence.hasPrefix(
                "7 of 30 raters look like one group (7 negative): the same comment, the same network, or the same "
                    + "minute. Without them 7 of 23 raters are negative (30 %) instead of 14 of 30 (47 %). Feedback for"
            ),
            "\(sentence)")
    }

    @Test func `a group in the part before changes what is said of the next`() throws {
        let family = SampleFamily.family(
            stuffed(SampleFamily.figures(16, 3, 12), seven), SampleFamily.figures(9, 2, 14))
        let clean = SampleFamily.family(SampleFamily.figures(9, 3, 12), SampleFamily.figures(9, 2, 14))
        let json = try root(PartSummary(part: 2, in: family))
        let expected = try root(PartSummary(part: 2, in: clean))["versus_previous"]
        #expect(json["clusters"]?.isNull == true)
        let without = json["without_clusters"]
        #expect(without?["versus_previous"]?["p_exact"]?.double == expected?["p_exact"]?.double)
        #expect(without?["sentence"]?.string?.hasPrefix("Ratings of the part before look like one group.") == true)
        let first = try root(PartSummary(part: 1, in: family))["without_clusters"]
        #expect(first?["versus_previous"]?.isNull == true && first?["raters"]?.int == 24)
    }

    @Test func `below five raters without the group no figure is shown`() throws {
        let family = SampleFamily.family(
            SampleFamily.figures(9, 3, 12), stuffed(SampleFamily.figures(8, 1, 2), seven))
        let without = try root(PartSummary(part: 2, in: family))["without_clusters"]
        #expect(without?["net_sentiment"]?.isNull == true && without?["label"]?.string == "too_few")
        #expect(without?["versus_previous"]?["p_exact"]?.isNull == true)
        #expect(without?["versus_previous"]?["verdict"]?.string == "too_little_data")
        #expect(without?["sentence"]?.string?.hasSuffix("there are too few raters to say anything.") == true)
    }

    @Test func `what is known again at another moment says the same`() throws {
        let family = SampleFamily.family(
            SampleFamily.figures(9, 3, 12), stuffed(SampleFamily.figures(14, 2, 14), seven))
        var later = family.known
        later.position += 1
        let json = try root(PartSummary(part: 2, in: PartFamily(family, at: later)))
        let before = try root(PartSummary(part: 2, in: family))
        #expect(json["without_clusters"]?.json().bytes() == before["without_clusters"]?.json().bytes())
        var others = family.known
        others.parts[1].figures[.clustered(.negative)] = 6
        #expect(others.inputHash != family.inputHash)
    }
}
