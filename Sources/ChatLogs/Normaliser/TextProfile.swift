/// What kinds of bytes a text has, found in one pass, so that rules with nothing to do are skipped.
struct TextProfile: OptionSet, Sendable {
    let rawValue: UInt32

    /// A control character other than LF and tab.
    static let control = TextProfile(rawValue: 1)
    /// LF.
    static let newline = TextProfile(rawValue: 2)
    /// A byte outside ASCII.
    static let wide = TextProfile(rawValue: 4)
    /// `<`.
    static let angle = TextProfile(rawValue: 8)
    /// `[`.
    static let bracket = TextProfile(rawValue: 16)
    /// `{`.
    static let brace = TextProfile(rawValue: 32)
    /// `@`.
    static let at = TextProfile(rawValue: 64)
    /// `#`.
    static let hash = TextProfile(rawValue: 128)
    /// `0` to `9`.
    static let digit = TextProfile(rawValue: 256)
    /// `-` or `_`.
    static let joiner = TextProfile(rawValue: 512)
    /// `(`.
    static let parenthesis = TextProfile(rawValue: 1024)
    /// `"`.
    static let quote = TextProfile(rawValue: 2048)
    /// `*`.
    static let asterisk = TextProfile(rawValue: 4096)
    /// `:`.
    static let colon = TextProfile(rawValue: 8192)
    /// `&`.
    static let ampersand = TextProfile(rawValue: 16384)
    /// A byte that begins scalars among which some compose or combine; see `ScalarBlocks`.
    static let composing = TextProfile(rawValue: 32768)

    /// A byte that begins scalars among which are spaces and characters without width: 0xC2, 0xE2, 0xEF.
    static let spacing = TextProfile(rawValue: 65536)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The profile of a text.
    init(_ text: [UInt8]) {
        var bits: UInt32 = 0
        text.withUnsafeBytes { text in
            Self.table.withUnsafeBufferPointer { table in
                var index = 0
                while index &+ 8 <= text.count {
                    let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    for place in 0..<8 { bits |= table[Int(truncatingIfNeeded: word >> UInt64(place * 8) & 0xFF)] }
                    index &+= 8
                }
                while index < text.count {
                    bits |= table[Int(text[index])]
                    index &+= 1
                }
            }
        }
        rawValue = bits
    }

    private static let table: [UInt32] = (0..<256).map { value in
        switch UInt8(value) {
        case 0x0A: newline.rawValue
        case 0x09: 0
        case 0x00..<0x20, 0x7F: control.rawValue
        case 0x80...:
            wide.rawValue | (ScalarBlocks.isSafe(lead: UInt8(value)) ? 0 : composing.rawValue)
                | ([0xC2, 0xE2, 0xEF].contains(value) ? spacing.rawValue : 0)
        case 0x3C: angle.rawValue
        case 0x5B: bracket.rawValue
        case 0x7B: brace.rawValue
        case 0x40: at.rawValue
        case 0x23: hash.rawValue
        case 0x30...0x39: digit.rawValue
        case 0x2D, 0x5F: joiner.rawValue
        case 0x28: parenthesis.rawValue
        case 0x22: quote.rawValue
        case 0x2A: asterisk.rawValue
        case 0x3A: colon.rawValue
        case 0x26: ampersand.rawValue
        default: 0
        }
    }
}

/// Rewrites a text in one pass: at each byte of `starts` the closure may say how many bytes to replace by what.
/// Returns nil when nothing was replaced.
@inline(__always)
func rewriting(
    _ text: [UInt8], at starts: ByteSet, _ replace: (Int) -> (length: Int, by: [UInt8])?
) -> (text: [UInt8], count: Int)? {
    var output: [UInt8] = []
    var copied = 0
    var count = 0
    var index = starts.firstIndex(in: text, from: 0)
    while index < text.count {
        if let (length, replacement) = replace(index), length > 0 {
            if count == 0 { output.reserveCapacity(text.count) }
            if copied < index { output += text[copied..<index] }
            if replacement.count == 1 { output.append(replacement[0]) } else { output += replacement }
            index += length
            copied = index
            count += 1
        } else {
            index += 1
        }
        if index < text.count, starts.contains(text[index]) { continue }
        index = starts.firstIndex(in: text, from: index)
    }
    guard count > 0 else { return nil }
    output += text[copied...]
    return (output, count)
}
