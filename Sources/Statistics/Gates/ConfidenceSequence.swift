import Glibc

/// A bound that a sum of deviations crosses with probability at most alpha *at any time*, however often one looks.
///
/// Robbins' normal mixture: |S| < sqrt((V + ρ)(ln((V + ρ) / ρ) + 2 ln(1 / α))) for all times at once, where V is the
/// variance collected so far (Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon 2021, eq. 14). ρ is fixed beforehand and
/// says where the bound is tightest.
public struct ConfidenceSequence: Sendable, Hashable {
    /// The variance of the mixture; positive.
    public let rho: Double
    /// The probability of ever crossing by chance, both sides together; in 0...1.
    public let alpha: Double

    /// A bound from its parameters, which are brought into their ranges.
    public init(rho: Double, alpha: Double = 0.05) {
        self.rho = rho > 0 && rho.isFinite ? rho : 1
        self.alpha = alpha > 0 ? min(alpha, 1) : .leastNormalMagnitude
    }

    /// The bound that is about tightest once `variance` is collected:
    /// ρ = V / (2 ln(1/α) + ln(1 + 2 ln(1/α))) (Howard et al. 2021, section 3.5).
    public init(tunedFor variance: Double, alpha: Double = 0.05) {
        let bound = ConfidenceSequence(rho: 1, alpha: alpha)
        let evidence = -2 * log(bound.alpha)
        self.init(rho: variance / max(evidence + log(1 + evidence), .ulpOfOne), alpha: bound.alpha)
    }

    /// How far the sum may be from what it is expected to be, at this variance.
    public func radius(variance: Double) -> Double {
        let total = max(0, variance) + rho
        return (total * (log(total / rho) - 2 * log(alpha))).squareRoot()
    }
}
