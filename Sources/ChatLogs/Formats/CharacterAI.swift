import StrictJSON

/// Character.AI: the dump of the userscript, and CAI Tools' dump of the same shape.
extension LogFormat {
    /// `{info, histories: {histories: [{msgs: […]}]}}`: many conversations in one file.
    static let characterAIDump = LogFormat(
        name: "cai_dump", title: "Character.AI dump",
        recognises: { $0.object?["histories"].map { $0.hasArray("histories") || $0.isArray } ?? false },
        parse: { CharacterAIParser.transcript(of: $0, options: $1) })

    /// A character's definitions, saved next to the chats.
    static let characterAIDefinitions = LogFormat(
        character: "cai_definitions", title: "Character.AI definitions",
        Reason(.definitions, "the file has a character's definitions and no conversation"),
        recognises: { source in
            guard let object = source.object, object["character"]?.isObject ?? false else { return false }
            return object.members.allSatisfy { $0.key == "character" || $0.key == "user__username" }
        },
        read: { $0.object.flatMap { CharacterCard(definitions: $0) } })

    /// Raw answers of the site's newer interface.
    static let characterAITurns = LogFormat(
        unread: "cai_chat2_turns", title: "raw Character.AI network data",
        recognises: { $0.object?["turns"]?[0]?.hasArray("candidates") ?? false })
}

/// Reads a Character.AI dump.
struct CharacterAIParser {
    private var session: SessionDraft
    private var characterName: [UInt8]?
    /// Index in `session.turns` of the last message by the character, to which alternates belong.
    private var lastModelTurn: Int?

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object, let outer = object["histories"] else { return transcript }
        let character = object["info"]?["character"]
        let isNested = outer.hasArray("histories")
        transcript.variant = "cai-dump"
        let histories = isNested ? outer["histories"] : outer
        var index = 0
        for history in (histories ?? outer).elements {
            if transcript.isFull { break }
            var parser = CharacterAIParser(session: transcript.newSession(), character: character)
            parser.read(history, path: (isNested ? "histories.histories[" : "histories[") + "\(index)]")
            transcript.append(parser.session)
            index += 1
        }
        return transcript
    }

    private init(session: SessionDraft, character: JSONValue?) {
        self.session = session
        self.session.expectsGreeting = true
        characterName = character?.nonEmpty("name") ?? character?.nonEmpty("participant__name")
        if let name = characterName {
            let index = self.session.participant(.character, name: name)
            self.session.participants[index].persona = character?.nonEmpty("description")
        }
        if let id = character?.label("external_id") { self.session.externalIDs["bot_id"] = id }
        self.session.title = character?.nonEmpty("title")
    }

    private mutating func read(_ history: JSONValue, path: String) {
        if let id = history.label("external_id") { session.externalIDs["history_id"] = id }
        session.exportedAt = history.moment("last_interaction") ?? history.moment("created")
        guard let messages = history["msgs"] ?? history["messages"] else { return }
        var index = 0
        for message in messages.elements {
            if session.isFull { return }
            append(message, path: "\(path).msgs[\(index)]")
            index += 1
        }
    }

    private mutating func append(_ message: JSONValue, path: String) {
        guard let text = message.bytes("text") else { return }
        let source = message["src"]
        guard let isHuman = source?.flag("is_human") ?? message.flag("src__is_human") else { return }
        if message.flag("is_alternative") == true, !isHuman, let place = lastModelTurn {
            attach(text, of: message, to: place)
            return
        }
        let name = source?.nonEmpty("name") ?? message.nonEmpty("src__name")
        let participant: Int
        if isHuman {
            participant = session.participant(.user, name: name.flatMap { Self.isToken($0) ? nil : $0 })
            noteAliases(of: message)
        } else {
            participant = session.participant(.character, name: characterName ?? name)
        }
        var turn = TurnDraft(
            participant: participant, role: isHuman ? .user : .model, text: text, span: SourceSpan(path: path))
        turn.createdAt = message.moment("created")
        turn.origin = isHuman ? .human : .generated
        if let image = message.bytes("image_rel_path"), !image.isEmpty {
            turn.attachments = [Attachment(kind: .image)]
        }
        lastModelTurn = isHuman ? nil : session.turns.count
        session.append(turn)
    }

    /// An unselected answer. It follows the selected one in the list, and belongs to it.
    private mutating func attach(_ text: [UInt8], of message: JSONValue, to place: Int) {
        guard session.turns.indices.contains(place) else { return }
        session.addAlternate(
            AlternateDraft(exact: text, createdAt: message.moment("created"), kind: .swipe), to: place)
    }

    /// Names that exporters before 1.2 and the other exporter left in the file.
    private mutating func noteAliases(of message: JSONValue) {
        guard session.userAliases.isEmpty else { return }
        let user = message["src"]?["user"]
        let names = [
            message.nonEmpty("display_name"), user?.nonEmpty("username"), user?.nonEmpty("first_name"),
            user?.nonEmpty("name"), user?["account"]?.nonEmpty("name"),
        ]
        session.userAliases = names.compactMap { $0 }.filter { !Self.isToken($0) && $0 != characterName }
    }

    private static func isToken(_ name: [UInt8]) -> Bool { name.first == 0x5B && name.last == 0x5D }
}
