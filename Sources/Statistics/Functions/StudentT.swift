import Glibc

/// Student's t distribution function: the probability of a value of at most `t`.
///
/// With x = t² / (ν + t²), half of 1 - I_x(1/2, ν/2) lies beyond |t| (Abramowitz & Stegun 26.7.1). Infinitely many
/// degrees of freedom give the normal distribution; none, or fewer, give not-a-number.
public func studentCDF(_ t: Double, degreesOfFreedom: Double) -> Double {
    guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
    guard degreesOfFreedom < 1e10 else { return normalCDF(t) }
    let square = t * t
    let x = square == .infinity ? 1 : square / (degreesOfFreedom + square)
    // Far out x rounds to 1; its complement does not.
    let tail =
        x < 0.5
        ? BetaDistribution(alpha: 0.5, beta: degreesOfFreedom / 2).tail(x) / 2
        : BetaDistribution(alpha: degreesOfFreedom / 2, beta: 0.5).cdf(degreesOfFreedom / (degreesOfFreedom + square))
            / 2
    return t < 0 ? tail : 1 - tail
}

/// Student's t quantile of `p`, by inverting `studentCDF`.
///
/// 0 and 1 give minus and plus infinity, anything outside 0...1 gives not-a-number.
public func studentQuantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    guard p >= 0, p <= 1, degreesOfFreedom > 0 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p == 0.5 { return 0 }
    let tail = p < 0.5 ? p : 1 - p
    let t = inverse(of: -tail, in: 0...Double.greatestFiniteMagnitude) {
        -studentCDF(-$0, degreesOfFreedom: degreesOfFreedom)
    }
    return p < 0.5 ? -t : t
}
