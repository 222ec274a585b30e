/// Tells English from other languages by their small words and by their letters.
enum Language {
    /// Whether the tokens of a comment are more likely of another language than English.
    ///
    /// Small words decide; where there are none, letters outside the Latin script do. A word or two without either,
    /// such as a name, is taken for English.
    static func isForeign(_ tokens: Span<Token>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var (words, foreign, unknown) = (0, 0, 0)
        for index in tokens.indices {
            let isWord = tokens[index].kind == .word
            words += isWord ? 1 : 0
            foreign += tokens[index].role == .foreign ? 1 : 0
            unknown += isWord && tokens[index].node == 0 ? 1 : 0
        }
        if unknown * 2 > words, otherScript(tokens, bytes) * 2 > words { return true }
        return foreign > words - unknown - foreign && (foreign > 1 || words <= 4)
    }

    /// Unknown words in letters outside the Latin script.
    private static func otherScript(_ tokens: Span<Token>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for index in tokens.indices where tokens[index].kind == .word && tokens[index].node == 0 {
            count += isOtherScript(bytes[Int(tokens[index].start)]) ? 1 : 0
        }
        return count
    }

    /// Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, Chinese, Japanese, Korean: by the first byte of a letter.
    private static func isOtherScript(_ lead: UInt8) -> Bool {
        (lead >= 0xCD && lead <= 0xE1) || (lead >= 0xE3 && lead <= 0xED)
    }
}
