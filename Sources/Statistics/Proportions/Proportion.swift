/// So many of so many: raters of one sentiment among all raters of a part.
public struct Proportion: Sendable, Hashable {
    /// How many had the property; 0...total.
    public let count: Int
    /// How many there are; not negative.
    public let total: Int

    /// More raters than any number can be told apart for as a double, and few enough for sums of a thousand parts.
    private static let most = 1 << 53

    /// `count` of `total`. Numbers outside 0...total are clamped, and totals to 2^53: a report must not end the
    /// process.
    public init(_ count: Int, of total: Int) {
        self.total = min(max(0, total), Self.most)
        self.count = min(max(0, count), self.total)
    }

    /// The complement: those without the property.
    public var rest: Int { total - count }

    /// The share in 0...1, or `nil` when there is nobody.
    public var share: Double? {
        total == 0 ? nil : Double(count) / Double(total)
    }

    /// The posterior of the underlying rate under the prior Beta(`prior`, `prior`); 0.5 is Jeffreys' prior.
    public func posterior(prior: Double = 0.5) -> BetaDistribution {
        BetaDistribution(alpha: Double(count) + prior, beta: Double(rest) + prior)
    }
}
