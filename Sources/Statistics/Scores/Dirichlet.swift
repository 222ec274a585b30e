/// What the raters of a part say about the distribution over ordered classes, such as sentiments or scores.
///
/// A Dirichlet posterior with weights a_k = c_k + 2 q_k, where q is the distribution over all parts of the experiment:
/// a small part leans towards its experiment by two raters' worth (Gelman et al., Bayesian Data Analysis 3, ch. 3 and
/// 5).
public struct DirichletPosterior: Sendable, Hashable {
    /// The weights a_k, one per class.
    public let weights: [Double]

    /// The posterior of a part's `counts` given the counts over all parts, class by class.
    ///
    /// The prior weight is 0.5 for each class instead when nothing is `pooled`, or all of it in a single class: that
    /// would leave the part no uncertainty at all.
    public init(counts: [Int], pooled: [Int] = []) {
        let counts = counts.map { Double(max(0, $0)) }
        let pooled = pooled.map { Double(max(0, $0)) }
        let total = pooled.reduce(0, +)
        guard pooled.count == counts.count, pooled.count(where: { $0 > 0 }) > 1 else {
            weights = counts.map { $0 + 0.5 }
            return
        }
        weights = zip(counts, pooled).map { $0 + 2 * $1 / total }
    }

    /// The posterior of the mean of `values`, one increasing value per class.
    ///
    /// With A = Σ a_k: mean m = Σ v_k a_k / A and variance (Σ v_k² a_k / A - m²) / (A + 1). The interval has the
    /// quantiles of the beta distribution on the range of the values with the same mean and variance: deterministic,
    /// inside the range, and skewed where the truth is.
    public func mean(of values: [Double], level: Double = 0.95) -> Estimate {
        let total = weights.reduce(0, +)
        guard let least = values.first, let greatest = values.last, least < greatest, values.count == weights.count
        else {
            let only = values.first ?? .nan
            return Estimate(mean: only, variance: 0, interval: Interval(low: only, high: only))
        }
        let mean = zip(values, weights).reduce(0.0) { $0 + $1.0 * $1.1 } / total
        // About the mean, not about zero: the same number without the cancellation.
        let spread = zip(values, weights).reduce(0.0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
        let variance = spread / (total + 1)
        let width = greatest - least
        guard let matched = BetaDistribution(mean: (mean - least) / width, variance: variance / (width * width)) else {
            return Estimate(mean: mean, variance: 0, interval: Interval(low: mean, high: mean))
        }
        let range = matched.interval(level: level)
        let interval = Interval(low: least + width * range.low, high: least + width * range.high)
        return Estimate(mean: mean, variance: variance, interval: interval)
    }
}

/// A posterior mean with its uncertainty.
public struct Estimate: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// The variance, the square of the standard deviation.
    public let variance: Double
    /// The credible interval, at the level that was asked for.
    public let interval: Interval

    /// The standard deviation.
    public var standardDeviation: Double { variance.squareRoot() }
}
