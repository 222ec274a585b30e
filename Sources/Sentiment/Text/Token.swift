/// One unit of a comment.
struct Token {
    /// What it is; the first three are words, in a wide sense.
    enum Kind: UInt8 {
        case word
        /// A number; one in a phrase of the lexicon is written `#`.
        case number
        /// An emoticon, an emoji, or a mark that stands alone such as `*`.
        case symbol
        /// A score such as 8/10, or stars.
        case score
        /// Comma, dash, bracket, colon: negation does not reach across it.
        case pause
        /// Semicolon, bracket: a clause ends, the sentence does not.
        case clauseEnd
        /// A full stop or a new line.
        case stop
        case question
        case exclamation
        /// A double quotation mark.
        case quote
        case name
        case link
    }

    /// A hash of what stands here as the model takes it: ASCII lower case, no apostrophes, digits as `#`, long runs cut.
    var key: UInt64 = 0
    /// Its place in the phrase table.
    var word = PhraseTable.Node()
    /// The first four letters of a longer word, lowered: words that share them often share what they feel; else 0.
    var stem: UInt32 = 0
    /// Offsets of its first byte and behind its last in the comment's UTF-8.
    var start: UInt16
    var end: UInt16
    /// Of a score, on the lexicon's scale from -3 to 3.
    var strength: Float = 0
    var kind: Kind

    var isWord: Bool { kind.rawValue <= Kind.symbol.rawValue }
}
