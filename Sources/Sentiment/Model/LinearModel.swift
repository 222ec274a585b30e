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
    func logits(_ tokens: Span<Token>, summary: Summary?) -> (negative: Float, positive: Float) {
        let (sums, count) = weights.withUnsafeBufferPointer { weights in
            Features.withPlaces(of: tokens) { (Self.sum(of: $0, in: weights), $0.count) }
        }
        let scale = step * Features.weight(of: count)
        let values = summary?.values ?? SIMD16()
        return (
            Float(sums[0]) * scale + negative.bias + (negative.weights * values).sum(),
            Float(sums[1]) * scale + positive.bias + (positive.weights * values).sum()
        )
    }

    private static func sum(
        of places: UnsafeBufferPointer<UInt32>, in weights: UnsafeBufferPointer<Int8>
    ) -> SIMD2<Int32> {
        var sums = SIMD2<Int32>()
        guard !weights.isEmpty else { return sums }
        for place in places {
            sums &+= SIMD2(Int32(weights[Int(place) * 2]), Int32(weights[Int(place) * 2 + 1]))
        }
        return sums
    }
}
