/// What in a text tells whether it is a comment on a chat model, for the weights of the calibration's gate.
///
/// Prose, sense and speed are ascribed to films too, "it" is anything; how much each tells was learned.
package struct FieldEvidence: Sendable {
    /// A bit for each that is there: the aspects in their order, the model by name, a part or version, practical matters,
    /// words of the field.
    private var found: UInt16 = 0
    /// Words of other fields are there.
    private var isElsewhere = false
    private let shortness: Float

    init(_ hits: UnsafeBufferPointer<Hit>, tokens: Int) {
        shortness = 8 / Float(max(8, tokens))
        for hit in hits {
            switch hit.meaning.role {
            case .opinion: if let aspect = hit.meaning.aspect { found |= 1 << UInt16(aspect.index) }
            case .subject: found |= hit.meaning.strength > 0 ? 1 << 10 : 1 << 11
            case .practical: found |= 1 << 12
            case .field: found |= 1 << 13
            case .elsewhere: isElsewhere = true
            default: break
            }
        }
    }

    /// Each as 1 or 0, words of the field less those of other fields; then how short the text is, and a constant.
    package var values: SIMD16<Float> {
        var values = SIMD16<Float>()
        for index in 0..<14 { values[index] = Float(found >> index & 1) }
        if isElsewhere { values[13] -= 1 }
        values[14] = shortness
        values[15] = 1
        return values
    }

    /// The sum of the weights of what is there.
    func sum(of weights: SIMD16<Float>) -> Float {
        var sum: Float = 0
        // Words of the field and of another one cancel each other.
        var left = isElsewhere ? found & ~(1 << 13) : found
        while left != 0 {
            sum += weights[left.trailingZeroBitCount]
            left &= left - 1
        }
        if isElsewhere, found >> 13 & 1 == 0 { sum -= weights[13] }
        return sum + weights[14] * shortness + weights[15]
    }
}
