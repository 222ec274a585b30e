/// Two parts within one stratum, such as a front end or a band of temperature.
public struct Stratum: Sendable, Hashable {
    /// The part that is asked about.
    public let first: Proportion
    /// The part that it is compared with.
    public let second: Proportion

    /// A stratum from its two proportions.
    public init(_ first: Proportion, _ second: Proportion) {
        self.first = first
        self.second = second
    }

    /// The cells of the table, as numbers: `first` with and without the property, then `second`.
    var cells: (a: Double, b: Double, c: Double, d: Double) {
        (Double(first.count), Double(first.rest), Double(second.count), Double(second.rest))
    }

    /// Raters of the first part.
    var n1: Double { Double(first.total) }
    /// Raters of the second part.
    var n2: Double { Double(second.total) }
    /// Raters in the stratum.
    var n: Double { n1 + n2 }
}
