public import Statistics
public import StrictJSON

/// One part compared with another: the figures, what may be said of them, and the sentence for the logbook.
public struct PartComparison: Sendable {
    /// All parts of the experiment.
    public let family: PartFamily
    /// The part that is asked about, and the one that it is compared with.
    public let first, second: PartRecord
    /// Of the shares of negative raters.
    public let comparison: Comparison

    /// Compares two parts; nil when one of them is not registered or both are the same.
    ///
    /// Consecutive parts are corrected for each other by Holm, as the experiment is watched part by part. Any other pair
    /// is one of all that could be picked, and its p is multiplied by their number (Bonferroni).
    public init?(_ number: Int, with other: Int, in family: PartFamily) {
        guard number != other, let first = family.index(of: number), let second = family.index(of: other) else {
            return nil
        }
        self.family = family
        self.first = family.known.parts[first]
        self.second = family.known.parts[second]
        if first == second + 1 {
            comparison = family.consecutive[second]
        } else {
            let complaints = family.complaints
            let exact = barnardExact(complaints[first], complaints[second])
            let pairs = Double(family.ratedParts * (family.ratedParts - 1) / 2)
            comparison = Comparison(
                complaints[first], with: complaints[second], family: complaints,
                p: (exact, min(1, exact * max(1, pairs))))
        }
    }

    /// With the part before it, the one of the next lower number; nil for the first.
    public init?(_ number: Int, withPreviousIn family: PartFamily) {
        guard let index = family.index(of: number), index > 0 else { return nil }
        self.init(number, with: family.known.parts[index - 1].number, in: family)
    }

    /// The probability that a rater of the first part gives the higher score; nil below five scores on a side.
    public var superiority: MannWhitney? {
        let scores = (first.figures.scores, second.figures.scores)
        guard scores.0.reduce(0, +) >= FeedbackLabel.fewestRaters, scores.1.reduce(0, +) >= FeedbackLabel.fewestRaters
        else { return nil }
        return MannWhitney(counts: scores.0, scores.1)
    }

    /// How those who rated both parts changed their judgement, later less earlier.
    public var paired: PairedDifference {
        first.number > second.number
            ? first.figures.paired(since: second.number) : second.figures.paired(since: first.number)
    }

    /// Among raters who are alike.
    public var strata: [StratifiedComparison] { StratifiedComparison.all(first, second) }

    /// Whether both parts have enough raters for percentages.
    public var isShown: Bool { comparison.evidence.fewestRaters >= FeedbackLabel.fewestRaters }

    /// `versus_previous` of a summary.
    public var json: JSON { .object([("part", .int(second.number))] + members) }

    /// What is said of the difference; figures are left out below five raters, counts are not.
    var members: [JSON.Member] {
        let evidence = comparison.evidence
        func shown(_ json: JSON) -> JSON { isShown ? json : .null }
        return [
            ("changed", .string(first.changed.rawValue)),
            ("difference", shown(.rounded(comparison.difference))), ("newcombe", shown(.interval(comparison.newcombe))),
            ("posterior", shown(.estimate(comparison.posterior))), ("p_exact", shown(.rounded(evidence.p))),
            ("p_adjusted", shown(.rounded(evidence.adjustedP))), ("comparisons", .int(family.comparisons)),
            ("probability_worse", shown(.rounded(evidence.probability))),
            ("probability_worse_given_change", shown(.rounded(evidence.changeAwareProbability))),
            ("probability_practically_equal", shown(.rounded(evidence.equality))),
            ("practically_equal_within", .double(RateDifference.practicallyEqual)),
            ("score_superiority", superiority.map(Self.json) ?? .null), ("paired", Self.json(paired)),
            ("verdict", .string(comparison.verdict.rawValue)),
            ("more_raters_needed", comparison.ratersNeeded.map { .int($0.more) } ?? .null),
            ("raters_needed_per_part", comparison.ratersNeeded.map { .int($0.perPart) } ?? .null),
            ("sentence", .string(sentence.description)),
        ]
    }

    private static func json(_ superiority: MannWhitney) -> JSON {
        .object([
            ("probability", .rounded(superiority.superiority)), ("u", .rounded(superiority.u)),
            ("p", .rounded(superiority.p)),
        ])
    }

    private static func json(_ paired: PairedDifference) -> JSON {
        let isShown = paired.raters >= FeedbackLabel.fewestRaters
        return .object([
            ("raters", .int(paired.raters)), ("rose", .int(paired.rose)), ("fell", .int(paired.fell)),
            ("mean", isShown ? .rounded(paired.mean) : .null),
            ("interval", isShown ? .interval(paired.interval) : .null),
            ("p", isShown ? .rounded(paired.p) : .null),
        ])
    }
}

extension PartComparison {
    /// The answer to `GET /v1/experiments/{e}/parts/{n}/compare/{m}`.
    public var answer: JSON {
        .object(
            [
                ("experiment", .string(family.known.experiment)), ("part", .int(first.number)),
                ("other", .int(second.number)),
            ] + family.provenance + [
                ("parts", .array([Self.side(first), Self.side(second)]))
            ] + members + [
                ("family", family.json), ("strata", .object(strata.map { ($0.by, $0.json) })),
                (
                    "aspects",
                    .array(
                        AspectComparison.all(of: first.figures, beside: second.figures).map {
                            $0.json(otherPart: second.number)
                        })
                ),
            ])
    }

    private static func side(_ part: PartRecord) -> JSON {
        let tally = part.figures.sentiments
        return .object([
            ("part", .int(part.number)), ("raters", .int(part.figures.raters)), ("counts", tally.json),
            ("scores", .object(part.figures.scores.enumerated().map { (String($0 + 1), .int($1)) })),
            ("label", .string(part.label.rawValue)),
        ])
    }
}

extension PartRecord {
    /// The part's feedback in words.
    public var label: FeedbackLabel {
        let tally = figures.sentiments
        return .of(negative: tally.negative, neutral: tally.neutral, positive: tally.positive)
    }
}

extension Tally {
    /// `{negative, neutral, positive}`.
    var json: JSON {
        .object([("negative", .int(negative)), ("neutral", .int(neutral)), ("positive", .int(positive))])
    }
}
