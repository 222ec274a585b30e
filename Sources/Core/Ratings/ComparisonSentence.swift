import Statistics

extension PartComparison {
    /// What a maintainer can paste into the logbook.
    public var sentence: Sentence {
        let evidence = comparison.evidence
        let said: [Sentence] =
            switch comparison.verdict {
            case .tooLittleData: [tooLittle]
            case .practicallyEqual:
                [
                    feedback,
                    Sentence(
                        .practicallyEqual,
                        [.share: .share(evidence.equality), .within: .share(RateDifference.practicallyEqual)]),
                ]
            case .noEvidence:
                [feedback, Sentence(.noEvidence, [.p: .probability(evidence.p), .part: .number(first.number)])]
            case .suggestive:
                [
                    feedback,
                    Sentence(
                        .suggestive,
                        [
                            .p: .probability(evidence.p), .count: .number(family.ratedParts),
                            .homogeneity: .probability(evidence.homogeneityP),
                            .odds: .odds(logBayesFactor: evidence.logBayesFactor),
                        ]),
                ] + needed
            case .credible: [feedback, credible]
            }
        return .several(said, between: " ")
    }

    private var tooLittle: Sentence {
        let few = [first, second].filter { $0.figures.raters < FeedbackLabel.fewestRaters }.map { part in
            Sentence(.partHas, [.part: .number(part.number), .raters: .raters(part.figures.raters)])
        }
        let values: [Sentence.Place: Sentence] = [
            .part: .number(first.number), .otherPart: .number(second.number),
            .least: .number(FeedbackLabel.fewestRaters), .few: few.first ?? .verbatim(""),
        ]
        guard few.count > 1 else { return Sentence(.tooLittleInOne, values) }
        return Sentence(.tooLittleInBoth, values.merging([.otherFew: few[1]]) { first, _ in first })
    }

    /// The labels, the counts, and what changed.
    private var feedback: Sentence {
        let one = comparison.first
        let other = comparison.second
        let pattern: Sentence.Pattern =
            switch comparison.changed {
            case nil: .feedback
            case .nothing: .feedbackUnchanged
            case .data: .feedbackOtherData
            case .hyperparameters: .feedbackOtherHyperparameters
            case .both: .feedbackBothOther
            }
        return Sentence(
            pattern,
            [
                .part: .number(first.number), .label: .label(first.label), .negative: .number(one.count),
                .all: .number(one.total), .share: .share(one.share ?? 0), .otherPart: .number(second.number),
                .otherNegative: .number(other.count), .otherAll: .number(other.total),
                .otherShare: .share(other.share ?? 0),
            ])
    }

    private var needed: [Sentence] {
        guard let needed = comparison.ratersNeeded else { return [] }
        if needed.more == 0 { return [Sentence(.ratersEnough)] }
        return [Sentence(.ratersNeeded, [.count: .number(needed.more), .each: .number(needed.perPart)])]
    }

    private var credible: Sentence {
        Sentence(
            (comparison.difference ?? 0) > 0 ? .credibleWorse : .credibleBetter,
            [
                .p: .probability(comparison.evidence.adjustedP), .part: .number(first.number),
                .comparisons: .counted(family.comparisons, .oneComparison, .comparisons),
            ])
    }
}
