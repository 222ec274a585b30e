/// The continued fraction 1 / (b₀ + a₁ / (b₁ + a₂ / (b₂ + ...))), evaluated from the front.
///
/// Lentz's method (Lentz 1976; Thompson & Barnett 1986): a vanishing denominator is replaced by a tiny one.
struct LentzFraction {
    private(set) var value: Double
    private var c: Double
    private var d: Double
    private var terms = 0
    private(set) var hasConverged = false

    /// A bound that no argument of a real report reaches; it turns a hang into a slightly worse number.
    private static let limit = 1_000_000

    init(denominator: Double) {
        let first = Self.nonzero(denominator)
        d = 1 / first
        value = d
        c = .infinity  // so that the first partial numerator vanishes in b + a / c
    }

    /// Adds one level and notes when it no longer changes the value.
    mutating func append(numerator: Double, denominator: Double) {
        d = 1 / Self.nonzero(denominator + numerator * d)
        c = Self.nonzero(denominator + numerator / c)
        let factor = c * d
        value *= factor
        terms += 1
        hasConverged = abs(factor - 1) <= 4 * Double.ulpOfOne || terms == Self.limit
    }

    private static func nonzero(_ x: Double) -> Double {
        abs(x) < 1e-290 ? 1e-290 : x
    }
}
