/// Two logits against neutral: hashed words with int8 weights, and the summary of the lexicon's opinions. Beside them one
/// of the field: how much the words sound like a comment on a checkpoint.
package struct LinearModel: Sendable {
    /// For every place the weight of negative and of positive, in steps of `step`.
    package let weights: [Int8]
    /// What one step of a weight is worth.
    package let step: Float
    /// The other weights of negative and of positive.
    package let negative, positive: Dense
    /// What words tell of the field.
    package let field: FieldWords
    /// The weights of negative, positive and the field of a place in one number, because they are asked for together.
    private let places: [UInt32]

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
    package init(weights: [Int8], step: Float, negative: Dense, positive: Dense, field: FieldWords = .none) {
        self.weights = weights
        self.step = step
        self.negative = negative
        self.positive = positive
        self.field = field
        places = (0..<(weights.count / 2)).map { place in
            UInt32(UInt8(bitPattern: weights[place * 2]))
                | UInt32(UInt8(bitPattern: weights[place * 2 + 1])) << 8
                | UInt32(UInt8(bitPattern: field.weights[place])) << 16
        }
    }

    /// The same with other words of the field.
    package func with(field: FieldWords) -> LinearModel {
        LinearModel(weights: weights, step: step, negative: negative, positive: positive, field: field)
    }

    /// A model that knows the lexicon only.
    package static let empty: LinearModel = {
        var valence = SIMD16<Float>()
        valence[2] = 4
        return LinearModel(
            weights: [], step: 0, negative: Dense(bias: -1, weights: -valence),
            positive: Dense(bias: -1, weights: valence))
    }()

    /// The logits of negative and positive, without a summary those of the words alone, and that of the field.
    func logits(
        _ tokens: UnsafeBufferPointer<Token>, slots: UnsafeMutablePointer<UInt32>, summary: Summary?
    ) -> (negative: Float, positive: Float, field: Float) {
        var (low, high, near, count): (Int32, Int32, Int32, Int) = (0, 0, 0, 0)
        places.withUnsafeBufferPointer { weights in
            guard let start = weights.baseAddress, !weights.isEmpty else { return }
            Features.forEachPlace(of: tokens, slots: slots) { place in
                let bytes = start[Int(place)]
                count &+= 1
                low &+= Int32(Int8(truncatingIfNeeded: bytes))
                high &+= Int32(Int8(truncatingIfNeeded: bytes &>> 8))
                near &+= Int32(Int8(truncatingIfNeeded: bytes &>> 16))
            }
        }
        let weight = Features.weight(of: count)
        let scale = step * weight
        let values = summary?.values ?? SIMD16()
        return (
            Float(low) * scale + negative.bias + (negative.weights * values).total,
            Float(high) * scale + positive.bias + (positive.weights * values).total,
            Float(near) * field.step * weight
        )
    }
}

/// How much hashed words sound like comments on checkpoints: an int8 weight per place.
package struct FieldWords: Sendable {
    package let weights: [Int8]
    /// What one step of a weight is worth.
    package let step: Float

    package static let none = FieldWords(weights: [Int8](repeating: 0, count: 1 << Features.bits), step: 0)

    /// Words as the trainer or the model file has them.
    package init(weights: [Int8], step: Float) {
        self.weights = weights
        self.step = step
    }

    /// What the words of a text tell, as the trainer keeps them.
    package func logit(of features: Features) -> Float {
        let sum = features.places.reduce(Int32(0)) { $0 + Int32(weights[Int($1)]) }
        return Float(sum) * step * features.weight
    }
}
