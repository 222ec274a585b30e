/// What filters need to know of one linearised turn, in place of its text.
///
/// Everything is measured on the text that rows hold (`supervised`, without its speaker), as the toolbox of March 2023
/// measured what it wrote.
public struct TurnFigures: Sendable, Equatable {
    /// Yes and no about a turn.
    public struct Traits: OptionSet, Sendable {
        /// One bit for each trait.
        public let rawValue: UInt8

        /// Traits of stored bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The human wrote it; everything else counts as the model's, narration too.
        public static let user = Traits(rawValue: 1)
        /// A model may be trained to write it.
        public static let target = Traits(rawValue: 2)
        /// A word stutters, as in `W-what`.
        public static let stutters = Traits(rawValue: 4)
        /// An action between asterisks tells of embarrassment.
        public static let embarrassed = Traits(rawValue: 8)
    }

    /// Position in the episode.
    public var index: UInt32
    /// Yes and no about it.
    public var traits: Traits
    /// Bits into the episode's `flagNames`.
    public var flags: UInt32
    /// Words of what was said.
    public var words: UInt32
    /// Words of the line `Name: text`; windows are cut by them.
    public var lineWords: UInt32
    /// Bytes of the line.
    public var lineBytes: UInt32
    /// Longest run of combining marks, at most 255.
    public var markRun: UInt8
    /// Cosine with the first turn of the model in the window of the measured cut; exactly 1 where the counts of tokens
    /// are proportional, 0 in turns of the user.
    public var similarity: Double
    /// First 64 bits of the SHA-256 of the line: equal lines are equal turns.
    public var identity: UInt64

    /// All members.
    public init(
        index: UInt32, traits: Traits, flags: UInt32 = 0, words: UInt32, lineWords: UInt32, lineBytes: UInt32,
        markRun: UInt8 = 0, similarity: Double = 0, identity: UInt64
    ) {
        self.index = index
        self.traits = traits
        self.flags = flags
        self.words = words
        self.lineWords = lineWords
        self.lineBytes = lineBytes
        self.markRun = markRun
        self.similarity = similarity
        self.identity = identity
    }

    /// Whether the model wrote it, or a narrator.
    public var isModel: Bool { !traits.contains(.user) }
    /// Whether a model may be trained to write it.
    public var isTarget: Bool { traits.contains(.target) }
}
