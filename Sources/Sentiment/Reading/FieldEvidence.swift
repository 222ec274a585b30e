/// What in a text tells whether it is a comment on a chat model, for the weights of the calibration's gate.
///
/// Prose, sense and speed are ascribed to films too, "it" is anything; how much each tells was learned.
package struct FieldEvidence: Sendable {
    /// A bit for each that is there, see `bits`.
    private var found: UInt16 = 0
    private let shortness: Float

    init(_ hits: UnsafeBufferPointer<Hit>, tokens: Int) {
        shortness = 8 / Float(max(8, tokens))
        for hit in hits { found |= hit.evidence }
        // Words of the field and of another one cancel each other.
        if found & Self.both == Self.both { found &= ~Self.both }
    }

    /// What a meaning tells, a bit each: the aspects in their order, the model by name, a part or version, practical
    /// matters, words of the field, words of other fields.
    static func bits(of meaning: Meaning) -> UInt16 {
        switch meaning.role {
        case .opinion: meaning.aspect.map { 1 << UInt16($0.index) } ?? 0
        case .subject: meaning.strength > 0 ? 1 << 10 : 1 << 11
        case .practical: 1 << 12
        case .field: 1 << 13
        case .elsewhere: elsewhere
        default: 0
        }
    }

    private static let elsewhere: UInt16 = 1 << 14
    private static let both: UInt16 = 3 << 13

    /// Each as 1 or 0, words of the field less those of other fields; then how short the text is, and a constant.
    package var values: SIMD16<Float> {
        var values = SIMD16<Float>()
        for index in 0..<14 { values[index] = Float(found >> index & 1) }
        if found & Self.elsewhere != 0 { values[13] -= 1 }
        values[14] = shortness
        values[15] = 1
        return values
    }

    /// The sum of the weights of what is there.
    func sum(of weights: SIMD16<Float>) -> Float {
        var sum: Float = 0
        var left = found & ~Self.elsewhere
        while left != 0 {
            sum += weights[left.trailingZeroBitCount]
            left &= left - 1
        }
        if found & Self.elsewhere != 0 { sum -= weights[13] }
        return sum + weights[14] * shortness + weights[15]
    }
}
