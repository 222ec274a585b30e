/// What the model read from one comment.
public struct SentimentReading: Sendable, Hashable {
    /// The most probable sentiment.
    public let label: Polarity
    /// How probable each sentiment is; the three add up to 1.
    public let probabilities: Probabilities
    /// The strength of the opinion before calibration, in -1...1; 0 when there is none or praise and blame are even.
    public let valence: Double

    /// One probability per sentiment.
    public struct Probabilities: Sendable, Hashable {
        /// That the writer is displeased.
        public let negative: Double
        /// That the writer is neither.
        public let neutral: Double
        /// That the writer is pleased.
        public let positive: Double

        /// Three probabilities that add up to 1.
        public init(negative: Double, neutral: Double, positive: Double) {
            self.negative = negative
            self.neutral = neutral
            self.positive = positive
        }
    }

    /// A reading as it was kept.
    public init(label: Polarity, probabilities: Probabilities, valence: Double) {
        self.label = label
        self.probabilities = probabilities
        self.valence = valence
    }

    /// What somebody stated themselves: no doubt about it.
    public init(certain label: Polarity) {
        self.init(
            label: label,
            probabilities: Probabilities(
                negative: label == .negative ? 1 : 0, neutral: label == .neutral ? 1 : 0,
                positive: label == .positive ? 1 : 0),
            valence: label == .negative ? -1 : label == .positive ? 1 : 0)
    }
}
