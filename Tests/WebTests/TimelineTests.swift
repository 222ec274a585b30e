import Core
import Testing

@testable import Web

@Suite struct TimelineTests {
    private func summaries(_ figures: [PartFigures]) throws -> [PartSummary] {
        let family = PartFamily(PagesSamples.known(figures))
        return try figures.indices.map { try #require(PartSummary(part: $0 + 1, in: family)) }
    }

    @Test func aPartWithFewRatersHasAPlaceAndNoDot() throws {
        let few = PagesSamples.figures(negative: 1, neutral: 1, positive: 2)
        let timeline = try #require(
            TimelinePicture(
                try summaries([PagesSamples.figures(), few, PagesSamples.figures(negative: 0, positive: 20)])))
        #expect(timeline.points.map(\.number) == [1, 3] && timeline.marks.map(\.number) == [1, 2, 3])
        #expect(timeline.points.map(\.place) == ["16.67%", "83.33%"])
        #expect(timeline.links.count == 1)
        #expect(timeline.points.map(\.isClear) == [false, true])
        for point in timeline.points {
            #expect(14...174 ~= point.highHeight && point.highHeight <= point.meanHeight)
            #expect(point.meanHeight <= point.lowHeight && point.lowHeight <= 174)
        }
        #expect(TimelinePicture(try summaries([few])) == nil)
    }

    @Test func chatsOfAPartStandBesideThoseOfTheOthers() throws {
        let view = try PagesSamples.view()
        let donated = try #require(
            PartPage(view, part: 2, comments: PagesSamples.comments).flatMap { $0.donated })
        #expect(donated.lines.map(\.own) == [6, 4] && donated.lines.map(\.ownShare) == ["60", "40"])
        #expect(donated.lines.map(\.othersShare) == ["60", "40"] && donated.isTested && !donated.isDifferent)
        #expect(donated.measures.map(\.value) == ["42", "42", "20 %", "0 %"])
        #expect(donated.measures.first?.complaints == 15)
        let bare = PartFamily(PagesSamples.known([PagesSamples.figures()]))
        #expect(try DonatedPicture(#require(PartSummary(part: 1, in: bare))) == nil)
    }

    @Test func aspectsShareOneScaleAndTheMostComplainedOfIsFirst() throws {
        let aspects = AspectTimeline.all(try summaries([PagesSamples.complaining, PagesSamples.complaining]))
        #expect(aspects.first?.aspect == Word("length") && aspects.count == 10)
        #expect(aspects.first?.bars.map(\.complaintsHeight) == [30, 30])
        #expect(aspects.dropFirst().allSatisfy { $0.bars.allSatisfy { 0...30 ~= $0.complaintsHeight } })
        #expect(AspectTimeline.all(try summaries([PagesSamples.figures()])).isEmpty)
    }
}
