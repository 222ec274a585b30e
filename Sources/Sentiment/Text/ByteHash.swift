/// A hash of bytes, eight at a time or one by one with the same result; words of up to eight letters never share one.
///
/// 64 bits keep the words of the lexicon apart; a comment forged to collide misreads only itself.
struct ByteHash {
    private var mixed: UInt64 = 0
    /// The bytes that wait until there are eight, the first in the lowest place.
    private var waiting: UInt64 = 0
    private var bits: UInt64 = 0
    /// The first eight bytes, and how many there are of all.
    private var first: UInt64 = 0
    private var count = 0

    /// The hash of all that was added.
    var value: UInt64 { bits == 0 ? mixed : Self.mix(mixed, waiting) }

    /// The first four bytes of more than four; else 0.
    var stem: UInt32 { count > 4 ? UInt32(truncatingIfNeeded: first) : 0 }

    mutating func add(_ byte: UInt8) {
        if count < 8 { first |= UInt64(byte) << bits }
        count += 1
        waiting |= UInt64(byte) << bits
        bits += 8
        if bits == 64 {
            mixed = Self.mix(mixed, waiting)
            (waiting, bits) = (0, 0)
        }
    }

    /// What eight bytes, or the last fewer, make of the hash of those before them.
    @inline(__always) static func mix(_ hash: UInt64, _ bytes: UInt64) -> UInt64 {
        let product = (hash ^ bytes) &* 0x9fb2_1c65_1e98_df25
        return product ^ product >> 32
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
