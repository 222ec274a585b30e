import Core
import Foundation
import Sentiment
import StrictJSON
import Testing

@Suite struct PartFiguresTests {
    private func rating(_ members: String, part: Int = 1) throws -> Rating {
        let input = try RatingInput(try body("{\"experiment\":\"exp7\",\"part\":\(part),\(members)}"), now: noon)
        return Rating(input, id: ID(bucket: 0, at: noon), rater: "r", receivedAt: noon)
    }

    @Test func `a rating adds to what it is and takes the same back`() throws {
        let added = PartFigures(counting: try rating(#""score":2,"comment":"replies are way too short""#))
        #expect(
            added.named.map(\.name) == [
                "aspect:length:negative", "comments", "detail:length:short:negative", "front_end:negative:", "raters",
                "score:2", "sentiment:negative", "stated_and_read",
            ])
        #expect(added.named.allSatisfy { $0.count == 1 })
        #expect((added - added).isZero && !added.isZero)
        let plain = PartFigures(counting: try rating(#""sentiment":"positive""#))
        #expect(plain.scores == [0, 0, 0, 0, 0] && plain[.comments] == 0 && plain.sentiments.positive == 1)
        #expect(PartFigures(counting: try rating(#""score":3"#)).sentiments.neutral == 1)
    }

    @Test func `a rating of a group is counted like any, and once more`() throws {
        let rating = try rating(#""score":2"#)
        let difference = PartFigures(counting: rating, isClustered: true) - PartFigures(counting: rating)
        #expect(difference.named.map(\.name) == ["clustered:negative"])
        let rest = PartFigures(counting: rating, isClustered: true).withoutClusters
        #expect(rest.isZero && PartFigures(counting: rating).withoutClusters.raters == 1)
    }

    @Test func `a stated aspect wins over the one that is read`() throws {
        let both = try rating(
            #""score":2,"comment":"too short","aspects":[{"aspect":"length","polarity":"positive"}]"#)
        let figures = PartFigures(counting: both)
        #expect(figures.tally(of: .length) == Tally(negative: 0, neutral: 0, positive: 1))
        #expect(figures.tally(of: .length, detail: "short").total == 0, "the comment says otherwise")
        let agreeing = try rating(
            #""score":2,"comment":"too short","aspects":[{"aspect":"length","polarity":"negative"}]"#)
        #expect(PartFigures(counting: agreeing).tally(of: .length, detail: "short").negative == 1)
    }

    @Test func `settings and front ends are counted by sentiment`() throws {
        let sampled = try rating(
            """
            "score":5,"front_end":"Oobabooga","sampling":{"temperature":0.7,"top_p":1,"top_k":0,
            "repetition_penalty":1.15,"contrastive":true}
            """)
        let names = PartFigures(counting: sampled).named.map(\.name)
        #expect(
            names == [
                "front_end:positive:oobabooga", "raters", "sampling:contrastive:on:positive",
                "sampling:repetition_penalty:1.1-1.2:positive", "sampling:temperature:0.5-0.7:positive",
                "sampling:top_k:disabled:positive", "sampling:top_p:disabled:positive", "score:5", "sentiment:positive",
            ])
        let odd = PartFigures(counting: try rating(#""score":1,"front_end":"my own: thing""#))
        #expect(odd.frontEnds == [FrontEnd("other")])
        #expect(odd.tally(in: FrontEnd("other")).negative == 1)
    }

    @Test(arguments: [
        (0.5, "to 0.5"), (0.51, "0.5-0.7"), (0.7, "0.5-0.7"), (1.0, "0.7-1"), (1.01, "over 1"), (0, "to 0.5"),
    ]) func `the upper end of a band lies within`(temperature: Double, band: String) {
        let settings = SamplingSettings(
            temperature: temperature, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil)
        #expect(SamplingBand.of(settings).map(\.name) == [band])
    }

    @Test func `who rates two parts is counted with the later one`() throws {
        let figures = PartFigures(
            from: try rating(#""score":4"#, part: 2), to: try rating(#""score":1"#, part: 3))
        #expect(figures.named.map(\.name) == ["scores:2:4:1", "sentiments:2:positive:negative"])
        #expect(figures.returning(since: 2) == Tally(negative: 1, neutral: 0, positive: 0))
        #expect(figures.returning(since: 1).total == 0)
    }

    @Test func `every name is read back, and no other`() {
        let counters: [Counter] =
            [.ratings, .raters, .comments, .statedAndRead, .differing, .score(5), .scores(since: 12, 1, 5)]
            + Polarity.allCases.flatMap { polarity -> [Counter] in
                [
                    .sentiment(polarity), .clustered(polarity), .frontEnd(FrontEnd(nil), polarity),
                    .frontEnd(FrontEnd("agnai"), polarity),
                    .detail(.formatting, "cut_off", polarity), .sentiments(since: 2, polarity, .neutral),
                ] + Aspect.allCases.map { .aspect($0, polarity) }
                    + SamplingBand.Setting.allCases.flatMap(SamplingBand.all).map { .sampling($0, polarity) }
            }
        for counter in counters { #expect(Counter(name: counter.name) == counter) }
        #expect(Set(counters.map(\.name)).count == counters.count)
        let strange = [
            "", "score:6", "score:", "sentiment:glad", "sampling:temperature:hot:negative", "aspect:length",
            "clustered",
        ]
        for name in strange { #expect(Counter(name: name) == nil) }
    }

    @Test func `sums are taken counter by counter, and what is zero is gone`() {
        func figures(_ step: Int) -> PartFigures {
            var figures = PartFigures([(.ratings, step), (.score(2), 2 * step), (.ratings, step)])
            figures.sentiments = Tally(negative: 3 * step, neutral: 0, positive: 4 * step)
            return figures
        }
        #expect(figures(3) + figures(4) == figures(7))
        #expect(figures(3).ratings == 6)
        #expect(figures(3) + PartFigures() == figures(3))
        #expect((figures(3) + figures(-3)).isZero && figures(3) - figures(3) == PartFigures())
        #expect(-figures(2) == figures(-2))
    }
}
