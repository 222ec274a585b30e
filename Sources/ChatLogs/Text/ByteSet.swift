/// A set of byte values, for loops that look for a few of them.
struct ByteSet: Sendable {
    /// One bit for each value: no table on the heap, so that loops need not count references.
    private var bits = SIMD4<UInt64>()
    /// Each member in all eight bytes of a word, of a set of at most four; the last one is repeated.
    private var words = SIMD4<UInt64>()
    private let isSmall: Bool
    private let isSingle: Bool

    /// The set of the given bytes.
    init(_ bytes: some Sequence<UInt8>) {
        var members: [UInt8] = []
        for byte in bytes where !members.contains(byte) {
            members.append(byte)
            bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
        }
        isSmall = 1...4 ~= members.count
        isSingle = members.count == 1
        guard isSmall, let last = members.last else { return }
        for place in 0..<4 { words[place] = Self.ones &* UInt64(place < members.count ? members[place] : last) }
    }

    /// Whether a byte is in the set.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    /// Index of the first byte of the set from `start` on, or the count. Small sets look at eight bytes at a time.
    func firstIndex(in text: [UInt8], from start: Int) -> Int {
        text.withUnsafeBytes { text in
            var index = start
            if isSmall {
                while index &+ 8 <= text.count {
                    let found = hits(text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                    if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
                    index &+= 8
                }
            }
            while index < text.count, !contains(text[index]) { index &+= 1 }
            return index
        }
    }

    /// The top bit of each byte that is a member, exact up to the first of them: "determine if a word has a zero byte"
    /// in the usual collections of bit tricks.
    @inline(__always)
    private func hits(_ word: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: word)
        func zeros(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }
        if isSingle { return zeros(word ^ words[0]) & Self.tops }
        let first = zeros(word ^ words[0]) | zeros(word ^ words[1])
        return (first | zeros(word ^ words[2]) | zeros(word ^ words[3])) & Self.tops
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080
}
