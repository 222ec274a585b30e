/// A set of byte values, for loops that look for a few of them.
struct ByteSet: Sendable {
    /// One bit for each value: no table on the heap, so that loops need not count references.
    private var bits = SIMD4<UInt64>()
    /// Each member in all eight bytes of a word, of a set of at most four; the last one is repeated.
    private var words = SIMD4<UInt64>()
    private let count: Int

    /// The set of the given bytes.
    init(_ bytes: some Sequence<UInt8>) {
        var members: [UInt8] = []
        for byte in bytes where !members.contains(byte) {
            members.append(byte)
            bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
        }
        count = members.count
        guard count <= 4, let last = members.last else { return }
        for place in 0..<4 { words[place] = Self.ones &* UInt64(place < members.count ? members[place] : last) }
    }

    /// Whether a byte is in the set.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    /// Index of the first byte of the set from `start` on, or the count. Small sets look at eight bytes at a time.
    func firstIndex(in text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBytes { text in
            switch count {
            case 1: firstIndex(in: text, from: start) { zeros($0 ^ words[0]) }
            case 2: firstIndex(in: text, from: start) { zeros($0 ^ words[0]) | zeros($0 ^ words[1]) }
            case 3...4:
                firstIndex(in: text, from: start) { word in
                    zeros(word ^ words[0]) | zeros(word ^ words[1]) | zeros(word ^ words[2]) | zeros(word ^ words[3])
                }
            default: firstByte(in: text, from: start)
            }
        }
    }

    @inline(__always)
    private func firstIndex(
        in text: UnsafeRawBufferPointer, from start: Int, _ hits: (UInt64) -> UInt64
    ) -> Int {
        var index = start
        while index &+ 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let found = hits(word) & Self.tops
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        return firstByte(in: text, from: index)
    }

    @inline(__always)
    private func firstByte(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < text.count, !contains(text[index]) { index &+= 1 }
        return index
    }

    /// The top bit of each byte that is zero, exact up to the first of them: "determine if a word has a zero byte" in
    /// the usual collections of bit tricks.
    @inline(__always)
    private func zeros(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080
}
