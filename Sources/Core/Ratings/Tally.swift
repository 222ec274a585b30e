public import Sentiment
public import Statistics

/// Raters by sentiment.
public struct Tally: Sendable, Hashable {
    /// How many of each.
    public var negative = 0, neutral = 0, positive = 0

    /// Nobody.
    public init() {}

    /// Each given.
    public init(negative: Int, neutral: Int, positive: Int) {
        self.negative = negative
        self.neutral = neutral
        self.positive = positive
    }

    /// How many are of one sentiment.
    public subscript(polarity: Polarity) -> Int {
        get {
            switch polarity {
            case .negative: negative
            case .neutral: neutral
            case .positive: positive
            }
        }
        set {
            switch polarity {
            case .negative: negative = newValue
            case .neutral: neutral = newValue
            case .positive: positive = newValue
            }
        }
    }

    /// All of them.
    public var total: Int { negative + neutral + positive }

    /// Those who are negative, of all.
    public var complaints: Proportion { Proportion(negative, of: total) }

    /// Sum, sentiment by sentiment.
    public static func + (left: Self, right: Self) -> Self {
        Tally(
            negative: left.negative + right.negative, neutral: left.neutral + right.neutral,
            positive: left.positive + right.positive)
    }

    /// Difference, sentiment by sentiment.
    public static func - (left: Self, right: Self) -> Self {
        Tally(
            negative: left.negative - right.negative, neutral: left.neutral - right.neutral,
            positive: left.positive - right.positive)
    }
}
