/// Reading of backslash escapes.
enum Escapes {
    /// What half a surrogate pair is read as.
    static let replacement: UInt32 = 0xFFFD

    /// The byte that the character after a backslash stands for; nil for `u` and for what is no escape.
    static func single(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x22, 0x5C, 0x2F: character
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }

    /// Four hexadecimal digits; nil when there are none at the offset.
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

    /// The scalar of one `\u` escape, or of the two that make a surrogate pair, and where it ends; half a pair is
    /// answered as it is. Nil when there are not four digits.
    /// - Parameter start: offset of the backslash
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (UInt32, Int)? {
        guard let high = unit(bytes, start + 2) else { return nil }
        let end = start + 6
        guard 0xD800...0xDBFF ~= high, end + 1 < bytes.count, bytes[end] == 0x5C, bytes[end + 1] == 0x75,
            let low = unit(bytes, end + 2), 0xDC00...0xDFFF ~= low
        else { return (high, end) }
        return (0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), end + 6)
    }

    /// Writes the bytes that a checked string stands for, never more than it has itself.
    /// - Returns: how many were written
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var at = 0
        var written = 0
        while at < bytes.count {
            let plain = copyWords(bytes, from: at, into: output, at: written)
            written += plain
            at += plain
            guard at < bytes.count else { break }
            guard at + 1 < bytes.count, bytes[at] == 0x5C else {
                output[written] = bytes[at]
                written += 1
                at += 1
                continue
            }
            if let single = single(bytes[at + 1]) {
                output[written] = single
                written += 1
                at += 2
            } else {
                let (value, end) = scalar(bytes, at) ?? (replacement, bytes.count)
                for byte in UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? .init() {
                    output[written] = byte
                    written += 1
                }
                at = end
            }
        }
        return written
    }

    /// Copies up to the next backslash, eight bytes at a time, which leaves up to seven at the end of the text.
    /// - Returns: how many bytes come before the backslash; more may be written, as `decode` never catches up
    @inline(__always)
    private static func copyWords(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into output: UnsafeMutableBufferPointer<UInt8>,
        at place: Int
    ) -> Int {
        let source = UnsafeRawBufferPointer(bytes)
        let target = UnsafeMutableRawBufferPointer(output)
        let ones: UInt64 = 0x0101_0101_0101_0101
        var count = 0
        while start &+ count &+ 8 <= source.count {
            let word = source.loadUnaligned(fromByteOffset: start &+ count, as: UInt64.self)
            target.storeBytes(of: word, toByteOffset: place &+ count, as: UInt64.self)
            let backslash = UInt64(littleEndian: word) ^ (ones &* 0x5C)
            let found = (backslash &- ones) & ~backslash & (ones &* 0x80)
            if found != 0 { return count &+ found.trailingZeroBitCount >> 3 }
            count &+= 8
        }
        return count
    }

    /// The bytes that a checked string stands for.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in count = decode(bytes, into: output) }
    }
}
