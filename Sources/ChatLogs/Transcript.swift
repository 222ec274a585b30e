/// What a format's parser hands to the normaliser: sessions as the file has them, texts still exact.
struct Transcript: Sendable {
    /// The conversations in file order.
    var sessions: [SessionDraft] = []
    /// Dialect of the format.
    var variant: String?
    /// 1-based lines that could not be read.
    var droppedLines: [Int] = []
    /// Set when the document is refused after all.
    var refusal: [Reason] = []
    /// What the submitter should know about a document that is usable.
    var notices: [Reason] = []
    /// The character that the document describes.
    var card: CharacterCard?
    /// Turns, alternates and sessions that may still be added.
    private var budget: Int

    /// How much text around a dialogue costs as much as a turn. One description may surround all chats of a file.
    private static let bytesPerTurn = 1024

    /// An empty transcript that takes as much as the options allow.
    init(options: ReadingOptions) {
        budget = options.maximumTurns
    }

    /// A document that is not to be read.
    init(refusal: [Reason]) {
        self.refusal = refusal
        budget = 0
    }

    /// Whether no more fits: the document has too many turns.
    var isFull: Bool { budget < 0 }

    /// Adds a session.
    mutating func append(_ session: SessionDraft) {
        budget -= session.cost + 1 + session.surroundingBytes / Self.bytesPerTurn
        if isFull { refusal = [Reason(.tooLarge, "the file has too many turns, or too much text around them")] }
        guard !isFull else { return }
        sessions.append(session)
    }

    /// An empty session that holds no more than what still fits.
    func newSession() -> SessionDraft { SessionDraft(budget: budget) }
}

/// One conversation as the file has it.
struct SessionDraft: Sendable {
    var participants: [ParticipantDraft] = []
    var turns: [TurnDraft] = []
    var systemPrompt: [UInt8]?
    var scenario: [UInt8]?
    var memory: [UInt8]?
    var authorNote: (text: [UInt8], depth: Int?, interval: Int?, position: Int?, role: Int?)?
    var examples: [[(participant: Int, text: [UInt8])]] = []
    var title: [UInt8]?
    var exportedAt: Timestamp?
    var externalIDs: [String: String] = [:]
    /// Names of the user that appear in texts beside the participant's own name.
    var userAliases: [[UInt8]] = []
    /// Whether chats of this format begin with a character's greeting.
    var expectsGreeting = false
    /// Whether the file shows that turns before its first one are missing.
    var mayStartMidway = false
    /// Whether the submitter has to say who is the user.
    var needsUserSpeaker = false
    /// What the submitter is asked then.
    var mappingCode = ReasonCode.userSpeaker

    /// What the session costs against the document's budget: turns and alternates.
    private(set) var cost = 0
    private let budget: Int
    private var participantIndex: [ByteKey: Int] = [:]

    /// An empty session that stops growing when the budget is used up.
    fileprivate init(budget: Int) {
        self.budget = budget
    }

    /// Whether no more fits: the document has too many turns.
    var isFull: Bool { cost > budget }

    /// How much text there is around the dialogue.
    fileprivate var surroundingBytes: Int {
        let texts = [systemPrompt, scenario, memory, title, authorNote?.text] + participants.map(\.persona)
        return texts.reduce(0) { $0 + ($1?.count ?? 0) }
            + examples.reduce(0) { $0 + $1.reduce(0) { $0 + $1.text.count } }
    }

    /// How many turns and alternates still fit.
    var room: Int { max(0, budget - cost) }

    /// Whether a turn with that many variants still fits; when it does not, the session is full.
    mutating func fits(alternates: Int) -> Bool {
        if cost + alternates > budget { cost = budget + 1 }
        return !isFull
    }

    /// Index of the participant of that kind and name, added when new. An identifier tells people apart whom the file
    /// does not name.
    mutating func participant(_ kind: Participant.Kind, name: [UInt8]?, id: [UInt8]? = nil) -> Int {
        let key = ByteKey((id ?? name ?? []) + [kind.tag])
        if let index = participantIndex[key] { return index }
        participantIndex[key] = participants.count
        participants.append(ParticipantDraft(kind: kind, name: name))
        return participants.count - 1
    }

    /// Adds a turn, unless the document has too many of them already.
    mutating func append(_ turn: consuming TurnDraft) {
        cost += 1 + turn.alternates.count
        if !isFull { turns.append(turn) }
    }

    /// Adds a variant that the file keeps as a row of its own after the turn it belongs to.
    mutating func addAlternate(_ alternate: AlternateDraft, to place: Int) {
        cost += 1
        guard !isFull else { return }
        if turns[place].alternates.isEmpty {
            let turn = turns[place]
            turns[place].alternates = [
                AlternateDraft(
                    exact: turn.exact, createdAt: turn.createdAt, generator: turn.generator, kind: alternate.kind)
            ]
            turns[place].selectedAlternate = 0
        }
        turns[place].alternates.append(alternate)
    }
}

/// A participant as the file has it.
struct ParticipantDraft: Sendable {
    var kind: Participant.Kind
    var name: [UInt8]?
    var persona: [UInt8]?
    /// What the file calls the person where `name` is a pseudonym. Never kept: it is masked in texts, and the first is
    /// shown to the submitter who has to say who is who.
    var aliases: [[UInt8]] = []
}

/// A turn as the file has it.
struct TurnDraft: Sendable {
    var participant: Int
    var role: Role
    /// What the file says was said.
    var exact: [UInt8]
    /// What to normalise, where that is not `exact`: a greeting whose macros were recovered.
    var source: [UInt8]?
    /// Whether the text is HTML-escaped display text.
    var isHTML = false
    var createdAt: Timestamp?
    var isHidden = false
    var edited: Bool?
    /// Whether the file marks the whole turn as out of character.
    var isOutOfCharacter = false
    var origin = Origin.unknown
    var generator: Generator?
    var weight: Double?
    var alternates: [AlternateDraft] = []
    var selectedAlternate: Int?
    var reasoning: [UInt8]?
    var attachments: [Attachment] = []
    var span: SourceSpan

    init(participant: Int, role: Role, text: [UInt8], span: SourceSpan) {
        self.participant = participant
        self.role = role
        exact = text
        self.span = span
    }

    /// Takes over the variants that a file lists beside the turn. Where the list has no place for the turn itself, its
    /// text is looked for, and added when it is not there.
    mutating func setAlternates(_ list: [AlternateDraft], selected: Int?, kind: Alternate.Kind) {
        alternates = list
        let place = selected.flatMap { list.indices.contains($0) ? $0 : nil }
        if let place = place ?? list.firstIndex(where: { $0.exact == exact }) {
            alternates[place].exact = exact
            alternates[place].source = source
            selectedAlternate = place
        } else {
            alternates.append(
                AlternateDraft(exact: exact, source: source, createdAt: createdAt, generator: generator, kind: kind))
            selectedAlternate = list.count
        }
        if alternates.count == 1 { (alternates, selectedAlternate) = ([], nil) }
    }
}

/// A variant as the file has it.
struct AlternateDraft: Sendable {
    var exact: [UInt8]
    /// What to normalise, where that is not `exact`.
    var source: [UInt8]?
    var createdAt: Timestamp?
    var generator: Generator?
    var kind: Alternate.Kind
}

extension Participant.Kind {
    /// A byte that no name ends with, so that kind and name make one key.
    fileprivate var tag: UInt8 {
        switch self {
        case .user: 0xF8
        case .character: 0xF9
        case .narrator: 0xFA
        case .system: 0xFB
        case .unknown: 0xFC
        }
    }
}
