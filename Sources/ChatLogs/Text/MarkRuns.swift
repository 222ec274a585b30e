import StrictJSON

/// Runs of combining marks. Long ones make String comparison quadratic, so the gate counts them
/// before any text becomes a String that is compared or hashed.
enum MarkRuns {
    /// Most marks in a row that the gate lets through.
    static let longestRun = 30

    /// Where the first run of more than `limit` marks starts in valid UTF-8, or nil.
    static func firstRun(in text: [UInt8], longerThan limit: Int) -> Int? {
        var run = 0
        var start = 0
        var index = UTF8Bytes.firstNonASCII(in: text, from: 0)
        while index < text.count {
            let safe = ScalarBlocks.safeLength(in: text, at: index)
            if safe > 0 {
                run = 0
                index += safe
                continue
            }
            let (value, length) = UTF8Bytes.scalar(in: text, at: index)
            if CombiningMarks.contains(value) {
                if run == 0 { start = index }
                run += 1
                if run > limit { return start }
            } else {
                run = 0
            }
            index += length
        }
        return nil
    }
}

/// Blocks of scalars that need no look at the scalar itself.
enum ScalarBlocks {
    /// Length of the scalar at `index` when its first bytes tell that it neither is a combining mark nor changes under
    /// composition; 0 when it has to be looked at. This is so for ASCII, Latin, Greek and Cyrillic letters, kana,
    /// ideographs, Hangul syllables, most punctuation and emoji.
    @inline(__always)
    static func safeLength(in text: [UInt8], at index: Int) -> Int {
        let lead = text[index]
        if lead < 0x80 { return 1 }
        if lead < 0xCC || lead == 0xCF || lead == 0xD0 || lead == 0xD1 { return 2 }
        if 0xE4...0xE9 ~= lead || lead == 0xEB || lead == 0xEC { return 3 }
        guard index + 2 < text.count else { return 0 }
        let second = text[index + 1]
        switch lead {
        case 0xCE: return second == 0x87 ? 0 : 2
        case 0xE2: return second == 0x80 && text[index + 2] > 0x81 || 0x85...0x8B ~= second ? 3 : 0
        case 0xE3: return second == 0x80 && text[index + 2] < 0xAA || second > 0x82 ? 3 : 0
        case 0xEF: return 0xBC...0xBF ~= second ? 3 : 0
        case 0xF0: return second == 0x9F && index + 3 < text.count ? 4 : 0
        default: return 0
        }
    }
}
