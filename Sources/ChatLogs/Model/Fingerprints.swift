/// Hashes of a session's turns: SHA-256 (32 bytes) but for the sketch.
public struct Fingerprints: Sendable, Equatable {
    /// The same dialogue in any format: over `role 0x1f folded text 0x1e` of visible turns but system ones, where the
    /// folded text has straight quotes, white-space runs as one space and folded case.
    public var dialogueSHA256: [UInt8] = []
    /// The same turns exactly: over `role 0x1f text 0x1e` of all turns.
    public var turnsSHA256: [UInt8] = []
    /// Rolling: `h_n = SHA-256(h_(n-1) role 0x1f text_n)`, one per turn, `h_0` empty. Episode A is a prefix of B when
    /// A's last hash is among B's.
    public var prefixSHA256: [[UInt8]] = []
    /// What `dialogueSHA256` would be if the session ended after each visible turn but system ones: its first 16
    /// bytes. A's dialogue is a prefix of B's, in whatever format each came, when the first 16 bytes of A's
    /// `dialogueSHA256` are among B's. `prefixSHA256` cannot tell that: it changes with quotes and white space and
    /// with hidden and system turns that only one of the formats has.
    public var dialoguePrefixes: [[UInt8]] = []
    /// 128 minima for `jaccard(with:)` and `bandKeys`; empty when the dialogue has no words.
    public var minHash: [UInt32] = []

    /// Creates empty fingerprints.
    public init() {}
}
