/// Folding for the fingerprint of a dialogue: quotes mapped to ASCII, white space to single spaces, case removed.
///
/// Case folding here is the lower-case mapping with `ß` as `ss`, `ſ` as `s` and `ς` as `σ`: what Unicode's full case
/// folding does for every script with case but Cherokee and a few ligatures.
struct DialogueFolding {
    /// Bytes to write to; what comes after those written is left from before.
    private var output: [UInt8] = []

    /// Folds valid UTF-8, drops white space at the ends, and lets `body` see the result between two other texts.
    mutating func fold(
        _ text: [UInt8], after prefix: [UInt8], before suffix: UInt8, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        // No mapping makes a scalar longer than one and a half times its length.
        let needed = prefix.count + text.count + text.count / 2 + 9
        if output.count < needed { output += repeatElement(0, count: needed - output.count) }
        output.withUnsafeMutableBufferPointer { output in
            for (place, byte) in prefix.enumerated() { output[place] = byte }
            let end = Self.fold(text, into: output, from: prefix.count)
            output[end] = suffix
            body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[...end]))
        }
    }

    private static func fold(
        _ text: [UInt8], into output: UnsafeMutableBufferPointer<UInt8>, from start: Int
    ) -> Int {
        text.withUnsafeBufferPointer { bytes in
            var writer = Writer(output: output, end: start)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    if writer.appendEight(of: UnsafeRawBufferPointer(bytes), at: index) {
                        index &+= 8
                        continue
                    }
                    writer.append(ascii: byte)
                    index &+= 1
                } else if 0xE4...0xE9 ~= byte, index + 2 < bytes.count {
                    // Ideographs have no case.
                    writer.append(byte, bytes[index + 1], bytes[index + 2])
                    index &+= 3
                } else if 0xD0...0xD1 ~= byte, writer.appendFourCyrillic(of: UnsafeRawBufferPointer(bytes), at: index) {
                    index &+= 8
                } else if 0xD0...0xD1 ~= byte, index + 1 < bytes.count,
                    let folded = folded(UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F))
                {
                    writer.append(folded)
                    index &+= 2
                } else {
                    let (value, length) = UTF8Bytes.scalar(in: text, at: index)
                    if byte < 0xF0, WhiteSpace.length(in: text, at: index) > 0 {
                        writer.append(ascii: 0x20)
                    } else if let folded = folded(value) {
                        writer.append(folded)
                    } else {
                        for scalar in mapping(value) { writer.append(scalar.value) }
                    }
                    index += length
                }
            }
            if writer.isAfterSpace, writer.end > start { writer.end -= 1 }
            return writer.end
        }
    }

    /// The scalar that another becomes; nil when it may become several, or the standard library has to be asked.
    @inline(__always)
    private static func folded(_ value: UInt32) -> UInt32? {
        switch value {
        case 0x430...0x45F: value
        case 0x410...0x42F, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A1, 0x3A3...0x3A9: value + 0x20
        case 0x400...0x40F: value + 0x50
        case 0x2018, 0x2019, 0x201A, 0x201B: 0x27
        case 0x201C, 0x201D, 0x201E, 0x201F: 0x22
        case 0xE0...0xFF, 0x3B1...0x3C1, 0x3C3...0x3C9, 0x2000...0x20FF, 0x2E80...0xA63F, 0xAC00...0xD7A3,
            0xFF00...0xFF20, 0x1F000...0x1FFFF, 0x20000...0x3FFFF:
            value
        // Combining marks, and scripts without case from Hebrew to Burmese and from Hangul to Ol Chiki.
        case 0x300...0x36F, 0x590...0x109F, 0x1100...0x139F, 0x1400...0x1C7F: value
        case 0x17F: 0x73
        case 0x3C2: 0x3C3
        default: nil
        }
    }

    private static func mapping(_ value: UInt32) -> String.UnicodeScalarView {
        if value == 0xDF || value == 0x1E9E { return "ss".unicodeScalars }
        return (Unicode.Scalar(value)?.properties.lowercaseMapping ?? "").unicodeScalars
    }
}

/// Writes folded scalars, and white space as one space.
private struct Writer {
    let output: UnsafeMutableBufferPointer<UInt8>
    var end: Int
    /// 1 after white space and at the start; a number, because a branch at the end of each word is guessed wrong.
    private var space = 1

    var isAfterSpace: Bool { space == 1 }

    init(output: UnsafeMutableBufferPointer<UInt8>, end: Int) {
        self.output = output
        self.end = end
    }

    @inline(__always)
    mutating func append(ascii byte: UInt8) {
        let isSpace = byte &- 0x09 < 5 || byte &- 0x1C < 5 ? 1 : 0
        output[end] = isSpace == 1 ? 0x20 : byte.lowercasedASCII
        end &+= 1 &- (space & isSpace)
        space = isSpace
    }

    /// Appends eight bytes of ASCII at once, if those at `index` have no white space but single spaces.
    @inline(__always)
    mutating func appendEight(of text: UnsafeRawBufferPointer, at index: Int) -> Bool {
        guard index &+ 8 <= text.count else { return false }
        let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The top bits of bytes from 0x20, from 0x21, and of capitals: no byte carries into the next.
        let printing = word &+ ones &* 0x60
        let tops = ones &* 0x80
        let spaces = printing & ~(word &+ ones &* 0x5F) & tops
        let isPlain = (word | ~printing) & tops == 0
        guard isPlain, (spaces << 8 | UInt64(space) << 7) & spaces == 0 else { return false }
        let capitals = (word &+ ones &* 0x3F) & ~(word &+ ones &* 0x25) & tops
        UnsafeMutableRawBufferPointer(output).storeBytes(
            of: (word | capitals >> 2).littleEndian, toByteOffset: end, as: UInt64.self)
        end &+= 8
        space = Int(truncatingIfNeeded: spaces >> 63)
        return true
    }

    /// Appends four letters at once, if those at `index` are Cyrillic and in lower case already.
    @inline(__always)
    mutating func appendFourCyrillic(of text: UnsafeRawBufferPointer, at index: Int) -> Bool {
        guard index &+ 8 <= text.count else { return false }
        let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let pairs = unsafeBitCast(word.bigEndian, to: SIMD4<UInt16>.self)
        // U+0430 to U+045F. What lies between the two blocks of trail bytes is no valid UTF-8.
        guard (pairs &- 0xD0B0).max() <= 0xD19F - 0xD0B0 else { return false }
        UnsafeMutableRawBufferPointer(output).storeBytes(of: word, toByteOffset: end, as: UInt64.self)
        end &+= 8
        space = 0
        return true
    }

    @inline(__always)
    mutating func append(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        output[end] = first
        output[end + 1] = second
        output[end + 2] = third
        beginWord(3)
    }

    @inline(__always)
    mutating func append(_ value: UInt32) {
        if value < 0x80 {
            output[end] = UInt8(value)
            beginWord(1)
        } else if value < 0x800 {
            output[end] = UInt8(0xC0 | value >> 6)
            output[end + 1] = UInt8(0x80 | value & 0x3F)
            beginWord(2)
        } else if value < 0x10000 {
            append(UInt8(0xE0 | value >> 12), UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F))
        } else {
            output[end] = UInt8(0xF0 | value >> 18)
            output[end + 1] = UInt8(0x80 | value >> 12 & 0x3F)
            output[end + 2] = UInt8(0x80 | value >> 6 & 0x3F)
            output[end + 3] = UInt8(0x80 | value & 0x3F)
            beginWord(4)
        }
    }

    @inline(__always)
    private mutating func beginWord(_ length: Int) {
        end &+= length
        space = 0
    }
}
