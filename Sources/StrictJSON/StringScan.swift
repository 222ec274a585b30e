extension Parser {
    /// A string from its opening quote: UTF-8, escapes, NUL, surrogates and runs of combining marks are checked.
    mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        let start = at + 1
        var hasEscapes = false
        var marks = 0
        at = start
        while true {
            let plain = Self.plainBytes(bytes, at)
            if plain > 0 { marks = 0 }
            at += plain
            guard at < bytes.count else { return fail(.brokenJSON, at, "The text ends inside a string.") }
            let byte = bytes[at]
            var scalar: UInt32
            if byte == 0x22 {
                append(.string, start, at, hasEscapes: hasEscapes)
                at += 1
                return true
            } else if byte == 0x5C {
                hasEscapes = true
                guard let escaped = escape(bytes, &at) else { return false }
                scalar = escaped
            } else if byte < 0x20 {
                return fail(.brokenJSON, at, "A control character inside a string must be escaped.")
            } else {
                guard let (decoded, length) = UTF8Scalar.decode(bytes, at) else {
                    return fail(.notUTF8, at, "These bytes are not UTF-8.")
                }
                scalar = decoded
                at += length
            }
            marks = CombiningMarks.contains(scalar) ? marks + 1 : 0
            guard marks <= limits.combiningRun else {
                return fail(.combiningMarks, at, "More than \(limits.combiningRun) combining marks in a row.")
            }
        }
    }

    /// The scalar of an escape; nil after a failure.
    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32? {
        let start = at
        guard at + 1 < bytes.count else {
            _ = fail(.brokenJSON, bytes.count, "The text ends inside a string.")
            return nil
        }
        at += 2
        switch bytes[start + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return UInt32(bytes[start + 1])
        case 0x75: break
        default:
            _ = fail(.brokenJSON, start, "There is no such escape in JSON.")
            return nil
        }
        guard let unit = Escapes.unit(bytes, at) else {
            _ = fail(.brokenJSON, start, "\\u needs four hexadecimal digits.")
            return nil
        }
        at += 4
        if unit == 0, limits.nul == .refuse {
            _ = fail(.nulCharacter, start, "A NUL character cannot be stored.")
            return nil
        }
        guard 0xD800...0xDFFF ~= unit else { return unit }
        if unit < 0xDC00, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75,
            let low = Escapes.unit(bytes, at + 2), 0xDC00...0xDFFF ~= low
        {
            at += 6
            return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        }
        guard limits.loneSurrogates == .accept else {
            _ = fail(.loneSurrogate, start, "Half a surrogate pair is not a character.")
            return nil
        }
        repairedSurrogates += 1
        return 0xFFFD
    }

    /// How many bytes from `start` on are ASCII and neither quote, backslash nor control: eight at a time.
    private static func plainBytes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        let raw = UnsafeRawBufferPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while at + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            // The top bit of a byte is set where that byte is special; see "find a zero byte in a word".
            let special =
                word | (word &- ones &* 0x20) | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
            if special & tops != 0 { break }
            at += 8
        }
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] < 0x80, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
        return at - start
    }
}

/// Decoding of single scalars.
enum UTF8Scalar {
    /// The scalar at an offset and its length; nil for overlong forms, surrogates, values above U+10FFFF, cut sequences.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int)? {
        let first = bytes[at]
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, at + length <= bytes.count else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<length {
            guard bytes[at + index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[at + index] & 0x3F)
        }
        let isValid = length == 2 || (length == 3 && value >= 0x800 && !(0xD800...0xDFFF ~= value))
            || (length == 4 && 0x10000...0x10FFFF ~= value)
        return isValid ? (value, length) : nil
    }
}

/// Reading of `\u` escapes.
enum Escapes {
    /// Four hexadecimal digits.
    static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in at..<at + 4 {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }

    /// The bytes that an escaped string stands for; checked before, so that nothing can fail here.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x5C, at + 1 < bytes.count else {
                output.append(bytes[at])
                at += 1
                continue
            }
            let kind = bytes[at + 1]
            at += 2
            switch kind {
            case 0x62: output.append(0x08)
            case 0x66: output.append(0x0C)
            case 0x6E: output.append(0x0A)
            case 0x72: output.append(0x0D)
            case 0x74: output.append(0x09)
            case 0x75: append(scalar(bytes, &at), to: &output)
            default: output.append(kind)
            }
        }
        return output
    }

    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
        let high = unit(bytes, at) ?? 0xFFFD
        at += 4
        guard 0xD800...0xDFFF ~= high else { return high }
        if high < 0xDC00, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75, let low = unit(bytes, at + 2),
            0xDC00...0xDFFF ~= low
        {
            at += 6
            return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        }
        return 0xFFFD
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if let scalar = Unicode.Scalar(scalar) { output.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
    }
}
