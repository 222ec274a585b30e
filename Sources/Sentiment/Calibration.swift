import Foundation

/// Turns valence into probabilities: a softmax over three lines, neutral being the reference.
///
/// The four constants minimise the log loss over 80 comments on chat-model checkpoints, which count twice, and two
/// public sets of short texts. The table was written with the comments in sight: alone they would claim certainty.
enum Calibration {
    private static let negative = (bias: -0.77, slope: -5.3)
    private static let positive = (bias: -0.82, slope: 5.8)

    static func reading(valence: Double) -> SentimentReading {
        let negativeWeight = exp(negative.bias + negative.slope * valence)
        let positiveWeight = exp(positive.bias + positive.slope * valence)
        let sum = negativeWeight + 1 + positiveWeight
        let label: Polarity =
            max(negativeWeight, positiveWeight) <= 1
            ? .neutral : negativeWeight > positiveWeight ? .negative : .positive
        return SentimentReading(
            label: label,
            probabilities: .init(
                negative: negativeWeight / sum, neutral: 1 / sum, positive: positiveWeight / sum),
            valence: valence)
    }
}
