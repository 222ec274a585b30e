/// Rules on single characters: the same text, written one way.
enum CharacterRules {
    /// CRLF and CR to LF.
    static func lineEndings(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: carriageReturn) { index in
            (index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1, lineFeed)
        }
    }

    /// NUL removed.
    static func nul(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: nulByte) { _ in (1, []) }
    }

    /// U+FEFF, U+200B, U+200E and U+009D removed. U+200D stays: it joins emoji and shapes Indic scripts.
    static func zeroWidth(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: zeroWidthLeads) { index in
            switch UTF8Bytes.scalar(in: text, at: index).value {
            case 0x9D: (2, [])
            case 0x200B, 0x200E, 0xFEFF: (3, [])
            default: nil
            }
        }
    }

    /// U+00A0, U+2000 (which NFC turns into U+2002) and U+2002 to plain spaces.
    static func spaces(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: spaceLeads) { index in
            switch UTF8Bytes.scalar(in: text, at: index).value {
            case 0xA0: (2, space)
            case 0x2000, 0x2002: (3, space)
            default: nil
            }
        }
    }

    private static let lineFeed: [UInt8] = [0x0A]
    private static let space: [UInt8] = [0x20]
    private static let carriageReturn = ByteSet([0x0D])
    private static let nulByte = ByteSet([0])
    private static let zeroWidthLeads = ByteSet([0xC2, 0xE2, 0xEF])
    private static let spaceLeads = ByteSet([0xC2, 0xE2])
}
