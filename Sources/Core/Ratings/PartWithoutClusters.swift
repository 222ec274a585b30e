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
    public var sentence: String {
        let clustered = all.clustered
        guard clustered.total > 0 else {
            return "Ratings of the part before look like one group. Without them: \(comparison)"
        }
        let raters = all.figures.raters
        let heading =
            "\(clustered.total) of \(raters) raters look like one group (\(Self.text(clustered))): the same comment, the "
            + "same network, or the same minute."
        guard rest.isShown else { return heading + " Without them there are too few raters to say anything." }
        let complaints = rest.figures.sentiments.complaints
        return heading
            + " Without them \(complaints.count) of \(complaints.total) raters are negative "
            + "(\(PercentText.of(complaints.share ?? 0))) instead of \(all.figures.sentiments.negative) of \(raters) "
            + "(\(PercentText.of(all.figures.sentiments.complaints.share ?? 0)))."
            + (rest.versusPrevious == nil ? "" : " \(comparison)")
    }

    private var comparison: String { rest.versusPrevious?.sentence ?? "" }

    private static func text(_ tally: Tally) -> String {
        [(tally.negative, "negative"), (tally.neutral, "neutral"), (tally.positive, "positive")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// `without_clusters` of a summary.
    var json: JSON {
        .object([
            ("raters", .int(rest.figures.raters)), ("counts", rest.figures.sentiments.json),
            ("net_sentiment", .estimate(rest.netSentiment)), ("negative_share", rest.negativeShareJSON),
            ("label", .string(rest.label.rawValue)), ("versus_previous", versusPrevious),
            ("sentence", .string(sentence)),
        ])
    }

    private var versusPrevious: JSON {
        guard let comparison = rest.versusPrevious else { return .null }
        let evidence = comparison.comparison.evidence
        func shown(_ value: Double?) -> JSON { comparison.isShown ? .rounded(value) : .null }
        return .object([
            ("part", .int(comparison.second.number)), ("difference", shown(comparison.comparison.difference)),
            ("p_exact", shown(evidence.p)), ("p_adjusted", shown(evidence.adjustedP)),
            ("verdict", .string(comparison.comparison.verdict.rawValue)), ("sentence", .string(comparison.sentence)),
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
