import Statistics
import StrictJSON

/// What would be said of a part without the ratings that look as if one group had made them, in it and in the others.
public struct PartWithoutClusters: Sendable {
    /// The part with all its ratings.
    public let all: PartSummary
    /// The part without them.
    public let rest: PartSummary

    /// Nil where neither the part nor the one that it is compared with has such ratings.
    init?(_ summary: PartSummary) {
        let previous = summary.versusPrevious?.second
        guard summary.clustered.total > 0 || previous.map({ $0.figures.clustered.total > 0 }) == true,
            let family = summary.family.withoutClusters, let rest = PartSummary(part: summary.part, in: family)
        else { return nil }
        all = summary
        self.rest = rest
    }

    /// What a maintainer should know before believing the figures.
    public var sentence: Sentence {
        let comparison = rest.versusPrevious.map { [$0.sentence] } ?? []
        guard all.clustered.total > 0 else { return .several([Sentence(.groupBefore)] + comparison, between: " ") }
        let counts: [Sentence.Place: Sentence] = [
            .count: .number(all.clustered.total), .all: .number(all.figures.raters), .sentiments: sentiments,
        ]
        let others = rest.isShown ? [figures] + comparison : [Sentence(.withoutGroupTooFew)]
        return .several([Sentence(.group, counts)] + others, between: " ")
    }

    /// Of those that look like one group.
    private var sentiments: Sentence {
        let tally = all.clustered
        let counts: [(Int, Sentence.Pattern)] = [
            (tally.negative, .groupNegative), (tally.neutral, .groupNeutral), (tally.positive, .groupPositive),
        ]
        return .several(
            counts.filter { $0.0 > 0 }.map { Sentence($0.1, [.count: .number($0.0)]) }, between: ", ")
    }

    private var figures: Sentence {
        let complaints = rest.figures.sentiments.complaints
        let before = all.figures.sentiments
        return Sentence(
            .withoutGroup,
            [
                .negative: .number(complaints.count), .all: .number(complaints.total),
                .share: .share(complaints.share ?? 0), .otherNegative: .number(before.negative),
                .otherAll: .number(all.figures.raters), .otherShare: .share(before.complaints.share ?? 0),
            ])
    }

    /// `without_clusters` of a summary.
    var json: JSON {
        .object([
            ("raters", .int(rest.figures.raters)), ("counts", rest.figures.sentiments.json),
            ("net_sentiment", .estimate(rest.netSentiment)), ("negative_share", rest.negativeShareJSON),
            ("label", .string(rest.label.rawValue)), ("versus_previous", versusPrevious),
            ("sentence", .string(sentence.description)),
        ])
    }

    private var versusPrevious: JSON {
        guard let comparison = rest.versusPrevious else { return .null }
        let evidence = comparison.comparison.evidence
        func shown(_ value: Double?) -> JSON { comparison.isShown ? .rounded(value) : .null }
        return .object([
            ("part", .int(comparison.second.number)), ("difference", shown(comparison.comparison.difference)),
            ("p_exact", shown(evidence.p)), ("p_adjusted", shown(evidence.adjustedP)),
            ("verdict", .string(comparison.comparison.verdict.rawValue)),
            ("sentence", .string(comparison.sentence.description)),
        ])
    }
}

extension PartSummary {
    /// Counted ratings that look as if one group had made them, by sentiment.
    public var clustered: Tally { figures.clustered }

    /// Raters, with all those of groups together as one who weighs as much: Kish's effective number.
    public var effectiveRaters: Double {
        let raters = Double(figures.raters)
        let load = Double(clustered.total)
        return load == 0 ? raters : raters * raters / (raters - load + load * load)
    }

    /// What would be said without them; nil where there are none.
    public var withoutClusters: PartWithoutClusters? { PartWithoutClusters(self) }

    var clustersJSON: JSON {
        guard clustered.total > 0 else { return .null }
        return .object([("raters", .int(clustered.total)), ("counts", clustered.json)])
    }
}
