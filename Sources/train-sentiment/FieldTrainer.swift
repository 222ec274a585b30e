import Foundation
import Sentiment

/// Logistic regression over hashed words that tells comments on checkpoints from other texts, by AdaGrad, a text at a time.
struct FieldTrainer {
    /// How much all comments together count against all other texts, and every source of these alike.
    private static let odds: Float = 0.5
    private let epochs = 4
    private let rate: Float = 0.07
    private let decay: Float = 1e-2

    /// - Parameter others: texts of each other source
    func train(comments: [Features], others: [[Features]]) -> FieldWords {
        let sources = others.filter { !$0.isEmpty }
        let total = Float(sources.reduce(0) { $0 + $1.count })
        let comment = Self.odds * total / Float(max(1, comments.count))
        var rows = comments.map { (features: $0, truth: Float(1), weight: comment) }
        for source in sources {
            let weight = total / Float(sources.count * source.count)
            rows += source.map { ($0, 0, weight) }
        }
        var hashed = HashedWeights(count: 2 << Features.bits)
        defer { hashed.deallocate() }
        var (bias, square): (Float, Float) = (0, 1e-3)
        var generator = SplitMix(state: 11)
        for epoch in 0..<epochs {
            generator.shuffle(&rows)
            let rate = self.rate * (1 - 0.9 * Float(epoch) / Float(epochs - 1))
            for row in rows {
                let p = 1 / (1 + exp(-hashed.logits(row.features).negative - bias))
                let error = (p - row.truth) * row.weight
                hashed.step(row.features, side: 0, error: error, rate: rate, decay: decay)
                square += error * error
                bias -= rate * error / square.squareRoot()
            }
        }
        return hashed.fieldWords
    }
}
