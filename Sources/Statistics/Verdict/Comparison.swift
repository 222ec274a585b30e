/// A part compared with another: how far their rates are apart, and what may be said of it.
public struct Comparison: Sendable {
    /// The part that is asked about.
    public let first: Proportion
    /// The part that it is compared with, mostly the one before.
    public let second: Proportion
    /// What changed between them; nil when that is not known or the parts are not consecutive.
    public let changed: Change?
    /// Newcombe's interval of the difference of the shares.
    public let newcombe: Interval
    /// The posterior difference under the prior for what changed.
    public let posterior: Estimate
    /// What the verdict weighs.
    public let evidence: Evidence

    /// Compares two parts of an experiment, of which `family` are all parts.
    ///
    /// `p` is Barnard's p of this comparison and the same corrected for all that are made together; left out, this one
    /// is alone.
    public init(
        _ first: Proportion, with second: Proportion, changed: Change? = nil, family: [Proportion],
        p: (exact: Double, corrected: Double)? = nil
    ) {
        let exact = p?.exact ?? barnardExact(first, second)
        let independent = RateDifference(first, minus: second)
        let changeAware = changed.map { RateDifference(first, minus: second, changed: $0) } ?? independent
        self.first = first
        self.second = second
        self.changed = changed
        newcombe = .newcombe(first, minus: second)
        posterior = changeAware.estimate()
        evidence = Evidence(
            fewestRaters: min(first.total, second.total), equality: independent.probability(),
            probability: first.posterior().probability(ofExceeding: second.posterior()),
            changeAwareProbability: changeAware.probabilityAbove, p: exact, adjustedP: p?.corrected ?? exact,
            homogeneityP: Homogeneity(family).p, logBayesFactor: logBayesFactor(family))
    }

    /// Every part of an experiment compared with the one before, corrected for each other by Holm. The first part has
    /// none before it: there is one comparison less than there are parts. `changes` says what changed with each part.
    public static func consecutive(_ parts: [Proportion], changes: [Change?] = []) -> [Comparison] {
        let pairs = Array(zip(parts.dropFirst(), parts))
        let exact = pairs.map { barnardExact($0, $1) }
        return zip(pairs, zip(exact, holm(exact))).enumerated().map { index, comparison in
            let ((first, second), p) = comparison
            let changed = changes.indices.contains(index + 1) ? changes[index + 1] : nil
            return Comparison(first, with: second, changed: changed, family: parts, p: (p.0, p.1))
        }
    }

    /// The difference of the shares, first less second; nil without raters on a side.
    public var difference: Double? {
        guard let share = first.share, let other = second.share else { return nil }
        return share - other
    }

    /// What may be said of the difference.
    public var verdict: Verdict { evidence.verdict }

    /// How many more raters would settle a difference that is suggestive; nil for any other verdict.
    public var ratersNeeded: RatersNeeded? { verdict == .suggestive ? RatersNeeded(first, second) : nil }
}
