import StrictJSON

/// Reads the lines of a TavernAI or SillyTavern chat.
struct TavernParser {
    private var session: SessionDraft
    private var header: TavernHeader?
    /// Whether rows say who is the user; hand-edited files keep only `name` and `mes`.
    private var saysWhoIsUser = false
    private var hasUserName = false
    private let speakerUser: [UInt8]?

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions, variant: String? = nil) -> Transcript {
        var transcript = Transcript(options: options)
        var parser = TavernParser(session: transcript.newSession(), options: options)
        let report = source.forEachRow { line, row in
            parser.read(row, line: line)
            return !parser.session.isFull
        }
        transcript.variant = variant ?? parser.header?.variant ?? "st-no-header"
        transcript.droppedLines = report.dropped
        if let refusal = report.refusal {
            transcript.refusal = [refusal]
            return transcript
        }
        if parser.session.turns.isEmpty, !parser.session.isFull {
            transcript.refusal = [Reason(.headerOnly, "the chat has a header but no messages")]
            return transcript
        }
        transcript.append(parser.finished())
        return transcript
    }

    private init(session: SessionDraft, options: ReadingOptions) {
        self.session = session
        self.session.expectsGreeting = true
        speakerUser = options.speakerUser.map { Array($0.utf8) }
    }

    private mutating func read(_ row: JSONValue, line: Int) {
        if header == nil, session.turns.isEmpty, let found = TavernHeader(row) {
            introduce(found)
            return
        }
        guard row.isObject, let text = Self.text(row["mes"]) else { return }
        let isUser = row.flag("is_user")
        if isUser != nil { saysWhoIsUser = true }
        let type = row["extra"]?.bytes("type")
        let (kind, role) = speaker(of: row, isUser: isUser, type: type)
        let name = row.nonEmpty("name") ?? (kind == .user ? header?.userName : header?.characterName)
        var turn = TurnDraft(
            participant: session.participant(kind, name: name), role: role, text: text, span: SourceSpan(line: line))
        turn.isHidden = row.flag("is_system") ?? false
        turn.createdAt = row.moment("send_date")
        turn.origin = role == .user ? .human : .unknown
        turn.generator = Self.generator(row["extra"])
        if turn.generator != nil, role == .model { turn.origin = .generated }
        turn.reasoning = row["extra"]?.nonEmpty("reasoning")
        turn.attachments = Self.attachments(row["extra"])
        addSwipes(of: row, to: &turn)
        session.append(turn)
    }

    private mutating func introduce(_ found: TavernHeader) {
        header = found
        session.exportedAt = found.createdAt
        if let alias = found.userName { session.userAliases.append(alias) }
        session.scenario = found.scenario ?? found.metadata?.nonEmpty("scenario")
        let note = found.metadata?.nonEmpty("note_prompt") ?? found.notes
        session.authorNote = note.map { text in
            let metadata = found.metadata
            return (
                text, metadata?["note_depth"]?.int, metadata?["note_interval"]?.int, metadata?["note_position"]?.int,
                metadata?["note_role"]?.int
            )
        }
        if let parent = found.metadata?.label("main_chat") { session.externalIDs["branch_of"] = parent }
        if let integrity = found.metadata?.label("integrity") { session.externalIDs["chat_id"] = integrity }
    }

    private mutating func speaker(
        of row: JSONValue, isUser: Bool?, type: [UInt8]?
    ) -> (Participant.Kind, Role) {
        if type == Array("narrator".utf8) { return (.narrator, .narrator) }
        // A typed system row is a message of the user interface; an untyped one is a turn that the user has hidden.
        if row.flag("is_system") == true, type != nil { return (.system, .system) }
        if let isUser { return isUser ? (.user, .user) : (.character, .model) }
        let name = row.bytes("name") ?? []
        if name == Array("You".utf8) || name == speakerUser || name == header?.userName {
            hasUserName = true
            return (.user, .user)
        }
        return (.character, .model)
    }

    private mutating func addSwipes(of row: JSONValue, to turn: inout TurnDraft) {
        guard let swipes = row["swipes"], swipes.count > 0 else { return }
        let selected = row["swipe_id"]?.int ?? 0
        let isGreeting = !session.turns.contains { $0.role == .user || $0.role == .model && !$0.isHidden }
        if isGreeting, let swipe = Self.text(swipes[selected]), let user = header?.userName ?? knownUser,
            let character = row.nonEmpty("name") ?? header?.characterName, swipe.contains(0x7B) || swipe.contains(0x3C),
            MacroRules.substituted(swipe, user: user, character: character) == turn.exact
        {
            // The swipe is the greeting as its author wrote it; the message has real names in place of macros.
            turn.source = swipe
        }
        guard swipes.count > 1, session.fits(alternates: swipes.count) else { return }
        var infos = row["swipe_info"]?.elements.makeIterator()
        for (index, swipe) in swipes.elements.enumerated() {
            let info = infos?.next()
            turn.alternates.append(
                AlternateDraft(
                    exact: index == selected ? turn.exact : Self.text(swipe) ?? [],
                    createdAt: info?.moment("send_date"), generator: Self.generator(info?["extra"]),
                    kind: isGreeting ? .greeting : .swipe))
        }
        if turn.alternates.indices.contains(selected) { turn.selectedAlternate = selected }
    }

    /// The user's name from a message before, for files whose header does not say.
    private var knownUser: [UInt8]? { session.participants.first { $0.kind == .user }?.name }

    private func finished() -> SessionDraft {
        var session = session
        session.needsUserSpeaker = !saysWhoIsUser && !hasUserName
        guard session.needsUserSpeaker else { return session }
        for index in session.participants.indices where session.participants[index].kind == .character {
            session.participants[index].kind = .unknown
        }
        for index in session.turns.indices where session.turns[index].role == .model {
            session.turns[index].role = .unknown
        }
        return session
    }

    /// A message's text: a string, or an object around one as Chub writes it.
    private static func text(_ value: JSONValue?) -> [UInt8]? { value?.stringBytes ?? value?.bytes("message") }

    private static func generator(_ extra: JSONValue?) -> Generator? {
        let generator = Generator(api: extra?.label("api"), model: extra?.label("model"))
        return generator.api == nil && generator.model == nil ? nil : generator
    }

    private static func attachments(_ extra: JSONValue?) -> [Attachment] {
        guard let extra else { return [] }
        var attachments: [Attachment] = []
        if extra.has("image") || extra.has("inline_image") { attachments.append(Attachment(kind: .image)) }
        if extra.has("file") { attachments.append(Attachment(kind: .file)) }
        return attachments
    }
}
