/// Two logits against neutral: hashed words with int8 weights, and the summary of the lexicon's opinions.
package struct LinearModel: Sendable {
    /// For every place the weight of negative and of positive, in steps of `step`.
    package let weights: [Int8]
    /// What one step of a weight is worth.
    package let step: Float
    /// The other weights of negative and of positive.
    package let negative, positive: Dense

    /// A bias and one weight per value of the summary.
    package struct Dense: Sendable {
        package var bias: Float
        package var weights: SIMD16<Float>

        package init(bias: Float, weights: SIMD16<Float>) {
            self.bias = bias
            self.weights = weights
        }
    }

    /// A model from what the trainer found.
    package init(weights: [Int8], step: Float, negative: Dense, positive: Dense) {
        self.weights = weights
        self.step = step
        self.negative = negative
        self.positive = positive
    }

    /// A model that knows the lexicon only.
    package static let empty: LinearModel = {
        var valence = SIMD16<Float>()
        valence[2] = 4
        return LinearModel(
            weights: [], step: 0, negative: Dense(bias: -1, weights: -valence),
            positive: Dense(bias: -1, weights: valence))
    }()

    /// The logits of negative and positive; without a summary those of the words alone.
    func logits(
        _ tokens: UnsafeBufferPointer<Token>, slots: UnsafeMutablePointer<UInt32>, summary: Summary?
    ) -> (negative: Float, positive: Float) {
        var (low, high, count): (Int32, Int32, Int) = (0, 0, 0)
        weights.withUnsafeBufferPointer { weights in
            guard let start = weights.baseAddress, !weights.isEmpty else { return }
            Features.forEachPlace(of: tokens, slots: slots) { place in
                count += 1
                low &+= Int32(start[Int(place) * 2])
                high &+= Int32(start[Int(place) * 2 + 1])
            }
        }
        let scale = step * Features.weight(of: count)
        let values = summary?.values ?? SIMD16()
        return (
            Float(low) * scale + negative.bias + (negative.weights * values).sum(),
            Float(high) * scale + positive.bias + (positive.weights * values).sum()
        )
    }
}
