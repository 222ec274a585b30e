import StrictJSON

/// Reads Character.AI's messages, in which unselected answers are rows of their own.
struct CharacterAIParser {
    private var session: SessionDraft
    private var characterName: [UInt8]?
    /// Index in `session.turns` of the last message by the character, to which alternatives belong.
    private var lastModelTurn: Int?
    /// Alternatives that came before the message they belong to.
    private var waiting: [(message: JSONValue, text: [UInt8], span: SourceSpan)] = []

    /// Reads a dump.
    static func transcript(of source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object, let outer = object["histories"] else { return transcript }
        let character = object["info"]?["character"] ?? object["info"]
        let isNested = outer.hasArray("histories")
        transcript.variant = "cai-dump"
        let histories = isNested ? outer["histories"] : outer
        for (index, history) in (histories ?? outer).elements.enumerated() {
            if transcript.isFull { break }
            var parser = CharacterAIParser(session: transcript.newSession(), character: character)
            parser.read(history, path: (isNested ? "histories.histories[" : "histories[") + "\(index)]")
            transcript.append(parser.session)
        }
        return transcript
    }

    /// Reads answers of the site. Those of one chat follow each other, the oldest messages in the last of them, which
    /// is also the one that says that there is no more.
    static func transcript(of pages: NetworkPages, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        transcript.variant = "cai-network"
        transcript.droppedLines = pages.report.dropped
        var chat: [NetworkPages.Page] = []
        for (index, page) in pages.pages.enumerated() {
            if transcript.isFull { break }
            chat.append(page)
            guard page.body?.flag("has_more") != true || index == pages.pages.count - 1 else { continue }
            var parser = CharacterAIParser(session: transcript.newSession(), character: nil)
            for page in chat.reversed() { parser.read(page.items, path: page.path, line: page.line) }
            parser.settle()
            transcript.append(parser.session)
            chat = []
        }
        if let refusal = pages.report.refusal { transcript.refusal = [refusal] }
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
        let key = history.has("msgs") ? "msgs" : "messages"
        if let messages = history[key] { read(messages, path: "\(path).\(key)", line: nil) }
        settle()
    }

    private mutating func read(_ messages: JSONValue, path: String, line: Int?) {
        for (index, message) in messages.elements.enumerated() {
            if !session.fits(alternates: waiting.count) { return }
            append(message, span: SourceSpan(line: line, path: "\(path)[\(index)]"))
        }
    }

    private mutating func append(_ message: JSONValue, span: SourceSpan) {
        guard let text = message.bytes("text") else { return }
        let isHuman = message["src"]?.flag("is_human") ?? message.flag("src__is_human")
        guard let isHuman else { return }
        if message.flag("is_alternative") == true, !isHuman {
            if let place = lastModelTurn {
                attach(text, of: message, to: place)
            } else {
                waiting.append((message, text, span))
            }
            return
        }
        if isHuman { settle() }
        add(message, text: text, isHuman: isHuman, span: span)
    }

    private mutating func add(_ message: JSONValue, text: [UInt8], isHuman: Bool, span: SourceSpan) {
        let name = message["src"]?.nonEmpty("name") ?? message.nonEmpty("src__name")
        let participant: Int
        if isHuman {
            participant = session.participant(.user, name: name.flatMap { Self.isPlaceholder($0) ? nil : $0 })
            noteAliases(of: message)
        } else {
            participant = session.participant(.character, name: characterName ?? name)
        }
        var turn = TurnDraft(participant: participant, role: isHuman ? .user : .model, text: text, span: span)
        turn.createdAt = message.moment("created")
        turn.origin = isHuman ? .human : .generated
        turn.isHidden = message.flag("deleted") ?? false
        if message.nonEmpty("image_rel_path") != nil { turn.attachments = [Attachment(kind: .image)] }
        let place = session.turns.count
        session.append(turn)
        lastModelTurn = isHuman ? nil : place
        guard !isHuman else { return }
        for alternative in waiting { attach(alternative.text, of: alternative.message, to: place) }
        waiting = []
    }

    /// An answer that was not selected belongs to the one that was.
    private mutating func attach(_ text: [UInt8], of message: JSONValue, to place: Int) {
        guard session.turns.indices.contains(place) else { return }
        session.addAlternate(
            AlternateDraft(exact: text, createdAt: message.moment("created"), kind: .swipe), to: place)
    }

    /// Where every answer is an alternative, the first has to do.
    private mutating func settle() {
        guard let first = waiting.first else { return }
        waiting.removeFirst()
        add(first.message, text: first.text, isHuman: false, span: first.span)
    }

    /// Names that exporters before 1.2 and the other exporter left in the file.
    private mutating func noteAliases(of message: JSONValue) {
        guard session.userAliases.isEmpty else { return }
        let user = message["src"]?["user"]
        let names = [
            message.nonEmpty("display_name"), user?.nonEmpty("username"), user?.nonEmpty("first_name"),
            user?.nonEmpty("name"), user?["account"]?.nonEmpty("name"), message.nonEmpty("src__user__username"),
        ]
        session.userAliases = names.compactMap { $0 }.filter { !Self.isPlaceholder($0) && $0 != characterName }
    }

    /// Whether an exporter put something in the place of the user's name.
    private static func isPlaceholder(_ name: [UInt8]) -> Bool {
        name.first == 0x5B && name.last == 0x5D || name == Array("pseudo".utf8)
    }
}
