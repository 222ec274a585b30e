/// Numbers about a session that filters and pages read instead of text.
///
/// A word is a run without Unicode white space (the 29 code points of Python's `str.split`). Hidden turns and system
/// turns count as turns only.
public struct Metrics: Sendable, Equatable {
    /// All turns, hidden and system ones included.
    public var turns = 0
    /// Visible turns of the user.
    public var userTurns = 0
    /// Visible turns of the model, the greeting included.
    public var modelTurns = 0
    /// Median number of words of the visible model turns (mean of the middle two when even); 0 without any.
    public var modelWordsMedian = 0.0
    /// Mean number of words of the visible model turns; 0 without any.
    public var modelWordsMean = 0.0
    /// Words of all visible turns but system ones.
    public var wordsTotal = 0
    /// Alternates that were not selected.
    public var alternates = 0

    /// Creates metrics, all zero.
    public init() {}
}

/// Hashes of a session's turns, all SHA-256 (32 bytes).
public struct Fingerprints: Sendable, Equatable {
    /// The same dialogue in any format: over `role 0x1f folded text 0x1e` of visible turns but system ones, where the
    /// folded text has straight quotes, white-space runs as one space and folded case.
    public var dialogueSHA256: [UInt8] = []
    /// The same turns exactly: over `role 0x1f text 0x1e` of all turns.
    public var turnsSHA256: [UInt8] = []
    /// Rolling: `h_n = SHA-256(h_(n-1) role 0x1f text_n)`, one per turn, `h_0` empty. Episode A is a prefix of B when
    /// A's last hash is among B's.
    public var prefixSHA256: [[UInt8]] = []

    /// Creates empty fingerprints.
    public init() {}
}
