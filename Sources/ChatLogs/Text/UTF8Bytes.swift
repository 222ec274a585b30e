/// Reading and writing scalars in arrays of UTF-8 bytes. Texts stay bytes until the end: comparing, searching and
/// cutting Strings costs grapheme breaking, and their equality is not byte equality.
enum UTF8Bytes {
    /// The scalar that starts at `index` of valid UTF-8, and its length in bytes.
    @inline(__always)
    static func scalar(in text: [UInt8], at index: Int) -> (value: UInt32, length: Int) {
        let lead = text[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= text.count else { return (0xFFFD, text.count - index) }
        var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return (value, length)
    }

    /// The scalar that ends just before `index`, and its length in bytes; nil at the start.
    static func scalar(in text: [UInt8], before index: Int) -> (value: UInt32, length: Int)? {
        guard index > 0 else { return nil }
        let start = startOfScalar(in: text, around: index - 1)
        return (scalar(in: text, at: start).value, index - start)
    }

    /// Where the scalar starts that the byte at `index` of valid UTF-8 belongs to.
    @inline(__always)
    static func startOfScalar(in text: [UInt8], around index: Int) -> Int {
        var start = index
        while start > 0, index - start < 3, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// Appends a scalar value; surrogates become U+FFFD.
    static func append(_ value: UInt32, to text: inout [UInt8]) {
        let safe = 0xD800...0xDFFF ~= value || value > 0x10FFFF ? 0xFFFD : value
        switch safe {
        case 0..<0x80: text.append(UInt8(safe))
        case 0x80..<0x800:
            text.append(UInt8(0xC0 | safe >> 6))
            text.append(UInt8(0x80 | safe & 0x3F))
        case 0x800..<0x10000:
            text.append(UInt8(0xE0 | safe >> 12))
            text.append(UInt8(0x80 | safe >> 6 & 0x3F))
            text.append(UInt8(0x80 | safe & 0x3F))
        default:
            text.append(UInt8(0xF0 | safe >> 18))
            text.append(UInt8(0x80 | safe >> 12 & 0x3F))
            text.append(UInt8(0x80 | safe >> 6 & 0x3F))
            text.append(UInt8(0x80 | safe & 0x3F))
        }
    }

    /// Length of the valid UTF-8 sequence that starts at `index`, or 0 if there is none.
    @inline(__always)
    static func sequenceLength(in bytes: [UInt8], at index: Int) -> Int {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let left = bytes.count - index
        func tail(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
        switch lead {
        case 0xC2...0xDF: return left >= 2 && tail(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, tail(1), tail(2) else { return 0 }
            let second = bytes[index + 1]
            return lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F ? 0 : 3
        case 0xF0...0xF4:
            guard left >= 4, tail(1), tail(2), tail(3) else { return 0 }
            let second = bytes[index + 1]
            return lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F ? 0 : 4
        default: return 0
        }
    }

    /// Index of the first byte that is not valid UTF-8, or nil.
    static func firstInvalid(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            index = UTF8Blocks.endOfValid(in: bytes, from: firstNonASCII(in: bytes, from: index))
            if index >= bytes.count { return nil }
            let length = sequenceLength(in: bytes, at: index)
            if length == 0 { return index }
            index += length
        }
        return nil
    }

    /// Index of the first byte from `start` outside ASCII, or the count.
    static func firstNonASCII(in bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBytes { firstNonASCII(in: $0, from: start) }
    }

    /// Index of the first byte from `start` outside ASCII, or the count. Eight bytes at a time.
    @inline(__always)
    static func firstNonASCII(in buffer: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= buffer.count {
            let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let wide = word & 0x8080_8080_8080_8080
            if wide != 0 { return index &+ wide.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < buffer.count, buffer[index] < 0x80 { index &+= 1 }
        return index
    }
}

/// Bytes as a key: hashed at once and compared as bytes, unlike an array (byte by byte) and a String (by canonical
/// equivalence).
struct ByteKey: Hashable, Sendable {
    /// The bytes.
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension [UInt8] {
    /// Whether `other` stands at `index`.
    @inline(__always)
    func has(_ other: [UInt8], at index: Int) -> Bool {
        guard index >= 0, other.count <= count - index else { return false }
        for offset in 0..<other.count where self[index + offset] != other[offset] { return false }
        return true
    }

    /// Whether `lowercased`, which is in lower case, stands at `index` in any case of ASCII letters.
    func hasIgnoringCase(_ lowercased: [UInt8], at index: Int) -> Bool {
        guard index >= 0, lowercased.count <= count - index else { return false }
        for offset in 0..<lowercased.count where self[index + offset].lowercasedASCII != lowercased[offset] {
            return false
        }
        return true
    }

    /// Index of the first `other` from `start`, or nil.
    func firstIndex(of other: [UInt8], from start: Int = 0) -> Int? {
        guard let first = other.first, count >= other.count else { return nil }
        let starts = ByteSet([first])
        var index = starts.firstIndex(in: self, from: start)
        while index <= count - other.count {
            if has(other, at: index) { return index }
            index = starts.firstIndex(in: self, from: index + 1)
        }
        return nil
    }

    /// The bytes as a String; invalid sequences become U+FFFD.
    var text: String {
        // The standard library's own check is slow outside ASCII.
        let isASCII = UTF8Bytes.firstNonASCII(in: self, from: 0) == count
        guard isASCII || UTF8Bytes.firstInvalid(in: self) == nil else { return String(decoding: self, as: UTF8.self) }
        return String(copying: UTF8Span(unchecked: span, isKnownASCII: isASCII))
    }
}

extension UInt8 {
    /// The byte, or its lower-case form when it is an ASCII capital.
    @inline(__always)
    var lowercasedASCII: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }

    /// Whether the byte is `0` to `9`.
    @inline(__always)
    var isASCIIDigit: Bool { 0x30...0x39 ~= self }

    /// Whether the byte is an ASCII letter.
    @inline(__always)
    var isASCIILetter: Bool { 0x61...0x7A ~= (self | 0x20) }

    /// Whether the byte is an ASCII letter or digit, or `_`.
    @inline(__always)
    var isASCIIWord: Bool { isASCIILetter || isASCIIDigit || self == 0x5F }
}
