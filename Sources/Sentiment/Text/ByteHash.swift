/// FNV-1a over bytes. 64 bits keep the words of the lexicon apart; a comment forged to collide misreads only itself.
struct ByteHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = ByteHash()
        for byte in bytes { hash.add(byte) }
        return hash.value
    }

    /// The hash of two hashes: order matters, and no word's own hash is one.
    static func pair(_ first: UInt64, _ next: UInt64) -> UInt64 {
        var mixed = (first &* 0x9e37_79b9_7f4a_7c15) ^ ((next &+ 0x7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9)
        mixed ^= mixed >> 29
        return mixed
    }
}
