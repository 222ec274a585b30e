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

    /// Compares two parts of an experiment.
    ///
    /// `family` are all its parts; `comparisons` the exact p of all comparisons that are made together, for Holm's
    /// correction, and `index` the place of this one among them. By default this one is alone.
    public init(
        _ first: Proportion, with second: Proportion, changed: Change? = nil, family: [Proportion],
        comparisons: [Double]? = nil, index: Int = 0
    ) {
        let comparisons = comparisons ?? [barnardExact(first, second)]
        let isListed = comparisons.indices.contains(index)
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
            changeAwareProbability: changeAware.probabilityAbove,
            p: isListed ? comparisons[index] : barnardExact(first, second),
            adjustedP: isListed ? holm(comparisons)[index] : 1,
            homogeneityP: Homogeneity(family).p, logBayesFactor: logBayesFactor(family))
    }

    /// Every part of an experiment compared with the one before, corrected for each other. The first part has none
    /// before it: there is one comparison less than there are parts. `changes` says what changed with each part.
    public static func consecutive(_ parts: [Proportion], changes: [Change?] = []) -> [Comparison] {
        let pairs = Array(zip(parts.dropFirst(), parts))
        let p = pairs.map { barnardExact($0, $1) }
        return pairs.enumerated().map { index, pair in
            let changed = changes.indices.contains(index + 1) ? changes[index + 1] : nil
            return Comparison(
                pair.0, with: pair.1, changed: changed, family: parts, comparisons: p, index: index)
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
