/// One uploaded file, understood: what it is, the conversations in it, and why anything was refused.
public struct DocumentReading: Sendable {
    /// The name under which the file was sent. Private: it often holds names.
    public var filename: String?
    /// Stable name of the recognised format (`LogFormat.name`), also when it is refused; nil when nothing matched.
    public var format: String?
    /// The format's name for people, such as "SillyTavern chat".
    public var formatTitle: String?
    /// Dialect inside the format, such as `st-2024`, `tavernai-v1`, `cai-dump`.
    public var variant: String?
    /// The best status among the sessions; `rejected` when there are none.
    public var status: Status
    /// Document-level reasons. With status `accepted` they are notices, such as a repaired encoding.
    public var reasons: [Reason]
    /// The conversations, in file order; refused ones are included with their reasons.
    public var sessions: [SessionReading]
    /// 1-based numbers of lines that could not be read and were left out (JSON Lines formats).
    public var droppedLines: [Int]
    /// Whether the file's bytes may be stored. False for formats that carry keys, settings or ids of other people
    /// beside the conversation.
    public var keepsRawBytes = true
    /// The character that the document describes; it is no chat, but belongs to chats.
    public var card: CharacterCard?

    /// Creates a reading.
    public init(
        filename: String? = nil, format: String? = nil, formatTitle: String? = nil, variant: String? = nil,
        status: Status, reasons: [Reason] = [], sessions: [SessionReading] = [], droppedLines: [Int] = []
    ) {
        self.filename = filename
        self.format = format
        self.formatTitle = formatTitle
        self.variant = variant
        self.status = status
        self.reasons = reasons
        self.sessions = sessions
        self.droppedLines = droppedLines
    }

    /// Refuses a session for a reason that lies outside the file, such as a duplicate.
    public mutating func reject(session: Int, for reason: Reason) {
        sessions[session].status = .rejected
        sessions[session].reasons = [reason]
        status = Judgement.status(of: sessions)
    }
}

/// What became of a document or a session.
public enum Status: String, Sendable, CaseIterable {
    /// Readable and usable.
    case accepted
    /// Readable, but the file does not say who is the user; the submitter has to.
    case needsMapping = "needs_mapping"
    /// Readable, but held back until somebody or something has looked at it.
    case quarantined
    /// Not usable; the reasons say why.
    case rejected
}
