import Foundation
public import Statistics
public import StrictJSON

/// What the community's ratings say about one part.
public struct PartSummary: Sendable {
    /// Version of the methods; part of the input hash.
    public static let method = "summary/3"

    /// All parts of the experiment.
    public let family: PartFamily
    /// This one.
    public let record: PartRecord
    private let index: Int

    /// The summary of one part; nil when it is not registered.
    public init?(part number: Int, in family: PartFamily) {
        guard let index = family.index(of: number) else { return nil }
        self.family = family
        self.index = index
        record = family.known.parts[index]
    }

    /// Number of the part.
    public var part: Int { record.number }
    /// Slug of the experiment.
    public var experiment: String { family.known.experiment }
    /// The integers that everything is computed from.
    public var figures: PartFigures { record.figures }
    /// The part's feedback in words.
    public var label: FeedbackLabel { record.label }

    /// Whether there are raters enough for percentages.
    public var isShown: Bool { figures.raters >= FeedbackLabel.fewestRaters }

    /// Share positive less share negative with its 95 % credible interval; nil below five raters.
    public var netSentiment: Estimate? {
        guard isShown else { return nil }
        let own = figures.sentiments
        let pooled = family.pooled.sentiments
        return .netSentiment(
            negative: own.negative, neutral: own.neutral, positive: own.positive,
            pooled: pooled.total > own.total ? (pooled.negative, pooled.neutral, pooled.positive) : nil)
    }

    /// Share of raters who are negative with its Wilson 95 % interval; nil below five raters.
    public var negativeShare: (raw: Double, wilson: Interval)? {
        let complaints = family.complaints[index]
        guard isShown, let share = complaints.share else { return nil }
        return (share, .wilson(complaints))
    }

    /// The share, drawn towards what all parts have in common; nil below five raters.
    public var shrunkenShare: Estimate? { isShown ? family.shrunken.rates[index] : nil }

    /// Mean score with its 95 % credible interval; nil below five scores.
    public var meanScore: Estimate? {
        let pooled = family.pooled.scores
        guard figures.scores.reduce(0, +) >= FeedbackLabel.fewestRaters else { return nil }
        return .meanScore(counts: figures.scores, pooled: pooled == figures.scores ? [] : pooled)
    }

    /// Against the part before; nil for the first.
    public var versusPrevious: PartComparison? { PartComparison(part, withPreviousIn: family) }

    /// Against all other parts together: Barnard's p, and the same corrected by Holm for all parts; nil with too few
    /// raters.
    public var versusRest: (p: Double, adjusted: Double)? { family.againstRest[index] }

    /// What raters say of each aspect, beside the part before.
    public var aspects: [AspectComparison] {
        AspectComparison.all(of: figures, beside: index > 0 ? family.known.parts[index - 1].figures : nil)
    }

    /// Complaints beside what was measured in the donated logs.
    public var reportedAndMeasured: [ReportedAndMeasured] {
        ReportedAndMeasured.all(of: record, beside: index > 0 ? family.known.parts[index - 1] : nil)
    }

    /// What could be done about complaints.
    public var advice: Advice { Advice(figures: figures) }

    /// What the part before was advised to do something about: did it become rarer? Empty for the first part.
    public var adviceChecks: [AdviceCheck] {
        guard index > 0 else { return [] }
        let before = family.known.parts[index - 1].figures
        return Advice(figures: before).suggestions.map { suggestion in
            AdviceCheck(suggestion.complaint, before: before, after: figures)
        }
    }

    /// The answer to `GET /v1/experiments/{e}/parts/{n}/advice`.
    /// - Parameter advice: this part's, tried on the pending data
    public func json(of advice: Advice) -> JSON {
        guard case .object(let members) = advice.json else { return .null }
        return .object(
            [("experiment", .string(experiment)), ("part", .int(part))]
                + family.provenance.filter { $0.key != "method" }
                + members + [
                    ("previous_part", index > 0 ? .int(family.known.parts[index - 1].number) : .null),
                    ("checks", .array(adviceChecks.map(\.json))),
                ])
    }

    /// The formats of the donated logs beside those of the other parts.
    public var sourceMix: SourceMix { SourceMix(of: record, among: family.known.parts) }
}

extension PartSummary {
    /// The answer to `GET /v1/experiments/{e}/parts/{n}/summary`.
    public var json: JSON {
        .object(
            [("experiment", .string(experiment)), ("part", .int(part))] + family.provenance + counted + estimated + [
                ("versus_previous", versusPrevious?.json ?? .null),
                ("versus_rest", versusRestJSON), ("family", family.json),
                (
                    "aspects",
                    .array(aspects.map { $0.json(otherPart: index > 0 ? family.known.parts[index - 1].number : nil) })
                ),
                ("sampling", .array(sampling)), ("front_ends", .array(frontEnds)),
                ("strata", .object(versusPrevious?.strata.map { ($0.by, $0.json) } ?? [])),
                ("reported_vs_measured", .array(reportedAndMeasured.map(\.json))), ("source_mix", sourceMix.json),
            ])
    }

    private var counted: [JSON.Member] {
        [
            ("ratings", .int(figures.ratings)), ("raters", .int(figures.raters)),
            ("effective_raters", .rounded(effectiveRaters)), ("comments", .int(figures[.comments])),
            ("counts", figures.sentiments.json),
            ("scores", .object((1...5).map { (String($0), .int(figures.scores[$0 - 1])) })),
        ]
    }

    private var estimated: [JSON.Member] {
        [
            ("mean_score", .estimate(meanScore)), ("net_sentiment", .estimate(netSentiment)),
            ("negative_share", negativeShareJSON), ("label", .string(label.rawValue)),
            ("stated_and_read", statedAndRead), ("clusters", clustersJSON),
            ("without_clusters", withoutClusters?.json ?? .null),
        ]
    }

    var negativeShareJSON: JSON {
        guard let share = negativeShare else { return .null }
        return .object([
            ("raw", .rounded(share.raw)), ("wilson", .interval(share.wilson)),
            ("shrunken", .rounded(shrunkenShare?.mean)), ("interval", .interval(shrunkenShare?.interval)),
        ])
    }

    var versusRestJSON: JSON {
        guard let rest = versusRest else { return .null }
        return .object([
            ("p_exact", .rounded(rest.p)), ("p_adjusted", .rounded(rest.adjusted)),
            ("parts", .int(family.againstRest.count { $0 != nil })),
        ])
    }

    private var statedAndRead: JSON {
        .object([("ratings", .int(figures[.statedAndRead])), ("differing", .int(figures[.differing]))])
    }

    private var sampling: [JSON] {
        SamplingBand.Setting.allCases.flatMap(SamplingBand.all).compactMap { band in
            let tally = figures.tally(in: band)
            guard tally.total > 0 else { return nil }
            return .object([
                ("setting", .string(band.setting.rawValue)), ("band", .string(band.name)),
                ("raters", .int(tally.total)), ("counts", tally.json),
            ])
        }
    }

    private var frontEnds: [JSON] {
        figures.frontEnds.map { frontEnd in
            let tally = figures.tally(in: frontEnd)
            return .object([
                ("front_end", frontEnd.name.isEmpty ? .null : .string(frontEnd.name)), ("raters", .int(tally.total)),
                ("counts", tally.json),
            ])
        }
    }
}
