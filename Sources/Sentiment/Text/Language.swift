/// Tells English from other languages by their small words and by their letters.
enum Language {
    /// Whether the tokens of a comment are more likely of another language than English.
    ///
    /// Small words decide; where there are none, letters outside the Latin script do. A word or two without either,
    /// such as a name, is taken for English.
    static func isForeign(
        _ counts: WordCounts, _ tokens: UnsafeBufferPointer<Token>, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let (words, foreign, unknown) = (counts.words, counts.foreign, counts.unknown)
        if unknown * 2 > words, otherScript(tokens, bytes) * 2 > words { return true }
        return foreign > words - unknown - foreign && (foreign > 1 || words <= 4)
    }

    /// Unknown words in letters outside the Latin script.
    private static func otherScript(
        _ tokens: UnsafeBufferPointer<Token>, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        tokens.count { $0.kind == .word && $0.word.number == 0 && isOtherScript(bytes[Int($0.start)]) }
    }

    /// Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, Chinese, Japanese, Korean: by the first byte of a letter.
    private static func isOtherScript(_ lead: UInt8) -> Bool {
        (lead >= 0xCD && lead <= 0xE1) || (lead >= 0xE3 && lead <= 0xED)
    }
}

/// How many tokens a comment has, and of which kinds.
struct WordCounts {
    let tokens: Int
    /// Those of which something may come.
    var active = 0
    var words = 0
    /// Small words of other languages.
    var foreign = 0
    /// Words that no phrase of the lexicon holds.
    var unknown = 0
}
