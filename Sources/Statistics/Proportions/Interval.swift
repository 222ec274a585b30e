/// A closed interval of a rate, a difference of rates or a mean.
public struct Interval: Sendable, Hashable {
    /// The lower bound.
    public let low: Double
    /// The upper bound; never below `low`.
    public let high: Double

    /// An interval from its two bounds, in either order.
    public init(low: Double, high: Double) {
        self.low = min(low, high)
        self.high = max(low, high)
    }

    /// Whether `value` lies inside, bounds included.
    public func contains(_ value: Double) -> Bool {
        low <= value && value <= high
    }
}
