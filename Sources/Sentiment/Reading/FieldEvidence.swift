/// What in a text tells whether it is a comment on a chat model, for the weights of the calibration's gate.
///
/// Prose, sense and speed are ascribed to films too, "it" is anything; how much each tells was learned.
package struct FieldEvidence: Sendable {
    /// Whether each is there: the aspects in their order, the model by name, a part or version, practical matters, words
    /// of the field less those of other fields. Then how short the text is, and a constant.
    package private(set) var values = SIMD16<Float>()

    init(_ hits: [Hit], tokens: Int) {
        let short = 8 / Float(max(8, tokens))
        var field: Float = 0
        var other: Float = 0
        for hit in hits {
            switch hit.meaning.role {
            case .opinion: if let aspect = hit.meaning.aspect { values[aspect.index] = 1 }
            case .subject: values[hit.meaning.strength > 0 ? 10 : 11] = 1
            case .practical: values[12] = 1
            case .field: field = 1
            case .elsewhere: other = 1
            default: break
            }
        }
        values[13] = field - other
        values[14] = short
        values[15] = 1
    }
}
