/// One utterance.
public struct Turn: Sendable, Equatable {
    /// Position in the session, from 0.
    public var index: Int
    /// Index into the session's participants.
    public var participant: Int
    /// What the utterance is for training; who said it is the participant's business.
    public var role: Role
    /// Normalised text: LF, NFC, names as macros, personal data masked.
    public var text: String
    /// The source's exact text without NUL and secrets; nil when equal to `text`. Private.
    public var rawText: String?
    /// When it was written, if the source says.
    public var createdAt: Timestamp?
    /// The character's opening, written by its author and not by a model.
    public var isGreeting = false
    /// Hidden from the prompt by the user, or a message of the user interface.
    public var isHidden = false
    /// Whether it speaks out of character.
    public var ooc = OutOfCharacter.none
    /// Whether a human edited it; nil when the source does not say.
    public var edited: Bool?
    /// Who wrote the words.
    public var origin = Origin.unknown
    /// Which software and model wrote it, as the source claims.
    public var generator: Generator?
    /// Training weight that the source asks for; nil when it does not.
    public var weight: Double?
    /// All variants of this turn, the selected one included; empty when there is only one.
    public var alternates: [Alternate] = []
    /// Index of `text` in `alternates`; nil when that is empty.
    public var selectedAlternate: Int?
    /// The model's thinking, moved out of the text.
    public var reasoning: String?
    /// What was attached; never stored.
    public var attachments: [Attachment] = []
    /// Where in the document it came from.
    public var sourceSpan: SourceSpan
    /// Names of the flags that apply, in order of the rules.
    public var flags: [String] = []
    /// What the rules did and saw.
    public var findings: [Finding] = []

    /// Creates a turn.
    public init(index: Int, participant: Int, role: Role, text: String, sourceSpan: SourceSpan = SourceSpan()) {
        self.index = index
        self.participant = participant
        self.role = role
        self.text = text
        self.sourceSpan = sourceSpan
    }
}

/// The training role of a turn.
public enum Role: String, Sendable, CaseIterable {
    /// Written by the human.
    case user
    /// Written by the model, or a character's greeting.
    case model
    /// Instruction or message of the user interface.
    case system
    /// Narration by nobody in particular.
    case narrator
    /// Output of a tool.
    case tool
    /// Not known yet: the submitter has to say who is the user.
    case unknown
}

/// How much of a turn is out of character.
public enum OutOfCharacter: String, Sendable {
    /// Nothing.
    case none
    /// A part, in brackets.
    case partial
    /// The whole turn.
    case full
}

/// Who wrote a turn's words.
public enum Origin: String, Sendable {
    /// A model.
    case generated
    /// A human.
    case human
    /// The source does not say.
    case unknown
}

/// Software and model, as the source claims.
public struct Generator: Sendable, Equatable {
    /// The back end or service.
    public var api: String?
    /// The model's name.
    public var model: String?

    /// Creates a generator.
    public init(api: String? = nil, model: String? = nil) {
        self.api = api
        self.model = model
    }
}

/// One variant of a turn.
public struct Alternate: Sendable, Equatable {
    /// How a variant came about.
    public enum Kind: String, Sendable {
        /// Generated next to the others and chosen between by the user.
        case swipe
        /// Generated anew, replacing the one before.
        case regeneration
        /// Edited by hand.
        case edit
        /// An alternative opening.
        case greeting
        /// Another branch of a tree.
        case sibling
    }

    /// Normalised text.
    public var text: String
    /// Exact source text as in `Turn.rawText`. Private.
    public var rawText: String?
    /// Whether the conversation went on with this one.
    public var isSelected: Bool
    /// When it was written, if the source says.
    public var createdAt: Timestamp?
    /// Which software and model wrote it.
    public var generator: Generator?
    /// How it came about.
    public var kind: Kind

    /// Creates a variant.
    public init(
        text: String, rawText: String? = nil, isSelected: Bool, createdAt: Timestamp? = nil,
        generator: Generator? = nil, kind: Kind
    ) {
        self.text = text
        self.rawText = rawText
        self.isSelected = isSelected
        self.createdAt = createdAt
        self.generator = generator
        self.kind = kind
    }
}

/// Something that was attached to a turn and was dropped.
public struct Attachment: Sendable, Equatable {
    /// What it was.
    public enum Kind: String, Sendable {
        /// A picture.
        case image
        /// Sound.
        case audio
        /// Any other file.
        case file
    }

    /// What it was.
    public var kind: Kind

    /// Creates an attachment.
    public init(kind: Kind) {
        self.kind = kind
    }
}

/// Where in the document something came from.
public struct SourceSpan: Sendable, Equatable {
    /// 1-based line, for formats of lines.
    public var line: Int?
    /// Path such as `histories[0].msgs[3]`, for formats of one value.
    public var path: String?

    /// Creates a span.
    public init(line: Int? = nil, path: String? = nil) {
        self.line = line
        self.path = path
    }
}
