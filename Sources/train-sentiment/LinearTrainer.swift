import Foundation
import Sentiment

/// Logistic regression over hashed words and the lexicon's summary, by AdaGrad (Duchi et al. 2011), a text at a time,
/// as the mean of a few runs.
///
/// Every source has a bias of its own, which the model does not keep: how many of its texts are neutral says nothing about
/// other texts. Deterministic: the order comes from a generator with a fixed seed, sums are made in one order.
struct LinearTrainer {
    struct Row {
        let features: Features
        let summary: Summary
        let label: Polarity
        let weight: Float
        /// Number of its source, below `sources`.
        let source: Int
    }

    private static let sources = 8
    private let epochs = 4
    private let rate: Float = 0.07
    private let decay: Float = 2e-3
    /// How often it is trained, each time in another order; the mean of the weights depends less on chance.
    private let runs: UInt64 = 8

    /// Trains on the rows and rounds the weights to int8.
    func train(_ rows: [Row]) -> LinearModel {
        var mean = HashedWeights(count: 2 << Features.bits)
        defer { mean.deallocate() }
        var dense = (negative: LinearModel.Dense.zero, positive: LinearModel.Dense.zero)
        for run in 0..<runs {
            let trained = train(rows, seed: 7 + run)
            defer { trained.hashed.deallocate() }
            mean.add(trained.hashed, share: 1 / Float(runs))
            dense.negative.add(trained.negative, share: 1 / Float(runs))
            dense.positive.add(trained.positive, share: 1 / Float(runs))
        }
        return mean.model(negative: dense.negative, positive: dense.positive)
    }

    private func train(
        _ rows: [Row], seed: UInt64
    ) -> (hashed: HashedWeights, negative: LinearModel.Dense, positive: LinearModel.Dense) {
        var hashed = HashedWeights(count: 2 << Features.bits)
        var dense = (negative: DenseWeights(sources: Self.sources), positive: DenseWeights(sources: Self.sources))
        var generator = SplitMix(state: seed)
        var order = Array(rows.indices)
        for epoch in 0..<epochs {
            generator.shuffle(&order)
            let rate = self.rate * (1 - 0.9 * Float(epoch) / Float(epochs - 1))
            for index in order {
                let row = rows[index]
                let logits = hashed.logits(row.features)
                let p = softmax(
                    logits.negative + dense.negative.logit(row.summary, source: row.source),
                    logits.positive + dense.positive.logit(row.summary, source: row.source))
                let negative = (p.negative - (row.label == .negative ? 1 : 0)) * row.weight
                let positive = (p.positive - (row.label == .positive ? 1 : 0)) * row.weight
                hashed.step(row.features, side: 0, error: negative, rate: rate, decay: decay)
                hashed.step(row.features, side: 1, error: positive, rate: rate, decay: decay)
                dense.negative.step(row.summary, source: row.source, error: negative, rate: rate / 2)
                dense.positive.step(row.summary, source: row.source, error: positive, rate: rate / 2)
            }
        }
        return (hashed, dense.negative.dense, dense.positive.dense)
    }

    private func softmax(_ negative: Float, _ positive: Float) -> (negative: Float, positive: Float) {
        let top = max(0, negative, positive)
        let (low, none, high) = (exp(negative - top), exp(-top), exp(positive - top))
        return (low / (low + none + high), high / (low + none + high))
    }
}

/// A small generator of numbers that look random (Steele, Lea & Flood 2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func shuffle(_ elements: inout [some Any]) {
        for index in elements.indices.dropFirst().reversed() {
            elements.swapAt(index, Int(next() % UInt64(index + 1)))
        }
    }
}
