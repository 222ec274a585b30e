import Statistics

extension PartComparison {
    /// What a maintainer can paste into the logbook.
    public var sentence: String {
        switch comparison.verdict {
        case .tooLittleData: tooLittle
        case .practicallyEqual:
            "\(heading) \(PercentText.of(comparison.evidence.equality)) of the evidence puts both parts within "
                + "\(PercentText.of(RateDifference.practicallyEqual)) of each other: practically equal."
        case .noEvidence:
            "\(heading) A difference like that is what chance does (p = \(PText.of(comparison.evidence.p))): there is "
                + "no evidence that part \(first.number) is received any differently."
        case .suggestive: "\(heading) \(suggestion) \(needed)"
        case .credible:
            "\(heading) That is more than chance explains (p = \(PText.of(comparison.evidence.adjustedP)) after "
                + "correction for \(counted(family.comparisons, "comparison"))): part \(first.number) is \(direction)."
        }
    }

    private var tooLittle: String {
        let fewer = [first, second].filter { $0.figures.raters < FeedbackLabel.fewestRaters }
        let names = fewer.map { "part \($0.number) has \(counted($0.figures.raters, "rater"))" }
        return "Too little data to compare part \(first.number) with part \(second.number): "
            + names.joined(separator: " and ") + ", and \(FeedbackLabel.fewestRaters) are the least."
    }

    /// The labels, the counts, and what changed.
    private var heading: String {
        let one = comparison.first
        let other = comparison.second
        return
            "Feedback for part \(first.number) was \(PhraseText.of(first.label)): \(one.count) of \(one.total) raters "
            + "negative (\(PercentText.of(one.share ?? 0))), against \(other.count) of \(other.total) "
            + "(\(PercentText.of(other.share ?? 0))) for part \(second.number)\(change)."
    }

    private var change: String {
        switch comparison.changed {
        case nil: ""
        case .nothing: ", although nothing changed"
        case .data: ", with other data"
        case .hyperparameters: ", with other hyperparameters"
        case .both: ", with other data and hyperparameters"
        }
    }

    private var suggestion: String {
        let evidence = comparison.evidence
        let odds = PhraseText.odds(logBayesFactor: evidence.logBayesFactor)
        let family =
            "over all \(counted(self.family.ratedParts, "part")) homogeneity has p = "
            + "\(PText.of(evidence.homogeneityP)), \(odds)"
        return
            "By itself that looks like a change (p = \(PText.of(evidence.p))), but \(family): suggestive, not established."
    }

    private var needed: String {
        guard let needed = comparison.ratersNeeded else { return "" }
        if needed.more == 0 { return "There are raters enough: the next part will tell." }
        return "About \(needed.more) more raters in all (\(needed.perPart) a part) would settle it."
    }

    private var direction: String { (comparison.difference ?? 0) > 0 ? "received worse" : "received better" }

    private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
