import Glibc

/// The probability of a chi-square of at least `x`: Q(ν/2, x/2), the regularised upper incomplete gamma function.
///
/// Without degrees of freedom there is nothing to be surprised by: 1.
public func chiSquareTail(_ x: Double, degreesOfFreedom: Int) -> Double {
    degreesOfFreedom < 1 ? 1 : upperGamma(Double(degreesOfFreedom) / 2, max(0, x) / 2)
}

/// The probability of a standard normal value at least as far from 0 as `z`.
func normalTwoSided(_ z: Double) -> Double {
    erfc(abs(z) / 2.0.squareRoot())
}

/// The probability of a Student's t at least as far from 0 as `t`.
func studentTwoSided(_ t: Double, degreesOfFreedom: Double) -> Double {
    min(1, 2 * studentCDF(-abs(t), degreesOfFreedom: degreesOfFreedom))
}
