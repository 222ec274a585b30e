/// Whether a turn's action marks and quotes come in pairs.
enum MarkupBalance {
    /// Where the last single `*` is when their number is odd. `**` counts as one bold mark, a `*` that begins a line
    /// and is followed by a space as a bullet.
    static func unbalancedAsterisk(in text: [UInt8]) -> Range<Int>? {
        var count = 0
        var last = 0
        var index = asterisk.firstIndex(in: text, from: 0)
        while index < text.count {
            let start = index
            while index < text.count, text[index] == 0x2A { index += 1 }
            let length = index - start
            let beginsLine = start == 0 || text[start - 1] == 0x0A
            let isBullet = length == 1 && beginsLine && index < text.count && text[index] == 0x20
            if length % 2 == 1, !isBullet {
                count += 1
                last = start
            }
            index = asterisk.firstIndex(in: text, from: index)
        }
        return count % 2 == 1 ? last..<last + 1 : nil
    }

    /// Where the last quote is when straight quotes are odd or curly ones do not pair. A straight quote right after a
    /// digit may be an inch mark and excuses an odd number.
    static func unbalancedQuote(in text: [UInt8]) -> Range<Int>? {
        var straight = 0
        var inches = 0
        var open = 0
        var isCrossed = false
        var last = 0..<0
        var index = quotes.firstIndex(in: text, from: 0)
        while index < text.count {
            if text[index] == 0x22 {
                straight += 1
                last = index..<index + 1
                if index > 0, text[index - 1].isASCIIDigit { inches += 1 }
            } else if index + 2 < text.count, text[index + 1] == 0x80 {
                if text[index + 2] == 0x9C { open += 1 }
                if text[index + 2] == 0x9D { open -= 1 }
                if open < 0 { isCrossed = true }
                if 0x9C...0x9D ~= text[index + 2] { last = index..<index + 3 }
            }
            index = quotes.firstIndex(in: text, from: index + 1)
        }
        let isOdd = straight % 2 == 1 && inches == 0
        return isOdd || open != 0 || isCrossed ? last : nil
    }

    private static let asterisk = ByteSet([0x2A])
    /// The straight quote, and the byte that curly ones begin with.
    private static let quotes = ByteSet([0x22, 0xE2])
}
