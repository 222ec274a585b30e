public import StrictJSON
import Statistics

/// What the community says over all parts of an experiment.
public struct ExperimentSummary: Sendable {
    /// All parts.
    public let family: PartFamily

    /// The summary of these parts.
    public init(_ family: PartFamily) { self.family = family }

    /// The answer to `GET /v1/experiments/{e}/summary`.
    public var json: JSON {
        let parts = family.known.parts.compactMap { PartSummary(part: $0.number, in: family) }
        return .object(
            [("experiment", .string(family.known.experiment))] + family.provenance + [
                ("raters", .int(family.known.parts.reduce(0) { $0 + $1.figures.raters })),
                ("parts", .array(parts.map(Self.line))), ("family", family.json),
                ("sentence", .string(sentence.description)),
            ])
    }

    /// Chance or change, over all parts.
    public var sentence: Sentence {
        let rated = Sentence.number(family.ratedParts)
        guard family.ratedParts > 1 else {
            return Sentence(.tooFewParts, [.count: rated, .all: .number(family.known.parts.count)])
        }
        let p = family.homogeneity.p
        let logBayesFactor = family.bayesFactor.uniform
        let pattern: Sentence.Pattern =
            switch (p <= Evidence.smallP, logBayesFactor > 0) {
            case (true, true): .partsDiffer
            case (false, false): .partsDoNotDiffer
            default: .partsMayDiffer
            }
        return Sentence(
            pattern, [.count: rated, .p: .probability(p), .odds: .odds(logBayesFactor: logBayesFactor)])
    }

    private static func line(_ summary: PartSummary) -> JSON {
        .object([
            ("part", .int(summary.part)), ("raters", .int(summary.figures.raters)),
            ("counts", summary.figures.sentiments.json), ("label", .string(summary.label.rawValue)),
            ("net_sentiment", .estimate(summary.netSentiment)), ("mean_score", .estimate(summary.meanScore)),
            ("negative_share", summary.negativeShareJSON), ("versus_previous", summary.versusPrevious?.json ?? .null),
            ("versus_rest", summary.versusRestJSON),
        ])
    }
}

extension PartFamily {
    /// As of when and by which methods: members of every answer.
    var provenance: [JSON.Member] {
        [
            (
                "as_of",
                .object([("position", .int(known.position)), ("at", .string(RFC3339.text(known.asOf)))])
            ), ("method", .string(PartSummary.method)), ("sentiment_model", .string(known.sentimentModel)),
            ("input_hash", .string(inputHash)),
        ]
    }

    /// Chance or change over all parts.
    var json: JSON {
        .object([
            ("parts", .int(ratedParts)), ("homogeneity_p", .rounded(homogeneity.p)),
            ("homogeneity_chi_square", .rounded(homogeneity.chiSquare)),
            ("degrees_of_freedom", .int(homogeneity.degreesOfFreedom)),
            ("log_bayes_factor", .rounded(bayesFactor.uniform)),
            (
                "log_bayes_factor_by_prior",
                .object([
                    ("jeffreys", .rounded(bayesFactor.jeffreys)), ("uniform", .rounded(bayesFactor.uniform)),
                    ("peaked", .rounded(bayesFactor.peaked)),
                ])
            ), ("same_under_all_priors", .bool(bayesFactor.isRobust)),
            ("trend", .object([("z", .rounded(trend.z)), ("p", .rounded(trend.p))])),
            ("common_rate", .rounded(shrunken.mean)), ("comparisons", .int(comparisons)),
        ])
    }
}
