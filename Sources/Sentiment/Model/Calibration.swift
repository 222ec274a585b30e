import Foundation

/// Turns logits and aspects into probabilities: a softmax with neutral as the reference.
///
/// There are two sets of weights: one for comments on checkpoints, fitted on such comments, and one for any text, fitted
/// on held out texts of the other sources. A gate says how likely a text is such a comment, and their probabilities are
/// mixed accordingly: so a probability means what it says where the product uses it, and elsewhere too.
package struct Calibration: Sendable {
    /// What it looks at: a constant, the two logits, praise and blame by aspect, both at once, the summary's valence,
    /// questions, absence of opinions, mixture, practical matters, evenness and what is denied, a balance of praise and
    /// blame, and a contrast.
    package static let count = 16
    /// The place of the balance among them.
    package static let balance = 14

    /// A weight per input.
    package struct Weights: Sendable {
        package var negative: SIMD16<Float>
        package var positive: SIMD16<Float>

        package init(negative: SIMD16<Float>, positive: SIMD16<Float>) {
            self.negative = negative
            self.positive = positive
        }

        /// Trusts the logits as they are.
        package static let plain: Weights = {
            var weights = Weights(negative: SIMD16(), positive: SIMD16())
            weights.negative[1] = 1
            weights.positive[2] = 1
            return weights
        }()
    }

    /// For comments on checkpoints.
    package let domain: Weights
    /// For other texts.
    package let general: Weights
    /// Tells comments on checkpoints from other texts.
    package let gate: Gate

    /// A weight per piece of evidence that a text is a comment on a checkpoint, and one for what its words tell.
    package struct Gate: Sendable {
        package var evidence: SIMD16<Float>
        package var words: Float

        package init(evidence: SIMD16<Float> = SIMD16(), words: Float = 0) {
            self.evidence = evidence
            self.words = words
        }

        /// The probability that a text is a comment on a checkpoint.
        /// - Parameter words: the linear model's logit of the field
        package func share(_ evidence: FieldEvidence, words: Float) -> Double {
            1 / (1 + exp(-Double(evidence.sum(of: self.evidence) + self.words * words)))
        }
    }

    /// Both sets and the gate between them.
    package init(domain: Weights, general: Weights, gate: Gate) {
        self.domain = domain
        self.general = general
        self.gate = gate
    }

    /// - Parameter share: the probability that the text is a comment on a checkpoint
    package func probabilities(_ inputs: SIMD16<Float>, share: Double) -> SentimentReading.Probabilities {
        let one = Self.probabilities(inputs, domain)
        let other = Self.probabilities(inputs, general)
        return .init(
            negative: share * one.negative + (1 - share) * other.negative,
            neutral: share * one.neutral + (1 - share) * other.neutral,
            positive: share * one.positive + (1 - share) * other.positive)
    }

    package static func inputs(
        logits: (negative: Float, positive: Float), summary: Summary, praised: Float, blamed: Float
    ) -> SIMD16<Float> {
        let values = summary.values
        return SIMD16(
            1, logits.negative, logits.positive, praised, blamed, min(praised, blamed), values[2], values[4], values[5],
            values[6], values[7], values[8], values[9], values[10],
            isBalanced(praised, blamed, summary) ? 1 : 0, values[11])
    }

    /// Some aspect is praised and another blamed, neither side clearly outweighs the other, and the writer makes light of
    /// neither with an "even if": "great model but slow". People call such a comment neutral.
    private static func isBalanced(_ praised: Float, _ blamed: Float, _ summary: Summary) -> Bool {
        min(praised, blamed) >= 0.4 && summary.match >= 0.45 && !summary.hasConcession
    }

    package static func probabilities(_ inputs: SIMD16<Float>, _ weights: Weights) -> SentimentReading.Probabilities {
        let negative = odds((weights.negative * inputs).total)
        let positive = odds((weights.positive * inputs).total)
        let sum = negative + 1 + positive
        return .init(negative: negative / sum, neutral: 1 / sum, positive: positive / sum)
    }

    /// The odds against neutral; logits beyond these bounds say no more.
    private static func odds(_ logit: Float) -> Double { exp(Double(min(60, max(-60, logit)))) }
}
