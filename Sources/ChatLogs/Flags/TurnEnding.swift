/// Whether a turn stops in the middle of a sentence.
enum TurnEnding {
    /// Whether the last character ends a sentence, an action, a quotation or is a picture, `<3` included.
    static func isComplete(_ text: [UInt8]) -> Bool {
        guard let last = UTF8Bytes.scalar(in: text, before: text.count) else { return true }
        switch last.value {
        case 0x21, 0x22, 0x27, 0x29, 0x2A, 0x2E, 0x3E, 0x3F, 0x5D, 0x5F, 0x60, 0x7D, 0x7E: return true
        case 0x33: return text.suffix(2) == [0x3C, 0x33]
        case 0x2019, 0x201D, 0x2026, 0x203C, 0x2049, 0xBB: return true
        case 0x3002, 0x300D, 0x300F, 0x3011, 0xFF01, 0xFF1F, 0xFF09, 0xFF5E, 0x301C, 0x2665, 0x266A, 0x200D, 0xFE0F:
            return true
        case 0..<0x203C: return false
        default:
            guard let properties = Unicode.Scalar(last.value)?.properties else { return false }
            return properties.isEmoji || properties.isEmojiModifier
        }
    }
}
