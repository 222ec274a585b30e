import StrictJSON

/// Ginger, the character editor: speakers by key, and no word about who is the user.
extension LogFormat {
    /// `{users: {key: name}, messages: [{user, text, alt-texts?}]}`; the first version wrote `speakers`, `speaker` and
    /// `regens`.
    static let ginger = LogFormat(
        name: "ginger_chat", title: "Ginger chat",
        about: "Ginger's log: people by id. Who is the user has to be told unless a name says so.",
        recognises: { source in
            guard let object = source.object, object.hasArray("messages") else { return false }
            return object["users"]?.isObject ?? object["speakers"]?.isObject ?? false
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            guard let object = source.object else { return transcript }
            var parser = GingerParser(transcript.newSession(), chat: object, options: options)
            transcript.variant = object.has("users") ? "ginger-v2" : "ginger-v1"
            parser.read(object)
            transcript.append(parser.session)
            return transcript
        })
}

/// Reads a Ginger chat.
struct GingerParser {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let names: [ByteKey: [UInt8]]
    private let roles: SpeakerRoles
    private let generator: Generator?

    /// Prepares the session: who speaks, and what surrounds the chat.
    init(_ session: SessionDraft, chat: JSONValue, options: ReadingOptions) {
        self.session = session
        var names: [ByteKey: [UInt8]] = [:]
        for member in (chat["users"] ?? chat["speakers"]).map({ Array($0.members.prefix(1000)) }) ?? [] {
            names[ByteKey(Array(member.key.utf8))] = member.value.stringBytes
        }
        self.names = names
        roles = SpeakerRoles(names: Set(names.values), options: options)
        generator = chat["parameters"]?.label("model").map { Generator(model: $0) }
        self.session.expectsGreeting = true
        self.session.needsUserSpeaker = !roles.isKnown
        self.session.title = chat.nonEmpty("title")
        self.session.exportedAt = chat.moment("createdAt")
        let staging = chat["staging"]
        self.session.systemPrompt = staging?.nonEmpty("system")
        self.session.scenario = staging?.nonEmpty("scenario")
        self.session.authorNote = staging?.nonEmpty("authorNote").map { ($0, nil, nil, nil, nil) }
    }

    /// Reads the messages.
    mutating func read(_ chat: JSONValue) {
        guard let messages = chat["messages"] else { return }
        for (index, message) in messages.elements.enumerated() {
            if session.isFull { return }
            guard let text = message.bytes("text") else { continue }
            let key = message.bytes("user") ?? message.bytes("speaker") ?? []
            let name = names[ByteKey(key)] ?? key
            let (kind, role) = roles.of(name)
            var turn = TurnDraft(
                participant: session.participant(kind, name: name), role: role, text: text,
                span: SourceSpan(path: "messages[\(index)]"))
            turn.createdAt = message.moment("timestamp")
            turn.origin = role == .user ? .human : .unknown
            if role == .model { turn.generator = generator }
            addAlternates(message["alt-texts"] ?? message["regens"], to: &turn)
            session.append(turn)
        }
    }

    /// The list of variants has all of them, or those that were not chosen.
    private mutating func addAlternates(_ texts: JSONValue?, to turn: inout TurnDraft) {
        guard let texts, texts.count > 0, session.fits(alternates: texts.count) else { return }
        let list = texts.elements.compactMap(\.stringBytes).map { AlternateDraft(exact: $0, kind: .swipe) }
        turn.setAlternates(list, selected: nil, kind: .swipe)
    }
}
