import StrictJSON

/// Agnai (Agnaistic): `{name, greeting, scenario, sampleChat, messages: [{userId?, characterId?, handle?, msg}]}`.
extension LogFormat {
    static let agnai = LogFormat(
        name: "agnai", title: "Agnai chat",
        about: """
            Agnai's “Export” of a chat, `chat-….json`. A message is the user's when it has a `userId`; edited files \
            without them ask who is who. Only what the browser had loaded is in it, so a beginning may be missing \
            (`may_start_midway`).
            """,
        recognises: { source in
            guard let messages = source.object?["messages"] else { return false }
            return messages.elements.prefix(LogSource.probeRows).contains { $0["msg"]?.kind == .string }
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            guard let object = source.object, let messages = object["messages"] else { return transcript }
            var session = transcript.newSession()
            if session.fits(alternates: messages.count) {
                var parser = AgnaiParser(session, messages: messages, options: options)
                parser.read(messages, of: object)
                session = parser.session
            }
            transcript.append(session)
            return transcript
        })
}

/// Reads an Agnai chat. A message with a `userId` is the user's, whatever else it has: somebody who speaks as a
/// character has a `characterId` as well. `parent` is of no use, some exporters put the message's own text there.
struct AgnaiParser {
    /// The session read so far.
    private(set) var session: SessionDraft
    /// Whether any message has a `userId`; edited files have lost them.
    private let hasUserIDs: Bool
    /// Names under which the user speaks.
    private let userNames: Set<[UInt8]>
    private let roles: SpeakerRoles
    private let hasNames: Bool

    /// Prepares the session: finds out who is the user.
    init(_ session: SessionDraft, messages: JSONValue, options: ReadingOptions) {
        self.session = session
        var names: Set<[UInt8]> = []
        var userNames: Set<[UInt8]> = []
        var hasUserIDs = false
        for message in messages.elements {
            let isUser = message.nonEmpty("userId") != nil
            hasUserIDs = hasUserIDs || isUser
            if let name = Self.name(of: message) { names.insert(name) }
            guard isUser else { continue }
            userNames.formUnion([message.nonEmpty("name"), message.nonEmpty("handle")].compactMap { $0 })
        }
        self.hasUserIDs = hasUserIDs
        self.userNames = userNames
        hasNames = !names.isEmpty
        roles = SpeakerRoles(names: names, options: options)
    }

    private static func name(of message: JSONValue) -> [UInt8]? {
        message.nonEmpty("name") ?? message.nonEmpty("handle")
    }

    /// Reads the messages and what surrounds them.
    mutating func read(_ messages: JSONValue, of object: JSONValue) {
        session.expectsGreeting = true
        session.needsUserSpeaker = !hasUserIDs && hasNames && !roles.isKnown
        session.title = object.nonEmpty("name").flatMap { $0 == Array("Exported".utf8) ? nil : $0 }
        session.scenario = object.nonEmpty("scenario")
        for (index, message) in messages.elements.enumerated() {
            if session.isFull { return }
            append(message, span: SourceSpan(path: "messages[\(index)]"))
        }
        // Only the messages that the browser had loaded are exported.
        session.mayStartMidway = messages[0]?.nonEmpty("parent") != nil
        if let greeting = object.nonEmpty("greeting") { recognise(greeting) }
        guard let examples = object.nonEmpty("sampleChat") else { return }
        let character = session.participants.firstIndex { $0.kind == .character }
        let user = session.participants.firstIndex { $0.kind == .user }
        guard let character, let user else { return }
        ExampleDialogues.add(examples, to: &session, user: user, character: character)
    }

    private mutating func append(_ message: JSONValue, span: SourceSpan) {
        guard let text = message.bytes("msg") else { return }
        let name = Self.name(of: message)
        let (kind, role) = message.flag("system") == true ? (.system, .system) : speaker(of: message, name: name)
        var turn = TurnDraft(
            participant: session.participant(kind, name: name), role: role, text: text, span: span)
        turn.createdAt = message.moment("createdAt")
        turn.isOutOfCharacter = message.flag("ooc") ?? false
        if message.label("state") == "edited" { turn.edited = true }
        turn.origin = role == .user ? .human : role == .model ? .generated : .unknown
        if role == .model { turn.generator = message.label("adapter").map { Generator(api: $0) } }
        if let retries = message["retries"], retries.count > 0, session.fits(alternates: retries.count) {
            let list = retries.elements.compactMap(\.stringBytes)
            turn.setAlternates(
                list.map { AlternateDraft(exact: $0, kind: .regeneration) }, selected: nil, kind: .regeneration)
        }
        session.append(turn)
    }

    private func speaker(of message: JSONValue, name: [UInt8]?) -> (Participant.Kind, Role) {
        let hasCharacter = message.nonEmpty("characterId") != nil
        if hasUserIDs {
            let isUser = message.nonEmpty("userId") != nil || !hasCharacter && name.map(userNames.contains) ?? false
            return isUser ? (.user, .user) : (.character, .model)
        }
        if let name { return roles.of(name) }
        if hasNames { return roles.isKnown ? (.character, .model) : (.unknown, .unknown) }
        return hasCharacter ? (.character, .model) : (.user, .user)
    }

    /// Compares the first message with the greeting that the file names. Names were put into the message's text; the
    /// greeting has it as its author wrote it.
    private mutating func recognise(_ greeting: [UInt8]) {
        guard let first = session.turns.first else { return }
        let user = session.participants.first { $0.kind == .user }?.name ?? MacroRules.user
        let character = session.participants[first.participant].name ?? MacroRules.character
        let shown = MacroRules.substituted(greeting, user: user, character: character)
        let isGreeting =
            first.role != .user
            && (first.exact == greeting || WhiteSpace.trimmed(first.exact) == WhiteSpace.trimmed(shown))
        if isGreeting { session.turns[0].source = greeting } else { session.mayStartMidway = true }
    }
}
