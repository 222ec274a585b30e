/// What may be said of the difference between two parts.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Fewer than five raters in one of the parts.
    case tooLittleData = "too_little_data"
    /// The rates are within 0.10 of each other with a probability of 95 %.
    case practicallyEqual = "practically_equal"
    /// No more than chance does every day.
    case noEvidence = "no_evidence"
    /// More than chance does every day, but not established.
    case suggestive
    /// A difference that may be acted upon.
    case credible
}

/// All that a verdict weighs. The first rule that holds decides:
///
/// 1. `too_little_data`: a part has fewer than 5 raters.
/// 2. `practically_equal`: P(rates within 0.10) >= 0.95, from the raters alone, since a prior must not prove equality.
/// 3. `no_evidence`: the exact p is above 0.05, and neither direction has a probability of 0.975.
/// 4. `credible`: the exact p corrected for the family is at most 0.05, the direction has a probability of 0.975 under
///    the prior for what changed too, and the family does not speak for chance (homogeneity p above 0.05 together with
///    a log Bayes factor not above 0).
/// 5. `suggestive`: otherwise.
public struct Evidence: Sendable, Hashable {
    /// Raters of the part that has fewer.
    public var fewestRaters: Int
    /// The probability that the rates are practically equal, taken as independent.
    public var equality: Double
    /// The probability that the first rate is the higher one, taken as independent.
    public var probability: Double
    /// The same under the prior for what changed.
    public var changeAwareProbability: Double
    /// The exact p of the comparison.
    public var p: Double
    /// The same, corrected for all comparisons of the family.
    public var adjustedP: Double
    /// The p of homogeneity of all parts of the experiment.
    public var homogeneityP: Double
    /// The log Bayes factor of all parts of the experiment; below 0 speaks for one common rate.
    public var logBayesFactor: Double

    /// The largest p that is called small.
    public static let smallP = 0.05
    /// The probability of a direction that is called high; both directions together leave out 5 %.
    public static let highProbability = 0.975
    /// The probability of practical equality that is called high.
    public static let highEquality = 0.95

    /// All that is weighed.
    public init(
        fewestRaters: Int, equality: Double, probability: Double, changeAwareProbability: Double, p: Double,
        adjustedP: Double, homogeneityP: Double, logBayesFactor: Double
    ) {
        self.fewestRaters = fewestRaters
        self.equality = equality
        self.probability = probability
        self.changeAwareProbability = changeAwareProbability
        self.p = p
        self.adjustedP = adjustedP
        self.homogeneityP = homogeneityP
        self.logBayesFactor = logBayesFactor
    }

    /// The verdict; see the rules above.
    public var verdict: Verdict {
        if fewestRaters < FeedbackLabel.fewestRaters { return .tooLittleData }
        if equality >= Self.highEquality { return .practicallyEqual }
        guard p <= Self.smallP || Self.isSettled(probability) else { return .noEvidence }
        let isEstablished =
            adjustedP <= Self.smallP && Self.isSettled(changeAwareProbability) && !familySpeaksForChance
        return isEstablished ? .credible : .suggestive
    }

    private static func isSettled(_ probability: Double) -> Bool {
        max(probability, 1 - probability) >= highProbability
    }

    /// Whether both measures of the family take all parts for one.
    private var familySpeaksForChance: Bool { homogeneityP > Self.smallP && logBayesFactor <= 0 }
}
