/// Eight bytes of a text in one number, the first in the lowest place: most words are not longer.
struct EightBytes {
    /// In lower case where they are letters.
    let lowered: UInt64
    /// How many letters of ASCII it begins with.
    let letters: Int

    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    @inline(__always) init(_ bytes: UInt64) {
        lowered = bytes | 0x2020_2020_2020_2020
        let folded = lowered & Self.low
        // Adding 0x1F carries into the high bit from "a" on, 0x05 from behind "z" on.
        let isLetter = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505) & ~bytes & Self.high
        letters = (~isLetter & Self.high).trailingZeroBitCount >> 3
    }

    /// The letters that it begins with, and zeros.
    @inline(__always) var word: UInt64 { lowered & Self.first(letters) }

    /// Whether one letter stands three times in a row, beginning with one of the first `starts`.
    @inline(__always) func hasStretch(starts: Int) -> Bool {
        let differences = lowered ^ lowered >> 8
        let isDouble = ~((differences & Self.low) &+ Self.low | differences) & Self.high
        return isDouble & isDouble >> 8 & Self.first(max(0, starts)) != 0
    }

    /// The bits of so many bytes.
    @inline(__always) private static func first(_ count: Int) -> UInt64 {
        count >= 8 ? .max : (1 << (UInt64(truncatingIfNeeded: count) &* 8)) &- 1
    }
}
