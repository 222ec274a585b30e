/// Tells English from other languages by their small words and by their letters.
enum Language {
    /// Whether the tokens of a comment are more likely of another language than English.
    ///
    /// Small words decide; where there are none, letters outside the Latin script do. A word or two without either,
    /// such as a name, is taken for English.
    static func isForeign(_ tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>, _ phrases: PhraseTable) -> Bool {
        var english = 0
        var foreign = 0
        var otherScript = 0
        var words = 0
        for token in tokens where token.kind == .word {
            words += 1
            switch phrases.role(at: token.node) {
            case .foreign: foreign += 1
            case .unknown where token.node == 0: if isOtherScript(bytes[Int(token.start)]) { otherScript += 1 }
            default: english += 1
            }
        }
        if otherScript * 2 > words { return true }
        return foreign > english && (foreign > 1 || words <= 4)
    }

    /// Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, Chinese, Japanese, Korean: by the first byte of a letter.
    private static func isOtherScript(_ lead: UInt8) -> Bool {
        (lead >= 0xCD && lead <= 0xE1) || (lead >= 0xE3 && lead <= 0xED)
    }
}
