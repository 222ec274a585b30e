import Sentiment

/// The integers that a part's summary is computed from.
public struct PartFigures: Sendable, Equatable {
    /// Accepted ratings, earlier ones of the same rater included.
    public var ratings = 0
    /// Raters whose latest rating counts.
    public var raters = 0
    /// Counted ratings with a comment.
    public var comments = 0
    /// Counted ratings whose sentiment is stated and that have a comment too.
    public var statedAndRead = 0
    /// Those of them whose comment reads otherwise.
    public var differing = 0
    /// Counted ratings by sentiment.
    public var negative = 0, neutral = 0, positive = 0
    /// Counted ratings by score 1...5; those without a score are in none.
    public var scores = [0, 0, 0, 0, 0]

    /// Nothing yet.
    public init() {}

    /// What one counted rating adds (`sign` 1) or takes back (`sign` -1); `ratings` is left alone because a rating
    /// that is superseded stops counting but stays a rating.
    public init(counting rating: Rating, sign: Int) {
        raters = sign
        comments = rating.input.comment == nil ? 0 : sign
        if rating.source == .stated, let read = rating.commentSentiment {
            statedAndRead = sign
            differing = read.label == rating.sentiment.label ? 0 : sign
        }
        switch rating.sentiment.label {
        case .negative: negative = sign
        case .neutral: neutral = sign
        case .positive: positive = sign
        }
        if let score = rating.input.score { scores[score - 1] = sign }
    }

    /// All of them, in one order.
    public var integers: [Int] {
        [ratings, raters, comments, negative, neutral, positive] + scores + [statedAndRead, differing]
    }

    /// What takes these back.
    public static prefix func - (figures: Self) -> Self {
        var negated = figures
        negated.ratings.negate()
        negated.raters.negate()
        negated.comments.negate()
        negated.negative.negate()
        negated.neutral.negate()
        negated.positive.negate()
        negated.scores = figures.scores.map { -$0 }
        negated.statedAndRead.negate()
        negated.differing.negate()
        return negated
    }

    /// Sum, member by member.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.ratings += right.ratings
        sum.raters += right.raters
        sum.comments += right.comments
        sum.statedAndRead += right.statedAndRead
        sum.differing += right.differing
        sum.negative += right.negative
        sum.neutral += right.neutral
        sum.positive += right.positive
        for index in 0..<5 { sum.scores[index] += right.scores[index] }
        return sum
    }

    /// Whether nothing would change.
    public var isZero: Bool { self == PartFigures() }
}
