/// Checks UTF-8 in blocks, each byte against the three before it and eight bytes at once.
enum UTF8Blocks {
    /// A place at or after `start`, where a scalar begins, up to which everything from there on is valid. Near the ends of
    /// the text, and before what is not valid, it is not the last such place.
    static func endOfValid(in bytes: [UInt8], from start: Int) -> Int {
        guard start > 2 else { return start }
        return bytes.withUnsafeBytes { bytes in
            var index = start
            while index &+ 32 <= bytes.count {
                var faults: UInt64 = 0
                for place in 0..<4 { faults |= Self.faults(bytes, at: index &+ place &* 8) }
                if faults & tops != 0 { break }
                index &+= 32
            }
            // The last scalar may go on in the next block.
            return index == start ? start : startOfScalar(bytes, around: index &- 1)
        }
    }

    /// The top bit of each of eight bytes that is wrong after those before it; the lower bits mean nothing. A shift to the
    /// left brings a lower bit of each byte to its top.
    @inline(__always)
    private static func faults(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        func load(_ distance: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index &- distance, as: UInt64.self))
        }
        let (byte, first, second, third) = (load(0), load(1), load(2), load(3))
        let isLead = byte & byte << 1
        let hasToBeTail =
            first & first << 1 | second & second << 1 & second << 2 | third & third << 1 & third << 2 & third << 3
        let low = byte & ~tops
        // 0xC0 and 0xC1, and from 0xF5 on.
        let isNoLead = isLead & ~(low &+ ones &* (0x80 - 0x42)) | byte & (low &+ ones &* (0x80 - 0x75))
        // By the second byte: what is written longer than it is, surrogates, what is beyond the last scalar.
        let (isUpper, isHigh) = (byte << 2, byte << 2 | byte << 3)
        let isOverlong = equal(first, 0xE0) & ~isUpper | equal(first, 0xF0) & ~isHigh
        let isBeyond = equal(first, 0xED) & isUpper | equal(first, 0xF4) & isHigh
        return (byte & ~isLead) ^ hasToBeTail | isNoLead | isOverlong | isBeyond
    }

    /// The top bit of each byte that has the value.
    @inline(__always)
    private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
        let difference = word ^ ones &* byte
        return ~((difference & ~tops) &+ ~tops | difference)
    }

    private static func startOfScalar(_ bytes: UnsafeRawBufferPointer, around index: Int) -> Int {
        var start = index
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080
}
