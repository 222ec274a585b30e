import Sentiment

/// Logistic regression that tells comments on checkpoints from other texts.
struct GateTrainer {
    /// How much all comments together count against all other texts.
    private let odds: Float = 0.5
    private let rounds = 2000
    private let pull: Float = 0.001

    /// - Parameter others: texts of each other source; every source counts alike, however many texts it has
    func train(comments: [FieldEvidence], others: [[FieldEvidence]]) -> SIMD16<Float> {
        var gate = SIMD16<Float>()
        var momentum = SIMD16<Float>()
        for _ in 0..<rounds {
            var slope = pull * gate
            let groups = [(comments, Float(1), odds)] + others.map { ($0, Float(0), 1 / Float(others.count)) }
            for (texts, truth, weight) in groups where !texts.isEmpty {
                for evidence in texts {
                    let error = Float(Calibration.share(evidence, gate)) - truth
                    slope += evidence.values * (error * weight / Float(texts.count))
                }
            }
            momentum = 0.9 * momentum + slope
            gate -= 0.2 * momentum
        }
        return gate
    }
}
