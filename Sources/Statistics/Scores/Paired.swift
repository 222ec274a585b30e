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
        self.init(counts: pairs.map { ($0.earlier, $0.later, 1) })
    }

    /// The same from how many raters gave each pair of judgements: the cost does not depend on the raters.
    public init(counts: [(earlier: Double, later: Double, raters: Int)]) {
        let changes = counts.map { (change: $0.later - $0.earlier, raters: max(0, $0.raters)) }
            .filter { $0.change.isFinite }
        let n = changes.reduce(0.0) { $0 + Double($1.raters) }
        let mean = changes.reduce(0.0) { $0 + $1.change * Double($1.raters) } / max(1, n)
        raters = Int(n)
        rose = changes.reduce(0) { $0 + ($1.change > 0 ? $1.raters : 0) }
        fell = changes.reduce(0) { $0 + ($1.change < 0 ? $1.raters : 0) }
        self.mean = mean
        p = signTest(rose, fell)
        guard n > 1 else {
            interval = nil
            return
        }
        let variance =
            changes.reduce(0.0) { $0 + ($1.change - mean) * ($1.change - mean) * Double($1.raters) } / (n - 1)
        let reach = studentQuantile(0.975, degreesOfFreedom: n - 1) * (variance / n).squareRoot()
        interval = Interval(low: mean - reach, high: mean + reach)
    }
}
