/// One Unicode scalar of a UTF-8 text, and what the tokeniser makes of it.
struct Scalar {
    enum Kind {
        case letter, digit, apostrophe, emoji, other
        /// Joins or modifies what stands before it: variation selectors, skin tones, zero-width characters.
        case joiner
    }

    let value: UInt32
    /// Bytes it takes, 1 or more.
    let length: Int

    /// The scalar that starts at `index`; behind the end a space, malformed bytes one by one as U+FFFD.
    init(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        guard index < bytes.count else {
            self.init(value: 0x20, length: 1)
            return
        }
        let lead = bytes[index]
        if lead < 0x80 {
            self.init(escapeIn: bytes, at: index, lead: lead)
            return
        }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else {
            self.init(value: 0xFFFD, length: 1)
            return
        }
        for next in (index + 1)..<(index + length) {
            guard bytes[next] & 0xC0 == 0x80 else {
                self.init(value: 0xFFFD, length: 1)
                return
            }
            value = value << 6 | UInt32(bytes[next] & 0x3F)
        }
        self.init(value: value, length: length)
    }

    /// ASCII; six bytes such as `\u2019`, which some exports leave in their texts, are the scalar that they name.
    private init(escapeIn bytes: UnsafeBufferPointer<UInt8>, at index: Int, lead: UInt8) {
        guard lead == 0x5C, index + 6 <= bytes.count, bytes[index + 1] == 0x75 else {
            self.init(value: UInt32(lead), length: 1)
            return
        }
        var value: UInt32 = 0
        for next in (index + 2)..<(index + 6) {
            let byte = bytes[next] | 0x20
            guard isDigit(bytes[next]) || (byte >= 0x61 && byte <= 0x66) else {
                self.init(value: 0x5C, length: 1)
                return
            }
            value = value << 4 | UInt32(isDigit(bytes[next]) ? bytes[next] - 0x30 : byte - 0x57)
        }
        self.init(value: value, length: 6)
    }

    private init(value: UInt32, length: Int) {
        self.value = value
        self.length = length
    }

    var kind: Kind {
        switch value {
        case 0..<0x80: asciiKind
        case 0x2018, 0x2019: .apostrophe
        case 0x200B...0x200D, 0x20E3, 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF: .joiner
        case 0x2190...0x2BFF, 0x1F000...0x1FAFF: .emoji
        case 0x80...0xBF, 0x2000...0x206F, 0x3000...0x303F, 0xFF00...0xFF20, 0xFFFD: .other
        default: .letter
        }
    }

    private var asciiKind: Kind {
        let byte = UInt8(truncatingIfNeeded: value)
        if isDigit(byte) { return .digit }
        if isLetterOrDigit(byte) { return .letter }
        return byte == 0x27 ? .apostrophe : .other
    }
}

func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39
}

/// An ASCII letter.
func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
}

func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte)
}

/// An ASCII letter or digit as words are hashed: in lower case, `#` for all digits; 0 for everything else.
@inline(__always) func letterOfWords(_ byte: UInt8) -> UInt8 {
    isLetter(byte) ? byte | 0x20 : isDigit(byte) ? 0x23 : 0
}
