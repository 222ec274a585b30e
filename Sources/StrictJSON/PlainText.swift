/// Runs of the bytes that most text is made of.
enum PlainText {
    /// Offset of the first byte from `start` on that is a quote, a backslash, a control character or not ASCII; the end
    /// when there is none. Eight bytes at a time.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = start
        while at &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // Sets the top bit of each byte that is special. A borrow can also set it in the byte after one, never in
            // the first: "determine if a word has a zero byte" in the usual collections of bit tricks.
            let special =
                (word | (word &- ones &* 0x20) | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash))
                & (ones &* 0x80)
            if special != 0 { return at &+ special.trailingZeroBitCount >> 3 }
            at &+= 8
        }
        while at < bytes.count, isPlain(bytes[at]) { at &+= 1 }
        return at
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x60 && byte != 0x22 && byte != 0x5C }
}

/// Runs of letters outside ASCII that need no closer look.
enum WideLetters {
    /// Offset of the first thing from `start` on that is no valid sequence of two or three bytes whose first byte tells
    /// that it is not a combining mark: Latin, Greek, Cyrillic letters, ideographs, Hangul syllables. Single spaces
    /// between them belong to the run.
    @inline(__always)
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var at = start
        while at &+ 2 < bytes.count {
            let lead = bytes[at]
            if lead == 0x20, bytes[at &+ 1] >= 0x80 {
                at &+= 1
                continue
            }
            guard bytes[at &+ 1] & 0xC0 == 0x80 else { break }
            if 0xC2...0xCB ~= lead || 0xCE...0xD1 ~= lead {
                at &+= areFourCyrillic(bytes, at) ? 8 : 2
            } else if 0xE4...0xE9 ~= lead || 0xEB...0xEC ~= lead, bytes[at &+ 2] & 0xC0 == 0x80 {
                at &+= 3
            } else {
                break
            }
        }
        return at
    }
}

extension WideLetters {
    /// Whether four letters of the Cyrillic block, two bytes each, stand at an offset.
    @inline(__always)
    private static func areFourCyrillic(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at &+ 8 <= bytes.count else { return false }
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
        // First bytes 0xD0 or 0xD1, then 0x80 to 0xBF.
        return UInt64(littleEndian: word) & 0xC0FE_C0FE_C0FE_C0FE == 0x80D0_80D0_80D0_80D0
    }
}

/// Decoding of single scalars.
enum UTF8Scalar {
    /// The scalar at an offset and where it ends; nil for overlong forms, surrogates, values above U+10FFFF, cut sequences.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int)? {
        let first = bytes[at]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, at + length <= bytes.count else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<length {
            guard bytes[at + index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[at + index] & 0x3F)
        }
        let isValid =
            length == 2 || (length == 3 && value >= 0x800 && !(0xD800...0xDFFF ~= value))
            || (length == 4 && 0x10000...0x10FFFF ~= value)
        return isValid ? (value, at + length) : nil
    }
}
