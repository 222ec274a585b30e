import StrictJSON

/// Conversations as lists of messages with a role: the common ground of OpenAI's and ShareGPT's shapes.
struct MessageRows {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let speakerUser: [UInt8]?
    private var hasUser = false
    private var hasUnknown = false

    /// Reads messages into a session.
    init(_ session: SessionDraft, options: ReadingOptions) {
        self.session = session
        speakerUser = options.speakerUser.map { Array($0.utf8) }
    }

    /// Reads a list; `path` names it.
    mutating func read(_ messages: JSONValue, path: String, line: Int?) {
        var index = 0
        for message in messages.elements {
            if session.isFull { return }
            append(message, span: SourceSpan(line: line, path: "\(path)[\(index)]"))
            index += 1
        }
    }

    /// The session with roles decided: whoever is not known has to be mapped when there is no user.
    func finished() -> SessionDraft {
        var session = session
        guard hasUnknown else { return session }
        if hasUser {
            for index in session.participants.indices where session.participants[index].kind == .unknown {
                session.participants[index].kind = .character
            }
            for index in session.turns.indices where session.turns[index].role == .unknown {
                session.turns[index].role = .model
            }
        } else {
            session.needsUserSpeaker = true
        }
        return session
    }

    private mutating func append(_ message: JSONValue, span: SourceSpan) {
        guard message.isObject else { return }
        let speaker = message.bytes("from") ?? message.bytes("role") ?? []
        let (kind, role) = roles(of: speaker)
        if role == .user { hasUser = true }
        if role == .unknown { hasUnknown = true }
        let name = message.nonEmpty("name") ?? (role == .unknown ? speaker : nil)
        let (text, hasPicture) = Self.content(of: message)
        var turn = TurnDraft(
            participant: session.participant(kind, name: name), role: role, text: text, span: span)
        turn.origin = role == .user ? .human : .unknown
        turn.weight = message["weight"]?.double ?? message["loss_weight"]?.double
        turn.reasoning = message.nonEmpty("reasoning_content")
        turn.generator = message.label("model").map { Generator(model: $0) }
        turn.createdAt = message.moment("timestamp") ?? message.moment("created_at")
        if hasPicture { turn.attachments = [Attachment(kind: .image)] }
        session.append(turn)
    }

    private func roles(of speaker: [UInt8]) -> (Participant.Kind, Role) {
        if let speakerUser, speaker == speakerUser { return (.user, .user) }
        return Self.table[speaker.map(\.lowercasedASCII)] ?? (.unknown, .unknown)
    }

    /// The text of a message: a string, or parts of which the texts are joined by line ends.
    private static func content(of message: JSONValue) -> (text: [UInt8], hasPicture: Bool) {
        guard let content = message["value"] ?? message["content"] ?? message["text"] else { return ([], false) }
        if let text = content.stringBytes { return (text, false) }
        var text: [UInt8] = []
        var hasPicture = false
        for part in content.elements {
            let type = part.label("type") ?? "text"
            if type.hasPrefix("image") || type == "input_image" { hasPicture = true }
            guard let piece = part.stringBytes ?? part.bytes("text") ?? part.bytes("value") else { continue }
            if !text.isEmpty { text.append(0x0A) }
            text += piece
        }
        return (text, hasPicture)
    }

    private static let table: [[UInt8]: (Participant.Kind, Role)] = {
        var table: [[UInt8]: (Participant.Kind, Role)] = [:]
        for name in ["user", "human", "prompter"] { table[Array(name.utf8)] = (.user, .user) }
        for name in ["assistant", "gpt", "model", "bot", "chatgpt", "bing", "bard", "ai", "chatbot"] {
            table[Array(name.utf8)] = (.character, .model)
        }
        for name in ["system", "developer"] { table[Array(name.utf8)] = (.system, .system) }
        for name in ["tool", "function", "observation", "function_call", "tool_call", "tool_response"] {
            table[Array(name.utf8)] = (.system, .tool)
        }
        return table
    }()
}

extension Transcript {
    /// Reads one conversation and adds it.
    mutating func appendMessages(
        _ messages: JSONValue, path: String, line: Int?, options: ReadingOptions,
        configure: (inout SessionDraft) -> Void = { _ in }
    ) {
        var session = newSession()
        configure(&session)
        var rows = MessageRows(session, options: options)
        rows.read(messages, path: path, line: line)
        append(rows.finished())
    }

    /// Reads the lines of a JSON Lines source, one conversation each.
    mutating func readRows(of source: LogSource, _ body: (inout Transcript, Int, JSONValue) -> Void) {
        var copy = self
        let report = source.forEachRow { line, row in
            body(&copy, line, row)
            return !copy.isFull
        }
        self = copy
        droppedLines = report.dropped
        if let refusal = report.refusal { self.refusal = [refusal] }
    }
}
