/// One conversation of a document, normalised and judged: an episode in the making.
public struct SessionReading: Sendable {
    /// Position in the document, from 0.
    public var index: Int
    /// What became of it.
    public var status: Status
    /// Why, when the status is not `accepted`.
    public var reasons: [Reason]
    /// Who speaks and how often; filled when the roles are unknown and the submitter has to map them.
    public var speakers: [Speaker]
    /// The people in it, in order of first appearance; turns refer to them by position.
    public var participants: [Participant]
    /// What surrounds the dialogue.
    public var context: Context
    /// The utterances in file order (never sorted by time: stamps lie).
    public var turns: [Turn]
    /// Structural flags of the whole session, such as `ends_with_user`.
    public var flags: [String]
    /// Sums of the turns' findings by rule, in order of the rules.
    public var findings: [Finding]
    /// Numbers that filters read.
    public var metrics: Metrics
    /// Hashes for finding duplicates and prefixes.
    public var fingerprints: Fingerprints
    /// The conversation's title, names masked.
    public var title: String?
    /// When the source says it was exported or created.
    public var exportedAt: Timestamp?
    /// The source's own identifiers by kind, such as `history_id`.
    public var externalIDs: [String: String]
    /// Which of the characters that were sent along are in it: indices into `ReadingOptions.characters`.
    public var attachedCharacters: [Int] = []

    /// Whether it is held because it may be sexual and involve a minor, whatever its status is: its text is not to be
    /// shown to anybody or fed.
    public var isHeldForSafety: Bool { flags.contains(ReasonCode.minorSafetyReview.rawValue) }

    /// An empty session at a position.
    public init(index: Int, status: Status = .accepted) {
        self.index = index
        self.status = status
        reasons = []
        speakers = []
        participants = []
        context = Context()
        turns = []
        flags = []
        findings = []
        metrics = Metrics()
        fingerprints = Fingerprints()
        externalIDs = [:]
    }
}

/// A name found in a log whose role is not known.
public struct Speaker: Sendable, Equatable {
    /// The name as the log writes it.
    public var name: String
    /// Number of turns under that name.
    public var turns: Int

    /// Creates a speaker.
    public init(name: String, turns: Int) {
        self.name = name
        self.turns = turns
    }
}

/// What surrounds the dialogue, where the source has it. Texts are normalised like turns.
public struct Context: Sendable, Equatable {
    /// Instruction given to the model outside the list of turns.
    public var systemPrompt: String?
    /// The scene.
    public var scenario: String?
    /// Permanent memory text.
    public var memory: String?
    /// Author's note, inserted near the end of the prompt.
    public var authorNote: AuthorNote?
    /// Example dialogues that came with the character.
    public var exampleDialogues: [[ExampleLine]] = []

    /// Creates an empty context.
    public init() {}
}

/// Text that a front end inserts into the prompt at a given place.
public struct AuthorNote: Sendable, Equatable {
    /// The text.
    public var text: String
    /// How many turns from the end it is inserted.
    public var depth: Int?
    /// Every how many user turns it is inserted.
    public var interval: Int?
    /// Where it goes, as the front end numbers places.
    public var position: Int?
    /// As whom it speaks, as the front end numbers roles.
    public var role: Int?

    /// Creates a note.
    public init(text: String, depth: Int? = nil, interval: Int? = nil, position: Int? = nil, role: Int? = nil) {
        self.text = text
        self.depth = depth
        self.interval = interval
        self.position = position
        self.role = role
    }
}

/// One utterance of an example dialogue.
public struct ExampleLine: Sendable, Equatable {
    /// Index into the session's participants.
    public var participant: Int
    /// Normalised text.
    public var text: String

    /// Creates a line.
    public init(participant: Int, text: String) {
        self.participant = participant
        self.text = text
    }
}
