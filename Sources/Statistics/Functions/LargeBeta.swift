import Glibc

extension BetaDistribution {
    /// The shapes above which the tails are integrated: the continued fraction takes time with the root of the shapes.
    static let large = 2000.0

    /// The probability beyond `x`, away from the mean in the direction of the sign, for large shapes.
    ///
    /// The density of the logit is nearly normal then. Gauss and Legendre's rule with 20 points integrates it as far as
    /// it stays above e^-38 of its value at `x`, with a relative error below 1e-12 that rounding hides.
    func integratedTail(beyond x: Double, direction: Double) -> Double {
        let steepness = abs(alpha - (alpha + beta) * x) * logitWidth
        // Where steepness · l + l² / 2 = 38, in standard deviations.
        let length = 76 / ((steepness * steepness + 76).squareRoot() + steepness) * logitWidth
        let start = log(x) - log1p(-x)
        let other = mirrored
        func density(_ distance: Double) -> Double {
            let logit = start + direction * distance
            // From the nearer end, where a double still tells the rate from 1.
            let rate = 1 / (1 + exp(abs(logit)))
            return exp(-(logit > 0 ? other.decline(at: rate) : decline(at: rate)))
        }
        let half = length / 2
        let sum = gaussLegendre.reduce(0.0) { sum, point in
            sum + point.weight * (density(half - half * point.node) + density(half + half * point.node))
        }
        return min(1, half * sum * weightAtMean)
    }
}

/// The positive points of the 20-point rule on -1...1 (Abramowitz & Stegun, table 25.4).
private let gaussLegendre: [(node: Double, weight: Double)] = [
    (0.07652652113349734, 0.15275338713072628),
    (0.22778585114164507, 0.14917298647260424),
    (0.37370608871541955, 0.1420961093183824),
    (0.5108670019508271, 0.1316886384491769),
    (0.636053680726515, 0.1181945319615186),
    (0.7463319064601508, 0.1019301198172407),
    (0.8391169718222188, 0.08327674157670471),
    (0.912234428251326, 0.06267204833410879),
    (0.9639719272779138, 0.040601429800386446),
    (0.993128599185095, 0.017614007139150893),
]
