import Foundation
import StrictJSON

/// Normalisation form C. Almost all text is in it already: a linear check finds the few places that may not be, and
/// only those go through Foundation.
enum CanonicalComposition {
    /// Brings valid UTF-8 into NFC; nil when it is already. The count is the number of places that changed.
    static func composed(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        var output: [UInt8] = []
        var copied = 0
        var count = 0
        var scan = Scan(text)
        // Text with combining accents repeats the same few clusters, and each call into Foundation has a fixed price.
        var known: [ByteKey: [UInt8]] = [:]
        while let range = scan.nextSuspect() {
            if let syllable = HangulSyllable.composed(text, range) {
                output += text[copied..<range.lowerBound]
                UTF8Bytes.append(syllable, to: &output)
                copied = range.upperBound
                count += 1
                continue
            }
            let cluster = ByteKey(Array(text[range]))
            let composed: [UInt8]
            if let found = known[cluster] {
                composed = found
            } else {
                composed = Self.composed(cluster: cluster.bytes)
                if known.count < 4096 { known[cluster] = composed }
            }
            if composed == cluster.bytes { continue }
            output += text[copied..<range.lowerBound]
            output += composed
            copied = range.upperBound
            count += 1
        }
        guard count > 0 else { return nil }
        output += text[copied...]
        return (output, count)
    }

    private static func composed(cluster: [UInt8]) -> [UInt8] {
        Array(String(decoding: cluster, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
    }
}

/// Hangul syllables are put together by arithmetic (The Unicode Standard, section 3.12): text in parts is nothing but
/// places to compose.
private enum HangulSyllable {
    /// The syllable that two or three letters make; nil when the range holds anything else.
    static func composed(_ text: [UInt8], _ range: Range<Int>) -> UInt32? {
        guard range.count == 6 || range.count == 9, text[range.lowerBound] == 0xE1 else { return nil }
        func letter(_ place: Int, _ first: UInt32, _ count: UInt32) -> UInt32? {
            let value = UTF8Bytes.scalar(in: text, at: range.lowerBound + place * 3).value
            return first..<first + count ~= value ? value - first : nil
        }
        guard let lead = letter(0, 0x1100, 19), let vowel = letter(1, 0x1161, 21) else { return nil }
        guard range.count == 9 else { return 0xAC00 + (lead * 21 + vowel) * 28 }
        guard let tail = letter(2, 0x11A8, 27) else { return nil }
        return 0xAC00 + (lead * 21 + vowel) * 28 + tail + 1
    }
}

/// Finds segments, each from a starter up to the next safe starter, that may change under composition.
private struct Scan {
    let text: [UInt8]
    var index: Int

    init(_ text: [UInt8]) {
        self.text = text
        index = UTF8Bytes.firstNonASCII(in: text, from: 0)
    }

    /// The next segment that may not be in NFC.
    mutating func nextSuspect() -> Range<Int>? {
        var starter = max(0, index - 1)
        var lastClass: UInt8 = 0
        while index < text.count {
            let end = ScalarBlocks.endOfSafe(in: text, from: index)
            if end > index {
                starter = UTF8Bytes.startOfScalar(in: text, around: end - 1)
                lastClass = 0
                index = end
                continue
            }
            let (value, length) = UTF8Bytes.scalar(in: text, at: index)
            let combiningClass = CompositionTable.combiningClass(value)
            if CompositionTable.mayChange(value) || (combiningClass != 0 && combiningClass < lastClass) {
                return starter..<endOfSuspect(from: starter)
            }
            if combiningClass == 0 { starter = index }
            lastClass = combiningClass
            index += length
        }
        return nil
    }

    private mutating func endOfSuspect(from start: Int) -> Int {
        while index < text.count {
            let (value, length) = UTF8Bytes.scalar(in: text, at: index)
            if index > start, CompositionTable.combiningClass(value) == 0, !CompositionTable.mayChange(value) { break }
            index += length
        }
        return index
    }
}

/// What the quick check of UAX #15 needs, rounded up to whole neighbourhoods: a false alarm only costs time.
enum CompositionTable {
    /// Whether a scalar is changed by NFC or may compose with the one before it.
    @inline(__always)
    static func mayChange(_ value: UInt32) -> Bool {
        if value < 0x300 || 0x30A0...0xABFF ~= value || 0xAC00...0xD7A3 ~= value { return false }
        if value > 0xFFFF { return isWideSuspect(value) }
        return bitmap[Int(value >> 6)] >> UInt64(value & 63) & 1 == 1
    }

    /// Canonical combining class; 0 for starters.
    @inline(__always)
    static func combiningClass(_ value: UInt32) -> UInt8 {
        if value < 0x300 { return 0 }
        return value < 0x10000 ? classes[Int(value)] : classByProperty(value)
    }

    /// The classes of the first plane, read once from the standard library.
    private static let classes: [UInt8] = (0..<0x10000).map { classByProperty($0) }

    private static func classByProperty(_ value: UInt32) -> UInt8 {
        guard CombiningMarks.contains(value), let scalar = Unicode.Scalar(value) else { return 0 }
        return scalar.properties.canonicalCombiningClass.rawValue
    }

    private static func isWideSuspect(_ value: UInt32) -> Bool {
        0x11000...0x11FFF ~= value || 0x16000...0x16FFF ~= value || 0x1D15E...0x1D1C0 ~= value
            || 0x2F800...0x2FA1F ~= value
    }

    private static let bitmap: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 1024)
        for range in ranges { for value in range { bits[value >> 6] |= 1 << UInt64(value & 63) } }
        return bits
    }()

    private static let ranges: [ClosedRange<Int>] = [
        0x300...0x304, 0x306...0x30C, 0x30F...0x30F, 0x311...0x314, 0x31B...0x31B, 0x323...0x328, 0x32D...0x331,
        0x338...0x338, 0x340...0x345, 0x374...0x374, 0x37E...0x37E, 0x387...0x387, 0x653...0x655, 0x93C...0x93C,
        0x958...0x95F, 0x9BE...0x9BE, 0x9D7...0x9D7, 0x9DC...0x9DF, 0xA33...0xA36, 0xA59...0xA5E, 0xB3E...0xB3E,
        0xB56...0xB5D, 0xBBE...0xBBE, 0xBD7...0xBD7, 0xC56...0xC56, 0xCC2...0xCC2, 0xCD5...0xCD6, 0xD3E...0xD3E,
        0xD57...0xD57, 0xDCA...0xDCF, 0xDDF...0xDDF, 0xF43...0xFB9, 0x102E...0x102E, 0x1161...0x11C2,
        0x1B35...0x1B35, 0x1F71...0x1FFD, 0x2000...0x2001, 0x2126...0x2126, 0x212A...0x212B, 0x2329...0x232A,
        0x2ADC...0x2ADC, 0x3099...0x309A, 0xF900...0xFAD9, 0xFB1D...0xFB4E,
    ]
}
