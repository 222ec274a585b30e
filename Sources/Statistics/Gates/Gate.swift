/// A decision gate on a mean of bounded values, one per rater, that may be looked at after each rating.
///
/// A value within a range of width w deviates from its mean like a normal variable with a standard deviation of w/2 at
/// most (Hoeffding 1963), so n raters collect the variance n w² / 4 and the guarantee of `ConfidenceSequence` holds for
/// any distribution: a gate at the true mean is ever crossed, by either side, with probability at most alpha.
public struct Gate: Sendable, Hashable {
    /// The value that the mean is held against.
    public let threshold: Double
    /// What a rater's value can be: -1...1 for sentiment, 0...1 for a property, 1...5 for a score.
    public let range: ClosedRange<Double>
    /// The bound, fixed before the first look.
    public let sequence: ConfidenceSequence

    /// A gate that is sharpest at so many raters.
    public init(threshold: Double, range: ClosedRange<Double>, raters: Int, alpha: Double = 0.05) {
        self.threshold = threshold
        self.range = range
        sequence = ConfidenceSequence(tunedFor: Self.variance(range) * Double(max(1, raters)), alpha: alpha)
    }

    private static func variance(_ range: ClosedRange<Double>) -> Double {
        let half = (range.upperBound - range.lowerBound) / 2
        return half * half
    }

    /// What one look finds.
    public struct Look: Sendable, Hashable {
        /// Raters so far.
        public let raters: Int
        /// Their mean; nil without raters.
        public let value: Double?
        /// How far the true mean may be from it; infinite without raters.
        public let radius: Double
        /// The true mean lies within, at all looks together with probability 1 - alpha; inside the range.
        public let interval: Interval
        /// The side of the threshold on which all of the interval lies; nil while it is not settled.
        public let side: Side?
    }

    /// The sides of a threshold.
    public enum Side: String, Sendable, Hashable {
        /// The mean is above the threshold.
        case above
        /// The mean is below the threshold.
        case below
    }

    /// Looks at the sum of the values of so many raters.
    public func look(raters: Int, sum: Double) -> Look {
        let bounds = Interval(low: range.lowerBound, high: range.upperBound)
        guard raters > 0, sum.isFinite else {
            return Look(raters: 0, value: nil, radius: .infinity, interval: bounds, side: nil)
        }
        let n = Double(raters)
        let value = min(max(sum / n, bounds.low), bounds.high)
        let radius = sequence.radius(variance: Self.variance(range) * n) / n
        let interval = Interval(low: max(value - radius, bounds.low), high: min(value + radius, bounds.high))
        let side: Side? = value - radius > threshold ? .above : value + radius < threshold ? .below : nil
        return Look(raters: raters, value: value, radius: radius, interval: interval, side: side)
    }
}
