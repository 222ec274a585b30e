import Glibc

/// How the rates of the parts of an experiment spread: Beta(mean · s, (1 - mean) · s), from which each part draws its
/// own.
///
/// The hierarchical model of Bayesian Data Analysis 3, section 5.3, with log s ~ N(log 20, 1.5²) and a flat mean.
public struct BetaBinomialFamily: Sendable, Hashable {
    /// The mean rate; strictly between 0 and 1.
    public let mean: Double
    /// The concentration s, in raters: how many raters' worth a part leans towards the mean.
    public let concentration: Double

    /// The centre of log s a priori.
    static let centre = log(20.0)
    /// The standard deviation of log s a priori.
    static let spread = 1.5

    /// A family from its two numbers, brought into their ranges.
    public init(mean: Double, concentration: Double) {
        self.mean = mean > 0 ? min(mean, 1 - Double.ulpOfOne) : Double.leastNormalMagnitude
        self.concentration = concentration > 0 ? min(concentration, 1e12) : 1e-12
    }

    /// The rate of a part that drew from this family, once its raters are known.
    public func posterior(of part: Proportion) -> BetaDistribution {
        let alpha = max(mean * concentration, .leastNormalMagnitude)
        return BetaDistribution(
            alpha: Double(part.count) + alpha, beta: Double(part.rest) + (1 - mean) * concentration)
    }

    /// The logarithm of likelihood times prior, but for a constant, as a density of the mean and log s:
    /// Σ [ln B(k + a, n - k + b) - ln B(a, b)] - (log s - log 20)² / (2 · 1.5²).
    public func logDensity(_ parts: [Proportion]) -> Double {
        let own = posterior(of: Proportion(0, of: 0))
        let base = logBeta(own.alpha, own.beta)
        let likelihood = parts.reduce(0.0) { sum, part in
            sum + logBeta(own.alpha + Double(part.count), own.beta + Double(part.rest)) - base
        }
        let distance = (log(concentration) - Self.centre) / Self.spread
        return likelihood - distance * distance / 2
    }
}
