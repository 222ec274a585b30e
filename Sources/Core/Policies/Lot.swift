import Crypto

/// The lots that one episode draws under a seed: numbers in 0..<1 that are the same on every machine and every time.
///
/// U = the first 53 bits of SHA-256(`seed|episode|what`), divided by 2^53; `what` is the number of a window, or the name
/// of what is drawn for the whole episode.
struct Lot: Sendable {
    private let prefix: [UInt8]

    init(seed: String, episode: String) {
        var prefix: [UInt8] = []
        prefix.reserveCapacity(seed.utf8.count + episode.utf8.count + 2)
        prefix += seed.utf8
        prefix.append(UInt8(ascii: "|"))
        prefix += episode.utf8
        prefix.append(UInt8(ascii: "|"))
        self.prefix = prefix
    }

    /// The lot of a window.
    func drawn(window: Int) -> Double { drawn(String(window)) }

    /// The lot of the episode for a purpose, such as `sample`.
    func drawn(_ purpose: String) -> Double {
        var purpose = purpose
        var hash = SHA256()
        prefix.withUnsafeBytes { hash.update(bufferPointer: $0) }
        purpose.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        let bits = hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: UInt64.self).bigEndian }
        return Double(bits >> 11) * 0x1p-53
    }
}

/// A cheap hash of 64 bits to 64 bits, for identities and for the choice of examples: the finaliser of SplitMix64
/// (Steele, Lea & Flood 2014). Not for lots.
func mixed(_ value: UInt64) -> UInt64 {
    var bits = value &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}
