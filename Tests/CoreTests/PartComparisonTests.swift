import Core
import Foundation
import Sentiment
import Statistics
import StrictJSON
import Testing

@Suite struct PartComparisonTests {
    private func sentence(_ first: PartFigures, _ second: PartFigures, _ changed: Part.Changed) throws -> String {
        let family = SampleFamily.family(second, first, changed: [.both, changed])
        return try #require(PartComparison(2, withPreviousIn: family)).sentence.description
    }

    @Test func `the demo's third part has a sentence for the logbook`() throws {
        let comparison = try #require(PartComparison(3, withPreviousIn: SampleFamily.demo))
        #expect(comparison.comparison.verdict == .suggestive)
        #expect(
            comparison.sentence.description
                == "Feedback for part 3 was mostly negative: 14 of 23 raters negative (61 %), against 6 of 21 (29 %) for "
                + "part 2, although nothing changed. By itself that looks like a change (p = 0.035), but over all 4 parts "
                + "homogeneity has p = 0.161, 2.6 to 1 for one common rate: suggestive, not established. About 28 more "
                + "raters in all (36 a part) would settle it.")
    }

    @Test func `every verdict has its sentence`() throws {
        let few = try sentence(SampleFamily.figures(1, 0, 1), SampleFamily.figures(1, 0, 0), .data)
        #expect(
            few
                == "Too little data to compare part 2 with part 1: part 2 has 2 raters and part 1 has 1 rater, and 5 are "
                + "the least.")
        let even = try sentence(SampleFamily.figures(10, 0, 10), SampleFamily.figures(9, 1, 10), .hyperparameters)
        #expect(even.contains("with other hyperparameters. A difference like that is what chance does (p = "))
        let equal = try sentence(SampleFamily.figures(900, 0, 900), SampleFamily.figures(910, 0, 890), .nothing)
        #expect(equal.contains("practically equal"))
        let worse = try sentence(SampleFamily.figures(60, 0, 20), SampleFamily.figures(20, 0, 60), .both)
        #expect(worse.hasSuffix("(p = less than 0.001 after correction for 1 comparison): part 2 is received worse."))
        let better = try sentence(SampleFamily.figures(20, 0, 60), SampleFamily.figures(60, 0, 20), .both)
        #expect(better.hasSuffix("part 2 is received better."))
    }

    @Test func `parts that are not consecutive are corrected for all pairs`() throws {
        let comparison = try #require(PartComparison(4, with: 2, in: SampleFamily.demo))
        let exact = barnardExact(Proportion(8, of: 20), Proportion(6, of: 21))
        #expect(comparison.comparison.evidence.p == exact)
        #expect(comparison.comparison.evidence.adjustedP == min(1, exact * 6))
        #expect(comparison.comparison.changed == nil)
    }

    @Test func `a part is not compared with itself, nor with one that is not there`() {
        #expect(PartComparison(3, with: 3, in: SampleFamily.demo) == nil)
        #expect(PartComparison(3, with: 9, in: SampleFamily.demo) == nil)
        #expect(PartComparison(1, withPreviousIn: SampleFamily.demo) == nil)
    }

    @Test func `the other way round the signs change`() throws {
        let there = try #require(PartComparison(4, with: 2, in: SampleFamily.demo))
        let back = try #require(PartComparison(2, with: 4, in: SampleFamily.demo))
        #expect(there.comparison.difference == back.comparison.difference.map { -$0 })
        #expect(abs(there.comparison.evidence.p - back.comparison.evidence.p) < 1e-9)
        #expect(there.comparison.verdict == back.comparison.verdict)
    }

    @Test func `who rated both parts is compared with themselves`() throws {
        var later = SampleFamily.figures(6, 0, 4)
        later[.scores(since: 1, 4, 2)] = 5
        later[.scores(since: 1, 3, 4)] = 1
        later[.sentiments(since: 1, .positive, .negative)] = 5
        later[.sentiments(since: 1, .neutral, .positive)] = 1
        let family = SampleFamily.family(SampleFamily.figures(2, 3, 8), later)
        let paired = try #require(PartComparison(2, withPreviousIn: family)).paired
        #expect(paired.raters == 6 && paired.rose == 1 && paired.fell == 5)
        #expect(abs(paired.mean + 1.5) < 1e-12)
        let cohort = try #require(
            PartComparison(2, withPreviousIn: family)?.strata.first { $0.by == "cohort" })
        #expect(cohort.groups.map(\.name) == ["rated_both", "rated_one"])
        #expect(cohort.groups[0].first == Tally(negative: 5, neutral: 0, positive: 1))
        #expect(cohort.groups[0].second == Tally(negative: 0, neutral: 1, positive: 5))
        #expect(cohort.groups[1].first == Tally(negative: 1, neutral: 0, positive: 3))
        #expect(cohort.groups[1].second == Tally(negative: 2, neutral: 2, positive: 3))
    }

    /// All of the difference comes from who used which front end.
    @Test func `a difference of front ends disappears among raters of one front end`() throws {
        var (first, second) = (SampleFamily.figures(44, 0, 36), SampleFamily.figures(36, 0, 44))
        func set(_ figures: inout PartFigures, _ name: String, _ negative: Int, _ positive: Int) {
            figures[.frontEnd(FrontEnd(name), .negative)] = negative
            figures[.frontEnd(FrontEnd(name), .positive)] = positive
        }
        set(&first, "oobabooga", 36, 4)
        set(&first, "tavernai", 8, 32)
        set(&second, "oobabooga", 18, 2)
        set(&second, "tavernai", 18, 42)
        let family = SampleFamily.family(second, first)
        let comparison = try #require(PartComparison(2, withPreviousIn: family))
        let strata = try #require(comparison.strata.first { $0.by == "front_end" })
        #expect(strata.coverage == 1 && strata.groups.map(\.name) == ["oobabooga", "tavernai"])
        let json = try JSONDocument(comparison.answer.bytes(), limits: .request).root["strata"]?["front_end"]
        #expect(json?["crude_difference"]?.double == 0.1)
        let within = MantelHaenszel([
            Stratum(Proportion(36, of: 40), Proportion(18, of: 20)),
            Stratum(Proportion(8, of: 40), Proportion(18, of: 60)),
        ])
        #expect(abs((json?["difference"]?.double ?? 0) - within.difference) < 1e-6)
        #expect(within.difference < 0, "among their like the later part is no worse at all")
        #expect((json?["explained"]?.double ?? 0) > 1)
        #expect(json?["groups"]?.list.first?["other_negative"]?.int == 18)
    }

    @Test func `below five raters a comparison shows counts and no figures`() throws {
        let family = SampleFamily.family(SampleFamily.figures(1, 0, 2), SampleFamily.figures(9, 0, 9))
        let comparison = try #require(PartComparison(2, withPreviousIn: family))
        let json = try JSONDocument(comparison.answer.bytes(), limits: .request).root
        for name in ["difference", "newcombe", "p_exact", "probability_worse", "posterior"] {
            #expect(json[name]?.isNull == true, "\(name)")
        }
        #expect(json["verdict"]?.string == "too_little_data")
        #expect(json["parts"]?.elements.map { $0["raters"]?.int } == [18, 3])
    }

    @Test func `aspects change when more complain than chance among all aspects does`() throws {
        var (earlier, later) = (SampleFamily.figures(20, 0, 20), SampleFamily.figures(20, 0, 20))
        later[.aspect(.length, .negative)] = 18
        later[.detail(.length, "short", .negative)] = 16
        earlier[.aspect(.length, .negative)] = 2
        earlier[.aspect(.speed, .negative)] = 3
        later[.aspect(.speed, .negative)] = 4
        later[.aspect(.creativity, .positive)] = 5
        let aspects = AspectComparison.all(of: later, beside: earlier)
        #expect(aspects.map(\.aspect) == [.length, .length, .speed, .creativity])
        #expect(aspects.map(\.detail) == [nil, "short", nil, nil])
        #expect(aspects.map(\.isChanged) == [true, true, false, false])
        let exact = aspects.map { $0.p?.exact ?? -1 }
        #expect(aspects.map { $0.p?.adjusted ?? -1 } == benjaminiHochberg(exact))
        #expect(AspectComparison.all(of: later, beside: nil).allSatisfy { $0.p == nil })
    }

    @Test func `complaints stand beside what the logs say`() throws {
        var figures = SampleFamily.figures(10, 0, 10)
        figures[.detail(.length, "short", .negative)] = 8
        var logs = PartLogs()
        (logs.episodes, logs.medianWords, logs.unbalanced, logs.truncated) = (40, 31.5, 10, 2)
        logs.formats = ["sillytavern": 30, "agnai": 10]
        var before = logs
        (before.medianWords, before.formats) = (55, ["sillytavern": 10, "agnai": 30])
        let family = PartFamily(
            SampleFamily.known([
                PartRecord(number: 1, changed: .data, figures: figures, logs: before),
                PartRecord(number: 2, changed: .data, figures: figures, logs: logs),
            ]))
        let summary = try #require(PartSummary(part: 2, in: family))
        let short = try #require(summary.reportedAndMeasured.first { $0.detail == "short" })
        #expect(short.complaints == Proportion(8, of: 20) && short.value == 31.5 && short.previous == 55)
        #expect(summary.reportedAndMeasured.first { $0.detail == "marks" }?.value == 0.25)
        let mix = summary.sourceMix
        #expect(mix.formats.map(\.name) == ["sillytavern", "agnai"])
        #expect(try #require(mix.test).p < 0.001 && (try #require(mix.divergence)) > 0.1)
        let json = try JSONDocument(summary.json.bytes(), limits: .request).root
        #expect(json["source_mix"]?["formats"]?.list.first?["other_parts"]?.int == 10)
        #expect(json["reported_vs_measured"]?.list.first?["value"]?.double == 31.5)
    }
}
