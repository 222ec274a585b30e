/// One unit of a comment that the scorer looks at.
struct Token: Equatable {
    enum Kind: Equatable {
        case word
        /// A number; it fills a place in the window of a negator and means nothing by itself.
        case number
        /// An emoticon or an emoji.
        case symbol
        /// A mark out of five or ten, such as 8/10, on the scale of the lexicon.
        case mark(Double)
        /// A comma, semicolon, colon, bracket: negation does not reach across it.
        case pause
        /// A full stop or a new line.
        case stop
        case question
        case exclamation
    }

    let kind: Kind
    /// The hash of the normalised bytes: ASCII lower case, no apostrophes, runs of three or more bytes cut to two.
    var key: UInt64 = 0
    /// The same with such runs cut to one: "greaaat" has both "greaat" and "great".
    /// Words are looked up by both, phrases by `key` only.
    var shortKey: UInt64 = 0
}

/// FNV-1a over bytes. 64 bits keep a thousand words of ours apart; a comment forged to collide misreads only itself.
struct ByteHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = ByteHash()
        for byte in bytes { hash.add(byte) }
        return hash.value
    }

    /// The key of a phrase: order matters, and no word's own key is one.
    static func phrase(_ first: UInt64, _ next: UInt64) -> UInt64 {
        (first &* 0x9e37_79b9_7f4a_7c15) ^ (next &+ 0x7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    }
}
