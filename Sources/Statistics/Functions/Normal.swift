import Glibc

/// The standard normal distribution function, erfc(-z / sqrt 2) / 2; accurate in the far lower tail too.
public func normalCDF(_ z: Double) -> Double {
    erfc(-z / 2.0.squareRoot()) / 2
}

/// The standard normal quantile of `p`, by inverting `normalCDF`.
///
/// Relative error below 1e-13. 0 and 1 give minus and plus infinity, anything outside 0...1 gives not-a-number.
public func normalQuantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p == 0.5 { return 0 }
    // The lower tail keeps its digits where the upper one has already rounded to 1; 1 - p is exact for p >= 0.5.
    let tail = p < 0.5 ? p : 1 - p
    let z = inverse(of: -tail, in: 0...40) { -normalCDF(-$0) }
    return p < 0.5 ? -z : z
}

/// The two-sided critical value of a confidence level: 1.959964 for 0.95.
func criticalValue(level: Double) -> Double {
    normalQuantile((1 + level) / 2)
}
