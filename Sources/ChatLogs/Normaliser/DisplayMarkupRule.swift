/// Undoes what a web front end did for display: entities, `<br>`, `<audio …></audio>`. Only for fields that are known
/// to be display text; in a chat's own text the same characters are meant.
enum DisplayMarkupRule {
    /// The plain text, or nil when there was no markup. One level only: `&amp;lt;` becomes `&lt;`.
    static func removed(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        rewriting(text, at: starts) { index in
            text[index] == 0x26 ? entity(in: text, at: index) : tag(in: text, at: index)
        }
    }

    private static func entity(in text: [UInt8], at index: Int) -> (length: Int, by: [UInt8])? {
        // The longest is `&#1114111;`. Most ampersands in prose have no semicolon after them.
        guard text[index...].prefix(10).contains(0x3B) else { return nil }
        for (name, value) in named where text.has(name, at: index) { return (name.count, value) }
        guard text.has([0x26, 0x23], at: index) else { return nil }
        let isHex = index + 2 < text.count && text[index + 2] | 0x20 == 0x78
        var end = index + (isHex ? 3 : 2)
        var value: UInt32 = 0
        let first = end
        while end < text.count, end - first < 7, let digit = text[end].hexDigit, isHex || digit < 10 {
            value = value * (isHex ? 16 : 10) + UInt32(digit)
            end += 1
        }
        guard end > first, end < text.count, text[end] == 0x3B, value > 0 else { return nil }
        var replacement: [UInt8] = []
        UTF8Bytes.append(value, to: &replacement)
        return (end + 1 - index, replacement)
    }

    private static func tag(in text: [UInt8], at index: Int) -> (length: Int, by: [UInt8])? {
        if text.hasIgnoringCase(lineBreak, at: index) {
            var end = index + lineBreak.count
            while end < text.count, text[end] == 0x20 || text[end] == 0x2F { end += 1 }
            return end < text.count && text[end] == 0x3E ? (end + 1 - index, [0x0A]) : nil
        }
        for name in [audio, audioEnd] where text.hasIgnoringCase(name, at: index) {
            guard let end = text[index..<min(text.count, index + 512)].firstIndex(of: 0x3E) else { return nil }
            return (end + 1 - index, [])
        }
        return nil
    }

    private static let starts = ByteSet([0x26, 0x3C])
    private static let lineBreak = Array("<br".utf8)
    private static let audio = Array("<audio".utf8)
    private static let audioEnd = Array("</audio".utf8)
    private static let named: [(name: [UInt8], value: [UInt8])] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
        ("&hellip;", "…"), ("&mdash;", "—"), ("&ndash;", "–"), ("&lsquo;", "‘"), ("&rsquo;", "’"), ("&ldquo;", "“"),
        ("&rdquo;", "”"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
