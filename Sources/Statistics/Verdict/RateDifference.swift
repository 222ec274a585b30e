import Glibc

/// The posterior of the difference between the rates of two parts.
///
/// Each rate has Jeffreys' prior; a `Change` ties them to each other, see there. The joint posterior is summed over a
/// lattice of the logits of both rates, the narrower one outside: deterministic, with an error below 1e-4 in all that
/// it tells, but for a part where nobody or everybody has the property: up to 0.006 in the ends of its interval with
/// five raters.
public struct RateDifference: Sendable {
    /// Two parts are practically equal when their rates are this near (the region of practical equivalence of
    /// Kruschke 2018).
    public static let practicallyEqual = 0.10

    /// The mean difference, first less second.
    public let mean: Double
    /// Its variance.
    public let variance: Double
    private let lattice: LogitLattice

    /// The posterior for two parts; `changed` nil takes their rates as independent.
    public init(_ first: Proportion, minus second: Proportion, changed: Change? = nil) {
        lattice = LogitLattice(
            first: first.posterior(), second: second.posterior(), deviation: changed?.logOddsDeviation ?? .infinity)
        let mean = lattice.expectation { $0 - $1 }
        self.mean = mean
        variance = lattice.expectation { ($0 - $1 - mean) * ($0 - $1 - mean) }
    }

    /// The probability of a difference of at most `difference`.
    public func cdf(_ difference: Double) -> Double { lattice.probability(ofAtMost: difference) }

    /// The probability that the first rate is the higher one.
    public var probabilityAbove: Double { 1 - cdf(0) }

    /// The probability of a difference of at most `reach`, either way.
    public func probability(within reach: Double = practicallyEqual) -> Double { max(0, cdf(reach) - cdf(-reach)) }

    /// The credible interval that leaves equal shares out on both sides, and its mean and variance.
    public func estimate(level: Double = 0.95) -> Estimate {
        Estimate(
            mean: mean, variance: variance,
            interval: Interval(low: quantile((1 - level) / 2), high: quantile((1 + level) / 2)))
    }

    private func quantile(_ p: Double) -> Double {
        var (low, high) = (-1.0, 1.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if cdf(middle) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

/// The joint posterior of two rates on their logits: for each value of the narrower one the density of the other.
private struct LogitLattice {
    /// A value of the narrower rate, its share of the posterior, and the logit of the other rate given it.
    struct Slice {
        let rate: Double
        let share: Double
        let other: LatticeDensity
    }

    let slices: [Slice]
    /// Whether the narrower rate is the first one.
    let isFirstOutside: Bool

    /// `deviation` is the prior standard deviation of the difference of the logits.
    init(first: BetaDistribution, second: BetaDistribution, deviation: Double) {
        isFirstOutside = first.logitWidth <= second.logitWidth
        let (narrow, wide) = isFirstOutside ? (first, second) : (second, first)
        let precision = 1 / (wide.logitWidth * wide.logitWidth)
        let tie = 1 / (deviation * deviation)
        let step = 1 / (precision + tie).squareRoot() / 5
        func other(at logit: Double) -> LatticeDensity {
            let centre = (wide.logitCentre * precision + logit * tie) / (precision + tie)
            return LatticeDensity(near: centre, step: step) {
                wide.logWeight(logit: $0) - ($0 - logit) * ($0 - logit) * tie / 2
            }
        }
        let outside = LatticeDensity(near: narrow.logitCentre, step: narrow.logitWidth / 5) { logit in
            let other = other(at: logit)
            return narrow.logWeight(logit: logit) + other.peak + log(other.total)
        }
        let sum = outside.values.reduce(0, +)
        slices = zip(outside.points, outside.values).map {
            Slice(rate: rate(ofLogit: $0), share: $1 / sum, other: other(at: $0))
        }
    }

    /// The mean of a function of the first and the second rate.
    func expectation(_ value: (Double, Double) -> Double) -> Double {
        slices.reduce(0.0) { sum, slice in
            let inside = zip(slice.other.points, slice.other.values).reduce(0.0) { sum, point in
                let other = rate(ofLogit: point.0)
                return sum + point.1 * (isFirstOutside ? value(slice.rate, other) : value(other, slice.rate))
            }
            return sum + slice.share * inside * slice.other.step / slice.other.total
        }
    }

    /// The probability that the first rate exceeds the second by at most `difference`.
    func probability(ofAtMost difference: Double) -> Double {
        let sum = slices.reduce(0.0) { sum, slice in
            let limit = isFirstOutside ? slice.rate - difference : slice.rate + difference
            let below = limit <= 0 ? 0 : limit >= 1 ? 1 : slice.other.share(below: log(limit / (1 - limit)))
            return sum + slice.share * (isFirstOutside ? 1 - below : below)
        }
        return min(max(0, sum), 1)
    }
}

private func rate(ofLogit logit: Double) -> Double { 1 / (1 + exp(-logit)) }
