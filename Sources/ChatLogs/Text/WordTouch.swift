/// Whether a letter, digit or underscore touches a place in a text. Any scalar outside ASCII counts as a letter, except
/// white space, which later rules may remove.
enum WordTouch {
    /// Whether something word-like ends just before `index`.
    static func before(_ index: Int, in text: [UInt8]) -> Bool {
        guard index > 0 else { return false }
        let byte = text[index - 1]
        return byte < 0x80 ? byte.isASCIIWord : WhiteSpace.lengthBefore(index, in: text) == 0
    }

    /// Whether something word-like begins at `index`.
    static func after(_ index: Int, in text: [UInt8]) -> Bool {
        guard index < text.count else { return false }
        return text[index] < 0x80 ? text[index].isASCIIWord : WhiteSpace.length(in: text, at: index) == 0
    }
}
