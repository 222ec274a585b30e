import StrictJSON

/// What training rows are made of: the part of an episode that renderers need, without private texts and names.
///
/// A `SessionReading` and the canonical `episode/1` that was written of it give the same dialogue.
public struct Dialogue: Sendable, Equatable {
    /// One turn.
    public struct Line: Sendable, Equatable {
        /// Position in the episode, from 0.
        public var index: Int
        /// Index into the dialogue's participants.
        public var participant: Int
        /// What the turn is for training.
        public var role: Role
        /// Normalised text with macros.
        public var text: String
        /// Texts of the variants that were not selected.
        public var rejected: [String]
        /// A character's opening.
        public var isGreeting: Bool
        /// Hidden from the prompt by the user.
        public var isHidden: Bool
        /// Whether it speaks out of character.
        public var ooc: OutOfCharacter
        /// Whether the turn is a training target, `train` of the episode.
        public var isTarget: Bool
        /// Training weight; 0 where the turn is no target.
        public var weight: Double
        /// Names of the flags that apply.
        public var flags: [String]
    }

    /// Identifier of the episode; rows are named after it.
    public let episode: String
    /// The source's own identifier of the character, or "".
    public let characterID: String
    /// Who speaks; the user's name is left out.
    public let participants: [Participant]
    /// What surrounds the turns.
    public let context: Context
    /// All turns in order, hidden ones too.
    public let lines: [Line]
    /// The canonical episode as UTF-8.
    public let canonical: [UInt8]

    /// The dialogue of a session; the arguments are those of `SessionReading.episode`.
    public init(
        _ session: SessionReading, id: String, source: EpisodeSource, consent: EpisodeConsent,
        experiment: EpisodeExperiment?
    ) {
        self.init(
            session, episode: id,
            canonical: session.episode(id: id, source: source, consent: consent, experiment: experiment).bytes())
    }

    init(_ session: SessionReading, episode: String, canonical: [UInt8]) {
        self.init(
            episode: episode, characterID: session.externalIDs["bot_id"] ?? "",
            participants: session.participants.map { person in
                var person = person
                if !person.hasPublicName { person.name = nil }
                return person
            }, context: session.context, lines: session.turns.map(Line.init), canonical: canonical)
    }

    init(
        episode: String, characterID: String, participants: [Participant], context: Context, lines: [Line],
        canonical: [UInt8]
    ) {
        self.episode = episode
        self.characterID = characterID
        self.participants = participants
        self.context = context
        self.lines = lines
        self.canonical = canonical
    }
}

extension Dialogue.Line {
    init(_ turn: Turn) {
        let weight = turn.weight ?? (turn.isTarget ? 1 : 0)
        self.init(
            index: turn.index, participant: turn.participant, role: turn.role, text: turn.text,
            rejected: turn.alternates.filter { !$0.isSelected }.map(\.text), isGreeting: turn.isGreeting,
            isHidden: turn.isHidden, ooc: turn.ooc, isTarget: turn.isTarget,
            // What is no number is written as null.
            weight: weight.isFinite ? weight : 0, flags: turn.flags)
    }
}
