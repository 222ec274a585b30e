import Sentiment

/// Fits the calibration by gradient descent on the mean log loss, with a pull towards where it began.
struct CalibrationTrainer {
    struct Row {
        let inputs: SIMD16<Float>
        let label: Polarity
        /// How much it counts.
        let weight: Float
    }

    /// The input that is the constant: how often each sentiment comes.
    static let constant = 0..<1
    /// The inputs that are the constant and the two logits.
    static let temperature = 0..<3

    private let rounds = 1500
    /// How strongly a weight is pulled back, times the mean square of its input: what seldom says anything is heard when
    /// it does. By cross-validation over the comments.
    private let pull: Float = 0.02

    /// - Parameters:
    ///   - start: where the weights begin, and what they are pulled to
    ///   - free: the inputs whose weights may move
    func train(_ rows: [Row], from start: Calibration.Weights, free: Range<Int>) -> Calibration.Weights {
        var weights = start
        var mask = SIMD16<Float>()
        for index in free { mask[index] = 1 }
        let total = rows.reduce(0) { $0 + $1.weight }
        let pulls = rows.reduce(SIMD16<Float>()) { $0 + $1.inputs * $1.inputs * $1.weight } * (pull / max(1, total))
        var momentum = (negative: SIMD16<Float>(), positive: SIMD16<Float>())
        for _ in 0..<rounds {
            var slope = (
                negative: pulls * (weights.negative - start.negative),
                positive: pulls * (weights.positive - start.positive)
            )
            for row in rows {
                let p = Calibration.probabilities(row.inputs, weights)
                let share = row.inputs * (row.weight / total)
                slope.negative += share * (Float(p.negative) - (row.label == .negative ? 1 : 0))
                slope.positive += share * (Float(p.positive) - (row.label == .positive ? 1 : 0))
            }
            momentum.negative = 0.9 * momentum.negative + slope.negative * mask
            momentum.positive = 0.9 * momentum.positive + slope.positive * mask
            weights.negative -= 0.1 * momentum.negative
            weights.positive -= 0.1 * momentum.positive
        }
        return weights
    }
}
