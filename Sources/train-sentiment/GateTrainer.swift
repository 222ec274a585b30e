import Sentiment

/// Logistic regression that tells comments on checkpoints from other texts.
struct GateTrainer {
    /// How much all comments together count against all other texts: less, because texts that are hardly told from
    /// comments are seldom neutral by the calibration of comments, and those of other sources mostly are.
    private let odds: Float = 0.25
    private let rounds = 2000
    private let pull: Float = 0.001

    /// What is known of a text, and what words tell of it that were learned from other texts.
    typealias Evidence = (field: FieldEvidence, words: Float)

    /// - Parameter others: texts of each other source; every source counts alike, however many texts it has
    func train(comments: [Evidence], others: [[Evidence]]) -> Calibration.Gate {
        var gate = Calibration.Gate()
        var momentum = Calibration.Gate()
        for _ in 0..<rounds {
            var slope = Calibration.Gate(evidence: pull * gate.evidence, words: pull * gate.words)
            let groups = [(comments, Float(1), odds)] + others.map { ($0, Float(0), 1 / Float(others.count)) }
            for (texts, truth, weight) in groups where !texts.isEmpty {
                for evidence in texts {
                    let error = Float(gate.share(evidence.field, words: evidence.words)) - truth
                    let share = error * weight / Float(texts.count)
                    slope.evidence += evidence.field.values * share
                    slope.words += evidence.words * share
                }
            }
            momentum.evidence = 0.9 * momentum.evidence + slope.evidence
            momentum.words = 0.9 * momentum.words + slope.words
            gate.evidence -= 0.2 * momentum.evidence
            gate.words -= 0.2 * momentum.words
        }
        return gate
    }
}
