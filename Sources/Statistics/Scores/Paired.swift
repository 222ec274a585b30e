/// The exact two-sided p of so many raters up and so many down, when both were equally likely: twice the smaller tail
/// of the binomial distribution, at most 1.
///
/// For ratings before and after it is the sign test, for a property McNemar's exact test on those who changed
/// (Dixon & Mood 1946; McNemar 1947). The tail is I_(1/2)(n - k, k + 1), at once for any number.
public func signTest(_ up: Int, _ down: Int) -> Double {
    let fewer = Double(max(0, min(up, down)))
    let more = Double(max(0, max(up, down)))
    guard more > 0 else { return 1 }
    return min(1, 2 * BetaDistribution(alpha: more, beta: fewer + 1).cdf(0.5))
}

/// How raters of two parts changed their judgement from one to the other; everyone is compared with themselves only.
public struct PairedDifference: Sendable, Hashable {
    /// Raters of both parts.
    public let raters: Int
    /// Raters whose judgement rose.
    public let rose: Int
    /// Raters whose judgement fell.
    public let fell: Int
    /// The mean change, later less earlier; 0 without raters.
    public let mean: Double
    /// The 95 % interval of the mean change by Student's t; nil below two raters. All changes alike make it a point.
    public let interval: Interval?
    /// The sign test's exact two-sided p; unchanged judgements say nothing.
    public let p: Double

    /// Compares each rater's earlier and later judgement: scores, or 0 and 1 for a property (McNemar's exact test).
    public init(_ pairs: [(earlier: Double, later: Double)]) {
        let changes = pairs.map { $0.later - $0.earlier }.filter(\.isFinite)
        let n = Double(changes.count)
        let mean = changes.reduce(0, +) / max(1, n)
        raters = changes.count
        rose = changes.count { $0 > 0 }
        fell = changes.count { $0 < 0 }
        self.mean = mean
        p = signTest(rose, fell)
        guard n > 1 else {
            interval = nil
            return
        }
        let variance = changes.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        let reach = studentQuantile(0.975, degreesOfFreedom: n - 1) * (variance / n).squareRoot()
        interval = Interval(low: mean - reach, high: mean + reach)
    }
}
