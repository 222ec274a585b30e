/// The numbers of one accepted episode that filters read instead of its text. Measured once, when it comes in.
public struct DialogueFigures: Sendable, Equatable {
    /// Format of the source.
    public var format: String
    /// Who the character is, for caps and strata: the source's own identifier, else its name, else "".
    public var character: String
    /// Language of the model's text as BCP 47 code; nil when it is short or nothing stands out.
    public var language: String?
    /// Names of the flags that occur in the episode, at most 32.
    public var flagNames: [String]
    /// Bits into `flagNames`: what is said of the episode or of any turn.
    public var flags: UInt32
    /// Stock phrases of language models in a thousand words of the model.
    public var slopPerThousandWords: Double
    /// First 64 bits of the dialogue's hash, the same in every format that it comes in (`Fingerprints`).
    public var dialogue: UInt64
    /// What `dialogue` would be if the episode ended earlier: one for each visible turn, this one last.
    public var prefixes: [UInt64]
    /// Minima of the dialogue's word 5-grams, for near duplicates; empty without words, and when it was left out.
    public var sketch: [UInt32]
    /// What stands before every window.
    public var head: Head
    /// The turns in the line that rows are cut from.
    public var turns: [TurnFigures]

    /// What stands before every window: personas, scenario, `<START>`.
    public struct Head: Sendable, Equatable {
        /// Its words.
        public var words: UInt32
        /// Its bytes.
        public var bytes: UInt32
        /// First 64 bits of its SHA-256.
        public var identity: UInt64

        /// All members.
        public init(words: UInt32, bytes: UInt32, identity: UInt64) {
            self.words = words
            self.bytes = bytes
            self.identity = identity
        }
    }

    /// All members.
    public init(
        format: String, character: String = "", language: String? = nil, flagNames: [String] = [], flags: UInt32 = 0,
        slopPerThousandWords: Double = 0, dialogue: UInt64 = 0, prefixes: [UInt64] = [], sketch: [UInt32] = [],
        head: Head = Head(words: 1, bytes: 8, identity: 0), turns: [TurnFigures]
    ) {
        self.format = format
        self.character = character
        self.language = language
        self.flagNames = flagNames
        self.flags = flags
        self.slopPerThousandWords = slopPerThousandWords
        self.dialogue = dialogue
        self.prefixes = prefixes
        self.sketch = sketch
        self.head = head
        self.turns = turns
    }

    /// Where the window of each turn begins when it is cut so; empty when nothing fits.
    public func windowStarts(_ window: RowOptions.Window) -> [Int] {
        let head = WindowCutter.Size(words: Int(head.words), bytes: Int(head.bytes))
        return WindowCutter(window, head: head).starts(
            of: turns.lazy.map { WindowCutter.Size(words: Int($0.lineWords), bytes: Int($0.lineBytes)) })
    }

    /// The bits of some flags.
    public func mask(of names: some Sequence<String>) -> UInt32 {
        guard !flagNames.isEmpty else { return 0 }
        return names.reduce(0) { mask, name in
            flagNames.firstIndex(of: name).map { mask | 1 << UInt32($0) } ?? mask
        }
    }

    /// Keys for an index of near duplicates (`Fingerprints.bandKeys`).
    public var bandKeys: [Int64] { Fingerprints.bandKeys(sketch) }

    /// Estimated Jaccard similarity of two dialogues (`Fingerprints.jaccard`).
    public func jaccard(with other: DialogueFigures) -> Double { Fingerprints.jaccard(sketch, other.sketch) }
}
