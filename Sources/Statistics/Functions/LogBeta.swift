import Glibc

/// The natural logarithm of the beta function B(a, b) = Γ(a) Γ(b) / Γ(a + b), for a, b > 0.
///
/// The difference of three log-gammas loses all digits for large arguments; where Stirling's formula holds, its leading
/// terms are cancelled by algebra instead (the approach of DiDonato & Morris 1992, ACM TOMS 708).
public func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    guard small > 0 else { return small == 0 ? .infinity : .nan }
    guard large >= 10 else { return logGamma(small) + logGamma(large) - logGamma(small + large) }
    guard small >= 10 else { return logGamma(small) + logGammaStep(from: large, by: small) }
    let ratio = small / large
    return 0.5 * log(2 * .pi / large) + (small - 0.5) * log(ratio / (1 + ratio)) - large * log1p(ratio)
        + betaRemainder(small, large)
}

/// ln Γ(b) - ln Γ(b + a) for b >= 10.
private func logGammaStep(from b: Double, by a: Double) -> Double {
    a - (b - 0.5) * log1p(a / b) - a * log(a + b) + stirlingRemainder(b) - stirlingRemainder(a + b)
}

/// Stirling's remainder of the beta function, for a, b >= 10.
func betaRemainder(_ a: Double, _ b: Double) -> Double {
    stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(a + b)
}
