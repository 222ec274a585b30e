import StrictJSON

/// Conversations as lists of messages with a role: the common ground of OpenAI's and ShareGPT's shapes.
struct MessageRows {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let speakerUser: [UInt8]?
    private var hasUser = false
    private var hasUnknown = false
    private let generator: Generator?

    /// Reads messages into a session; the generator is that of messages which name none.
    init(_ session: SessionDraft, generator: Generator? = nil, options: ReadingOptions) {
        self.session = session
        self.generator = generator
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

    /// Adds one message.
    mutating func append(_ message: JSONValue, span: SourceSpan) {
        guard message.isObject else { return }
        let (text, hasPicture) = Self.content(of: message)
        if text.count < 32, Self.separators.contains(text.map(\.lowercasedASCII)) {
            endExample()
            return
        }
        let speaker = message.bytes("from") ?? message.bytes("role") ?? message.bytes("author") ?? []
        let (kind, role) = roles(of: speaker, isBot: message.flag("is_bot"))
        if role == .user { hasUser = true }
        if role == .unknown { hasUnknown = true }
        let isNamed = role == .unknown || message.has("is_bot")
        let name = message.nonEmpty("name") ?? (isNamed && !speaker.isEmpty ? speaker : nil)
        var turn = TurnDraft(
            participant: session.participant(kind, name: name), role: role, text: text, span: span)
        turn.origin = role == .user ? .human : .unknown
        turn.weight = Self.weight(of: message)
        turn.reasoning = message.nonEmpty("reasoning_content")
        turn.generator = message.label("model").map { Generator(model: $0) } ?? (role == .model ? generator : nil)
        turn.createdAt = message.moment("timestamp") ?? message.moment("created_at")
        if hasPicture { turn.attachments = [Attachment(kind: .image)] }
        session.append(turn)
    }

    /// Adds the answer that somebody preferred to another, which becomes its alternate.
    mutating func appendPreference(of row: JSONValue, span: SourceSpan) {
        guard let chosen = row["chosen"], chosen.isRoleMessage, let rejected = row["rejected"], rejected.isRoleMessage
        else { return }
        let place = session.turns.count
        append(chosen, span: span)
        guard session.turns.indices.contains(place) else { return }
        session.addAlternate(AlternateDraft(exact: Self.content(of: rejected).text, kind: .swipe), to: place)
    }

    /// Messages before a line such as `[Start a new chat]` are examples; instructions stay.
    private mutating func endExample() {
        let spoken = session.turns.filter { $0.role != .system }
        guard !spoken.isEmpty else { return }
        session.examples.append(spoken.map { ($0.participant, $0.exact) })
        session.turns.removeAll { $0.role != .system }
    }

    private func roles(of speaker: [UInt8], isBot: Bool?) -> (Participant.Kind, Role) {
        if let speakerUser, speaker == speakerUser { return (.user, .user) }
        if let isBot { return isBot ? (.character, .model) : (.user, .user) }
        return Self.table[speaker.map(\.lowercasedASCII)] ?? (.unknown, .unknown)
    }

    /// The text of a message: a string, or parts of which the texts are joined by line ends.
    private static func content(of message: JSONValue) -> (text: [UInt8], hasPicture: Bool) {
        let keys = ["value", "content", "text", "message", "say"]
        let written = keys.lazy.compactMap { message[$0] }.first { !$0.isNull }
        guard let content = written?["parts"] ?? written else { return ([], false) }
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

    /// The weight that a trainer is to give: a number, or whether to train at all.
    private static func weight(of message: JSONValue) -> Double? {
        let weight = message["weight"] ?? message["loss_weight"] ?? message["train"]
        return weight?.double ?? weight?.bool.map { $0 ? 1 : 0 }
    }

    private static let separators = Set(["[start a new chat]", "[example chat]"].map { Array($0.utf8) })

    private static let table: [[UInt8]: (Participant.Kind, Role)] = {
        var table: [[UInt8]: (Participant.Kind, Role)] = [:]
        for name in ["user", "human", "prompter", "prompt"] { table[Array(name.utf8)] = (.user, .user) }
        for name in [
            "assistant", "gpt", "model", "bot", "chatgpt", "bing", "bard", "ai", "chatbot", "char", "character",
            "claude", "gpt-4", "gpt4", "response",
        ] {
            table[Array(name.utf8)] = (.character, .model)
        }
        for name in ["system", "developer"] { table[Array(name.utf8)] = (.system, .system) }
        for name in [
            "tool", "function", "observation", "function_call", "tool_call", "tool_response", "function_response",
            "tool_result", "ipython",
        ] {
            table[Array(name.utf8)] = (.system, .tool)
        }
        return table
    }()
}

extension JSONValue {
    /// Whether this is a message with a role.
    var isRoleMessage: Bool {
        guard self["role"]?.kind == .string || self["from"]?.kind == .string else { return false }
        return ["content", "value", "text", "say", "tool_calls", "parts"].contains { has($0) }
    }
}

extension Transcript {
    /// Reads one conversation and adds it.
    mutating func appendMessages(
        _ messages: JSONValue, path: String, line: Int?, preference: JSONValue? = nil, generator: Generator? = nil,
        options: ReadingOptions, configure: (inout SessionDraft) -> Void = { _ in }
    ) {
        var session = newSession()
        configure(&session)
        var rows = MessageRows(session, generator: generator, options: options)
        rows.read(messages, path: path, line: line)
        if let preference { rows.appendPreference(of: preference, span: SourceSpan(line: line, path: path)) }
        append(rows.finished())
    }

    /// Reads a root object, or the elements of a root array, one conversation each. The path ends in a dot where it is
    /// not empty.
    mutating func readElements(of source: LogSource, _ body: (inout Transcript, String, JSONValue) -> Void) {
        if let object = source.object { return body(&self, "", object) }
        var index = 0
        for row in source.root?.elements.map({ $0 }) ?? [] {
            if isFull { return }
            body(&self, "[\(index)].", row)
            index += 1
        }
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
