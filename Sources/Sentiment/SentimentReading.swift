/// A sentiment with its probabilities: read from a comment by the model, or stated by a rater.
public struct SentimentReading: Sendable, Hashable {
    /// The most probable sentiment.
    public let label: Polarity
    /// How probable each sentiment is; the three add up to 1.
    public let probabilities: Probabilities
    /// The strength of the opinion before calibration, in -1...1; 0 when there is none or praise and blame are even.
    public let valence: Double

    /// A reading from its parts, such as one that was stored.
    public init(label: Polarity, probabilities: Probabilities, valence: Double) {
        self.label = label
        self.probabilities = probabilities
        self.valence = valence
    }

    /// What a rater stated needs no model: the sentiment has probability 1, its valence is -1, 0 or 1.
    public init(certain label: Polarity) {
        let probabilities = Probabilities(
            negative: label == .negative ? 1 : 0, neutral: label == .neutral ? 1 : 0,
            positive: label == .positive ? 1 : 0)
        self.init(
            label: label, probabilities: probabilities, valence: probabilities.positive - probabilities.negative)
    }

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
    }
}
