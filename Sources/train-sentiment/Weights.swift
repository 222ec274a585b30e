import Sentiment

/// The weights of the hashed words while they are learned, with AdaGrad's sums of squares.
///
/// Memory of its own and not arrays: an array that is copied when it is first written cost 300 times as much.
struct HashedWeights {
    private let count: Int
    private let weights: UnsafeMutablePointer<Float>
    private let squares: UnsafeMutablePointer<Float>

    init(count: Int) {
        self.count = count
        weights = .allocate(capacity: count)
        squares = .allocate(capacity: count)
        weights.initialize(repeating: 0, count: count)
        squares.initialize(repeating: 1e-3, count: count)
    }

    func deallocate() {
        weights.deallocate()
        squares.deallocate()
    }

    /// Adds a share of other weights.
    mutating func add(_ other: HashedWeights, share: Float) {
        for index in 0..<count { weights[index] += other.weights[index] * share }
    }

    func logits(_ features: Features) -> (negative: Float, positive: Float) {
        var logits: (negative: Float, positive: Float) = (0, 0)
        for place in features.places {
            logits.negative += weights[Int(place) * 2]
            logits.positive += weights[Int(place) * 2 + 1]
        }
        return (logits.negative * features.weight, logits.positive * features.weight)
    }

    mutating func step(_ features: Features, side: Int, error: Float, rate: Float, decay: Float) {
        for place in features.places {
            let at = Int(place) * 2 + side
            let slope = error * features.weight + decay * weights[at]
            squares[at] += slope * slope
            weights[at] -= rate * slope / squares[at].squareRoot()
        }
    }

    /// The weights as the model keeps them.
    func model(negative: LinearModel.Dense, positive: LinearModel.Dense) -> LinearModel {
        let (rounded, step) = rounded(0..<count)
        return LinearModel(weights: rounded, step: step, negative: negative, positive: positive)
    }

    /// The weights of the first side as those of the field.
    var fieldWords: FieldWords {
        let (rounded, step) = rounded(stride(from: 0, to: count, by: 2))
        return FieldWords(weights: rounded, step: step)
    }

    /// Some weights in 255 steps. The few largest are clipped: steps that reach them would be too coarse for the others.
    private func rounded(_ places: some Sequence<Int>) -> (weights: [Int8], step: Float) {
        let chosen = places.map { weights[$0] }
        var largest: Float = 0
        var square: Float = 0
        var used: Float = 0
        for weight in chosen where weight != 0 {
            largest = max(largest, abs(weight))
            square += weight * weight
            used += 1
        }
        let step = max(1e-6, min(largest, 8 * (square / max(1, used)).squareRoot())) / 127
        return (chosen.map { Int8(max(-127, min(127, ($0 / step).rounded()))) }, step)
    }
}

extension LinearModel.Dense {
    static let zero = LinearModel.Dense(bias: 0, weights: SIMD16())

    /// Adds a share of other weights.
    mutating func add(_ other: LinearModel.Dense, share: Float) {
        bias += other.bias * share
        weights += other.weights * share
    }
}

/// The few other weights of one side, with AdaGrad's sums of squares: one per value of the summary, and the biases.
struct DenseWeights {
    private var weights = SIMD16<Float>()
    private var squares = SIMD16<Float>(repeating: 1e-3)
    /// The common bias and one per source.
    private var biases: [(weight: Float, square: Float)]

    init(sources: Int) { biases = Array(repeating: (0, 1e-3), count: sources + 1) }

    func logit(_ summary: Summary, source: Int) -> Float {
        biases[0].weight + biases[source + 1].weight + (weights * summary.values).total
    }

    mutating func step(_ summary: Summary, source: Int, error: Float, rate: Float) {
        let slope = error * summary.values
        squares += slope * slope
        weights -= rate * slope / squares.squareRoot()
        for index in [0, source + 1] {
            biases[index].square += error * error
            biases[index].weight -= rate * error / biases[index].square.squareRoot()
        }
    }

    /// What the model keeps.
    var dense: LinearModel.Dense { LinearModel.Dense(bias: biases[0].weight, weights: weights) }
}
