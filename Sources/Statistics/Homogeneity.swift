/// Pearson's chi-square test that all parts share one rate.
///
/// χ² = Σ (k_p - n_p K/N)² / (n_p K/N (1 - K/N)), with one degree of freedom less than there are parts with raters;
/// p = Q(df/2, χ²/2), the upper incomplete gamma function.
public struct Homogeneity: Sendable, Hashable {
    /// The test statistic; 0 when there is nothing to compare.
    public let chiSquare: Double
    /// Parts with raters, less one; not negative.
    public let degreesOfFreedom: Int
    /// The probability of a statistic at least this large under one common rate; 1 when there is nothing to compare.
    public let p: Double

    /// Tests the proportions of the parts; those without raters say nothing and are left out.
    public init(_ parts: [Proportion]) {
        let parts = parts.filter { $0.total > 0 }
        let raters = parts.reduce(0.0) { $0 + Double($1.total) }
        let common = parts.reduce(0.0) { $0 + Double($1.count) } / max(1, raters)
        degreesOfFreedom = max(0, parts.count - 1)
        guard degreesOfFreedom > 0, common > 0, common < 1 else {
            chiSquare = 0
            p = 1
            return
        }
        chiSquare = parts.reduce(0.0) { sum, part in
            let expected = Double(part.total) * common
            let deviation = Double(part.count) - expected
            return sum + deviation * deviation / (expected * (1 - common))
        }
        p = upperGamma(Double(degreesOfFreedom) / 2, chiSquare / 2)
    }
}
