/// What in a text tells whether it is a comment on a chat model, for the weights of the calibration's gate.
///
/// Prose, sense and speed are ascribed to films too, "it" is anything; how much each tells was learned.
package struct FieldEvidence: Sendable {
    /// Whether each is there: the aspects in their order, the model by name, a part or version, practical matters, words
    /// of the field less those of other fields. Then how short the text is, and a constant.
    package private(set) var values = SIMD16<Float>()

    init(_ hits: UnsafeBufferPointer<Hit>, tokens: Int) {
        // One bit each: setting one value of a vector by its number is slow.
        var found = 0
        var isElsewhere = false
        for hit in hits {
            switch hit.meaning.role {
            case .opinion: if let aspect = hit.meaning.aspect { found |= 1 << aspect.index }
            case .subject: found |= hit.meaning.strength > 0 ? 1 << 10 : 1 << 11
            case .practical: found |= 1 << 12
            case .field: found |= 1 << 13
            case .elsewhere: isElsewhere = true
            default: break
            }
        }
        for index in 0..<14 { values[index] = Float(found >> index & 1) }
        if isElsewhere { values[13] -= 1 }
        values[14] = 8 / Float(max(8, tokens))
        values[15] = 1
    }
}
