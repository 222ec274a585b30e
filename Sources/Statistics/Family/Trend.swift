/// The Cochran-Armitage test for a linear trend of a rate over the parts of an experiment (Cochran 1954; Armitage
/// 1955).
///
/// With t the number of a part and T, p the means over all raters: z = Σ (t - T)(k - n p) / sqrt(p (1-p) Σ n (t - T)²),
/// normal under a constant rate.
public struct Trend: Sendable, Hashable {
    /// The standardised slope: positive when the rate rises from part to part; 0 when there is nothing to compare.
    public let z: Double
    /// The two-sided p; 1 when there is nothing to compare.
    public let p: Double

    /// Tests consecutive parts, in order; those without raters keep their place.
    public init(_ parts: [Proportion]) {
        let raters = parts.reduce(0.0) { $0 + Double($1.total) }
        let rate = parts.reduce(0.0) { $0 + Double($1.count) } / max(1, raters)
        let middle =
            parts.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element.total) } / max(1, raters)
        var slope = 0.0
        var spread = 0.0
        for (index, part) in parts.enumerated() {
            let distance = Double(index) - middle
            slope += distance * (Double(part.count) - Double(part.total) * rate)
            spread += distance * distance * Double(part.total)
        }
        let variance = rate * (1 - rate) * spread
        z = variance > 0 ? slope / variance.squareRoot() : 0
        p = normalTwoSided(z)
    }
}
