/// Eight bytes of a text in one number, the first in the lowest place: most words are not longer.
struct EightBytes {
    /// In lower case where they are letters.
    let lowered: UInt64
    /// How many letters of ASCII it begins with.
    let letters: Int

    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    @inline(__always) init(_ bytes: UInt64) {
        lowered = bytes | 0x2020_2020_2020_2020
        let folded = lowered & Self.low
        // What is added carries into the high bit from "a" on, and from behind "z" on.
        let isLetter = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505) & ~bytes
        letters = (~isLetter & Self.high).trailingZeroBitCount &>> 3
    }

    /// The first four, as they are lowered.
    @inline(__always) var four: UInt32 { UInt32(truncatingIfNeeded: lowered) }

    /// The letters that it begins with, and zeros; of fewer than eight.
    @inline(__always) var shortWord: UInt64 { lowered & ((1 &<< UInt64(truncatingIfNeeded: letters &* 8)) &- 1) }

    /// The letters that it begins with and those of another behind them, if they are fewer than eight and none stands
    /// three times in a row: "don" and "t" are "dont".
    @inline(__always) func joined(to next: EightBytes) -> UInt64? {
        guard next.letters > 0, letters + next.letters < 8 else { return nil }
        let word = shortWord | next.shortWord &<< UInt64(truncatingIfNeeded: letters &* 8)
        return EightBytes(word).hasStretch ? nil : word
    }

    /// Whether one of the letters that it begins with stands three times in a row.
    @inline(__always) var hasStretch: Bool {
        let differences = lowered ^ lowered &>> 8
        let triples = differences | differences &>> 8
        // The lowest high bit is that of the first byte of zero; those above it may be wrong.
        let zeros = (triples &- Self.ones) & ~triples & Self.high
        return zeros.trailingZeroBitCount &>> 3 < letters &- 2
    }

    /// Whether it begins with `http` or `www.`.
    @inline(__always) var mayBeLink: Bool {
        four == 0x7074_7468 || four == 0x2E77_7777
    }
}
