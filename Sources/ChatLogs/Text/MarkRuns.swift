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
            let end = ScalarBlocks.endOfSafe(in: text, from: index)
            if end > index {
                run = 0
                index = end
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
    private static func safeLength(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let lead = text[index]
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

    /// Whether a first byte alone tells that; bytes inside scalars count as safe.
    @inline(__always)
    static func isSafe(lead: UInt8) -> Bool {
        lead < 0xCC || lead &- 0xCF < 3 || lead &- 0xE4 < 6 || lead &- 0xEB < 2
    }

    /// Where the run of such scalars that begins at `start` of valid UTF-8 ends.
    static func endOfSafe(in text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBufferPointer { text in
            var end = start
            while true {
                end = endOfSafeBytes(in: UnsafeRawBufferPointer(text), from: end)
                guard end < text.count else { return text.count }
                let length = safeLength(in: text, at: end)
                if length == 0 { return end }
                end += length
            }
        }
    }

    /// Index of the first byte that is a first byte and not safe, or the count. Eight bytes at a time.
    @inline(__always)
    private static func endOfSafeBytes(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let found = word & 0x8080_8080_8080_8080 == 0 ? 0 : unsafe(word)
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < text.count, isSafe(lead: text[index]) { index &+= 1 }
        return index
    }

    /// The top bit of each byte that is not safe. Adding to the lower seven bits carries into the top one and no
    /// further.
    @inline(__always)
    private static func unsafe(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low = word & (ones &* 0x7F)
        func isAtLeast(_ byte: UInt64) -> UInt64 { low &+ ones &* (0x100 &- byte) }
        let marks = isAtLeast(0xCC) & ~isAtLeast(0xCF)
        let scripts = isAtLeast(0xD2) & ~isAtLeast(0xE4) | isAtLeast(0xEA) & ~isAtLeast(0xEB)
        return (marks | scripts | isAtLeast(0xED)) & word & (ones &* 0x80)
    }
}
