import StrictJSON

/// Reads the lines of a TavernAI or SillyTavern chat.
struct TavernParser {
    private var session: SessionDraft
    private var header: TavernHeader?
    /// Whether rows say who is the user; hand-edited files keep only `name` and `mes`.
    private var saysWhoIsUser = false
    private var hasUserName = false
    /// Names that the submitter says are the user's.
    private let toldNames: Set<[UInt8]>
    /// Whether the user has spoken, and who has of the characters: what comes before are greetings.
    private var hasUserSpoken = false
    private var spoken: Set<Int> = []
    /// Swipes of greetings as their authors wrote them, until all names are known.
    private var greetings: [(turn: Int, swipe: [UInt8])] = []

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions, variant: String? = nil) -> Transcript {
        var transcript = Transcript(options: options)
        var parser = TavernParser(session: transcript.newSession(), options: options)
        let report = source.forEachRow { line, row in
            if !parser.session.turns.isEmpty, TavernHeader.isHeader(row) {
                // Several chats in one file, one after the other.
                transcript.append(parser.finished())
                transcript.variant = transcript.variant ?? parser.header?.variant
                parser = TavernParser(session: transcript.newSession(), options: options)
            }
            parser.read(row, line: line)
            return !parser.session.isFull && !transcript.isFull
        }
        transcript.variant = variant ?? transcript.variant ?? parser.header?.variant ?? "st-no-header"
        transcript.droppedLines = report.dropped
        if !parser.session.turns.isEmpty || parser.session.isFull { transcript.append(parser.finished()) }
        if let refusal = report.refusal {
            transcript.refusal = [refusal]
        } else if transcript.sessions.isEmpty, transcript.refusal.isEmpty {
            transcript.refusal = [Reason(.headerOnly, "the chat has a header but no messages")]
        }
        return transcript
    }

    private init(session: SessionDraft, options: ReadingOptions) {
        self.session = session
        self.session.expectsGreeting = true
        toldNames = Set([options.speakerUser, options.userName].compactMap { $0.map { Array($0.utf8) } })
    }

    private mutating func read(_ row: JSONValue, line: Int) {
        if header == nil, session.turns.isEmpty, let found = TavernHeader(row) {
            introduce(found)
            return
        }
        guard row.isObject, let text = Self.text(row["mes"]) ?? Self.text(Self.swipe(of: row)) else { return }
        let isUser = row.flag("is_user")
        if isUser != nil { saysWhoIsUser = true }
        let extra = row["extra"]
        let type = extra?.bytes("type")
        let own = row.nonEmpty("name")
        let (kind, role) = speaker(of: row, name: own ?? [], isUser: isUser, type: type)
        let name = own ?? (kind == .user ? header?.userName : header?.memberName(row))
        var turn = TurnDraft(
            participant: session.participant(kind, name: name), role: role, text: text, span: SourceSpan(line: line))
        turn.isHidden = row.flag("is_system") ?? false
        turn.createdAt = row.moment("send_date") ?? row.moment("gen_finished")
        turn.origin = role == .user ? .human : .unknown
        turn.generator = Self.generator(extra)
        // Only what a model writes takes time.
        if turn.generator != nil || row.moment("gen_started") != nil, role == .model { turn.origin = .generated }
        turn.reasoning = extra?.nonEmpty("reasoning")
        turn.attachments = Self.attachments(extra)
        addSwipes(of: row, to: &turn)
        if !turn.isHidden {
            if role == .user { hasUserSpoken = true }
            if role == .model { spoken.insert(turn.participant) }
        }
        // Last: what is used again is copied, and a copy counts all references of a turn.
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
        of row: JSONValue, name: [UInt8], isUser: Bool?, type: [UInt8]?
    ) -> (Participant.Kind, Role) {
        if let type, type == Array("narrator".utf8) { return (.narrator, .narrator) }
        // A typed system row is a message of the user interface; an untyped one is a turn that the user has hidden.
        if row.flag("is_system") == true, type != nil || name == Self.systemName { return (.system, .system) }
        if let isUser { return isUser ? (.user, .user) : (.character, .model) }
        if SpeakerGrammar.userNames.contains(name) || toldNames.contains(name) || name == header?.userName {
            hasUserName = true
            return (.user, .user)
        }
        return (.character, .model)
    }

    private mutating func addSwipes(of row: JSONValue, to turn: inout TurnDraft) {
        guard let swipes = row["swipes"] ?? row["swipe_array"], swipes.count > 0, session.fits(alternates: swipes.count)
        else { return }
        let texts = swipes.elements.map { Self.text($0) ?? [] }
        let selected = (row["swipe_id"] ?? row["swipe_index"])?.int ?? texts.firstIndex(of: turn.exact) ?? 0
        let isGreeting = turn.role == .model && !turn.isHidden && !hasUserSpoken && !spoken.contains(turn.participant)
        if isGreeting, texts.indices.contains(selected), texts[selected] != turn.exact {
            greetings.append((session.turns.count, texts[selected]))
        }
        // The details may be fewer or more than the swipes.
        var infos = row["swipe_info"]?.elements.makeIterator()
        let kind: Alternate.Kind = isGreeting ? .greeting : .swipe
        let alternates = texts.map { text in
            let info = infos?.next()
            return AlternateDraft(
                exact: text, createdAt: info?.moment("send_date"), generator: Self.generator(info?["extra"]), kind: kind
            )
        }
        turn.setAlternates(alternates, selected: selected, kind: kind)
    }

    /// Finds greetings that are a swipe with the names put in: the swipe is the text as its author wrote it. The user's
    /// name may be known only from the messages that follow.
    private mutating func recoverMacros() {
        let users = [header?.userName] + session.participants.filter { $0.kind == .user }.prefix(8).map(\.name)
        for (place, swipe) in greetings where session.turns.indices.contains(place) {
            let turn = session.turns[place]
            guard let name = session.participants[turn.participant].name ?? header?.characterName else { continue }
            let isSwipe = users.contains { user in
                user.map { MacroRules.substituted(swipe, user: $0, character: name) == turn.exact } ?? false
            }
            guard isSwipe else { continue }
            session.turns[place].source = swipe
            if let selected = turn.selectedAlternate { session.turns[place].alternates[selected].source = swipe }
        }
    }

    private mutating func finished() -> SessionDraft {
        recoverMacros()
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

    /// TavernMod keeps texts only among the swipes.
    private static func swipe(of row: JSONValue) -> JSONValue? {
        row["swipe_index"]?.int.flatMap { row["swipe_array"]?[$0] }
    }

    private static func generator(_ extra: JSONValue?) -> Generator? {
        let generator = Generator(api: extra?.label("api"), model: extra?.label("model"))
        return generator.api == nil && generator.model == nil ? nil : generator
    }

    private static func attachments(_ extra: JSONValue?) -> [Attachment] {
        guard let extra, extra.count > 0 else { return [] }
        var attachments: [Attachment] = []
        if extra.nonEmpty("image") != nil || (extra["image_swipes"]?.count ?? 0) > 0 {
            attachments.append(Attachment(kind: .image))
        }
        for medium in extra["media"].map({ Array($0.elements.prefix(100)) }) ?? [] {
            let type = medium.label("type")
            attachments.append(Attachment(kind: type == "image" ? .image : type == "audio" ? .audio : .file))
        }
        if extra["file"]?.isObject ?? false || (extra["files"]?.count ?? 0) > 0 || extra.nonEmpty("video") != nil {
            attachments.append(Attachment(kind: .file))
        }
        return attachments
    }

    private static let systemName = Array("SillyTavern System".utf8)
}
