import Glibc

/// The Beta(alpha, beta) distribution of a rate in 0...1.
public struct BetaDistribution: Sendable, Hashable {
    /// The first shape; pseudo-count of those with the property.
    public let alpha: Double
    /// The second shape; pseudo-count of those without.
    public let beta: Double

    /// A distribution from its shapes, which must be positive and finite.
    public init(alpha: Double, beta: Double) {
        precondition(alpha > 0 && beta > 0 && alpha.isFinite && beta.isFinite, "shapes are positive and finite")
        self.alpha = alpha
        self.beta = beta
    }

    /// The distribution with this mean and variance, or nil where there is none: m (1 - m) must exceed the variance.
    init?(mean: Double, variance: Double) {
        let size = mean * (1 - mean) / variance - 1
        let (alpha, beta) = (mean * size, (1 - mean) * size)
        guard variance > 0, alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else { return nil }
        self.init(alpha: alpha, beta: beta)
    }

    /// The mean, alpha / (alpha + beta).
    public var mean: Double { alpha / (alpha + beta) }

    /// The variance, mean (1 - mean) / (alpha + beta + 1).
    public var variance: Double { mean * (beta / (alpha + beta)) / (alpha + beta + 1) }

    /// The probability of a rate of at most `x`: the regularised incomplete beta function I_x(alpha, beta).
    ///
    /// Continued fraction (Abramowitz & Stegun 26.5.8), below the mean for I_x and above it for the complement; for
    /// shapes above 2000 the tail is integrated. Relative error below 1e-10 for shapes up to 1e6.
    public func cdf(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : 0 }
        guard x < 1 else { return 1 }
        return isBelowMiddle(x) ? lowerPart(x) : 1 - upperPart(x)
    }

    /// The probability of a rate above `x`, 1 - `cdf(x)` without the cancellation.
    public func tail(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : 1 }
        guard x < 1 else { return 0 }
        return isBelowMiddle(x) ? 1 - lowerPart(x) : upperPart(x)
    }

    /// Where the continued fraction of `lowerPart` converges fast, and outside that of `upperPart`.
    private func isBelowMiddle(_ x: Double) -> Bool { x < (alpha + 1) / (alpha + beta + 2) }

    private func lowerPart(_ x: Double) -> Double {
        let weight = weight(at: x)
        if weight == 0 { return 0 }
        guard min(alpha, beta) < Self.large else { return integratedTail(beyond: x, direction: -1) }
        return weight * Self.fraction(x, alpha, beta) / alpha
    }

    private func upperPart(_ x: Double) -> Double {
        let weight = weight(at: x)
        if weight == 0 { return 0 }
        guard min(alpha, beta) < Self.large else { return integratedTail(beyond: x, direction: 1) }
        return weight * Self.fraction(1 - x, beta, alpha) / beta
    }

    /// The rate below which the share `p` of the distribution lies; `p` is clamped to 0...1.
    public func quantile(_ p: Double) -> Double {
        guard p > 0 else { return 0 }
        guard p < 1 else { return 1 }
        return inverse(of: p, in: quantileRange(of: p, mean: mean, variance: variance), cdf)
    }

    /// The interval that leaves equal shares out on both sides.
    public func interval(level: Double = 0.95) -> Interval {
        Interval(low: quantile((1 - level) / 2), high: quantile((1 + level) / 2))
    }

    /// x^alpha (1 - x)^beta / B(alpha, beta): the density on the logit scale, for 0 < x < 1.
    ///
    /// For large shapes written around the mean, where the factors are of the order of one (TOMS 708).
    func weight(at x: Double) -> Double {
        guard min(alpha, beta) >= 10 else { return exp(alpha * log(x) + beta * log1p(-x) - logBeta(alpha, beta)) }
        return weightAtMean * exp(-decline(at: x))
    }

    /// The weight at the mean, for shapes of at least 10.
    var weightAtMean: Double {
        (alpha / (alpha + beta) * beta / (2 * .pi)).squareRoot() * exp(-betaRemainder(alpha, beta))
    }

    /// By how much the logarithm of the weight is lower than at the mean.
    func decline(at x: Double) -> Double {
        let distance = alpha > beta ? (alpha + beta) * (1 - x) - beta : alpha - (alpha + beta) * x
        // At the very ends rounding would take the argument below -1, where there is no logarithm.
        return alpha * logExcess(max(-1, -distance / alpha)) + beta * logExcess(max(-1, distance / beta))
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        var fraction = LentzFraction(denominator: 1)
        var m = 0.0
        while !fraction.hasConverged {
            let twice = a + 2 * m
            fraction.append(numerator: -(a + m) * (a + b + m) * x / (twice * (twice + 1)), denominator: 1)
            m += 1
            if fraction.hasConverged { break }
            fraction.append(numerator: m * (b - m) * x / ((twice + 1) * (twice + 2)), denominator: 1)
        }
        return fraction.value
    }
}
