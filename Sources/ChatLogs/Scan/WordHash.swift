/// 64-bit hashes of words: FNV-1a over lower-case scalars with a finisher. They are the same on every machine and in
/// every run; nothing here defends against made-up collisions, which could only make a number about a text wrong.
enum WordHash {
    /// The hash of no scalars.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash with one more scalar.
    @inline(__always)
    static func adding(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(scalar)) &* prime
    }

    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    /// What a hash of eight scalars is multiplied with when so many were real and zeros followed: the inverse of the
    /// prime to the power of the zeros.
    static let unpadding: [UInt64] = {
        // Newton's iteration doubles the number of right bits, of which an odd number has three to begin with.
        var inverse = prime
        for _ in 0..<5 { inverse = inverse &* (2 &- prime &* inverse) }
        var factors: [UInt64] = [1]
        for _ in 0..<8 { factors.insert(factors[0] &* inverse, at: 0) }
        return factors
    }()

    /// Spreads all bits over all bits (the finisher of MurmurHash3).
    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var value = hash
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value = value &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }

    /// The hash of a word of a list.
    static func of(_ word: some StringProtocol) -> UInt64 {
        var hash = seed
        for scalar in word.unicodeScalars { hash = adding(WordScalars.lowercased(scalar.value), to: hash) }
        return mixed(hash)
    }
}

/// The hash of the last `width` words of a sequence, in constant time a word.
struct RollingHash {
    /// How many words it has seen since the last reset.
    private(set) var count = 0
    private var value: UInt64 = 0
    private let width: Int
    private let outgoing: UInt64
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// An empty sequence.
    init(width: Int) {
        self.width = width
        var power: UInt64 = 1
        for _ in 0..<width { power = power &* Self.base }
        outgoing = power
    }

    /// Takes a word in and the one that was `width` before it out; nil until there are `width` words.
    @inline(__always)
    mutating func add(_ word: UInt64, leaving old: UInt64) -> UInt64? {
        value = value &* Self.base &+ word
        count += 1
        if count > width { value = value &- old &* outgoing }
        return count >= width ? WordHash.mixed(value) : nil
    }
}
