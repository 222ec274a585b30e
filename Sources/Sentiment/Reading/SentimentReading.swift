/// A sentiment with its probabilities: read from a comment by the model, or stated by a rater.
public struct SentimentReading: Sendable, Hashable {
    /// The most probable sentiment.
    public let label: Polarity
    /// How probable each sentiment is; the three add up to 1.
    public let probabilities: Probabilities
    /// Praise against blame, in -1...1: the probability of positive less that of negative.
    public let valence: Double
    /// What is said about each aspect, each once, in the order of the aspects.
    public let aspects: [AspectReading]
    /// False when the comment seems to be in a language that the model does not read.
    public let isEnglish: Bool

    /// A reading from its parts, such as one that was stored.
    public init(
        label: Polarity, probabilities: Probabilities, valence: Double, aspects: [AspectReading] = [],
        isEnglish: Bool = true
    ) {
        self.label = label
        self.probabilities = probabilities
        self.valence = valence
        self.aspects = aspects
        self.isEnglish = isEnglish
    }

    /// What a rater stated needs no model: the sentiment has probability 1, its valence is -1, 0 or 1.
    public init(certain label: Polarity) {
        let probabilities = Probabilities(
            negative: label == .negative ? 1 : 0, neutral: label == .neutral ? 1 : 0,
            positive: label == .positive ? 1 : 0)
        self.init(
            label: label, probabilities: probabilities, valence: probabilities.positive - probabilities.negative)
    }

    /// What the model says of a comment that it cannot read.
    static let foreign = SentimentReading(
        label: .neutral, probabilities: Probabilities(negative: 0.3, neutral: 0.4, positive: 0.3), valence: 0,
        isEnglish: false)

    /// One probability per sentiment.
    public struct Probabilities: Sendable, Hashable {
        /// That the writer is displeased.
        public let negative: Double
        /// That the writer is neither.
        public let neutral: Double
        /// That the writer is pleased.
        public let positive: Double

        /// Three probabilities, which add up to 1.
        public init(negative: Double, neutral: Double, positive: Double) {
            self.negative = negative
            self.neutral = neutral
            self.positive = positive
        }

        /// The sentiment with the largest of them; neutral where there is a tie with it.
        var mostProbable: Polarity {
            if max(negative, positive) <= neutral { return .neutral }
            return negative > positive ? .negative : .positive
        }
    }
}
