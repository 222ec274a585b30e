import StrictJSON

/// RisuAI: `{type: "risuChat", ver, data: chat}`, or `risuAllChats` with a list of chats.
extension LogFormat {
    static let risu = LogFormat(
        name: "risuai", title: "RisuAI chat",
        about: "RisuAI's JSON of one chat or of all. The greeting is not in it: send the character along.",
        recognises: { source in
            guard let object = source.object, object.has("data") else { return false }
            return ["risuChat", "risuAllChats"].contains(object.label("type"))
        },
        parse: { source, options in
            guard let object = source.object, let data = object["data"] else { return Transcript(options: options) }
            return RisuParser.transcript(
                of: data, path: "data", characterName: source.stem.flatMap(RisuParser.characterName), options: options)
        })
}

/// Reads RisuAI's chats. The greeting and the names are the character's and not in the file.
struct RisuParser {
    private var session: SessionDraft
    private let characterName: [UInt8]?
    private var isGroup = false

    /// Reads a chat, `{message: [{role, data}], name, note, …}`, or a list of them; `path` names it.
    static func transcript(
        of value: JSONValue, path: String, characterName: [UInt8]? = nil, options: ReadingOptions
    ) -> Transcript {
        var transcript = Transcript(options: options)
        func read(_ chat: JSONValue, _ path: String) {
            var parser = RisuParser(session: transcript.newSession(), characterName: characterName)
            parser.read(chat, path: path)
            transcript.append(parser.session)
        }
        if value.isArray {
            for (index, chat) in value.elements.enumerated() where !transcript.isFull {
                read(chat, "\(path)[\(index)]")
            }
        } else {
            read(value, path)
        }
        let detail = "the character's greeting is not in the file; it is in the character's card"
        transcript.notices = [Reason(.characterCard, detail)]
        return transcript
    }

    private init(session: SessionDraft, characterName: [UInt8]?) {
        self.session = session
        self.characterName = characterName
    }

    private mutating func read(_ chat: JSONValue, path: String) {
        session.expectsGreeting = true
        session.title = chat.nonEmpty("name")
        session.authorNote = chat.nonEmpty("note").map { ($0, nil, nil, nil, nil) }
        session.exportedAt = chat.moment("lastDate")
        if let id = chat.label("id") { session.externalIDs["chat_id"] = id }
        guard let messages = chat["message"], session.fits(alternates: messages.count) else { return }
        var speakers: Set<[UInt8]> = []
        // Such a message keeps itself and everything before it from the model.
        var lastReset = -1
        for (index, message) in messages.elements.enumerated() {
            if let id = message.nonEmpty("saying") { speakers.insert(id) }
            if message.label("disabled") == "allBefore" { lastReset = index }
        }
        isGroup = speakers.count > 1
        for (index, message) in messages.elements.enumerated() {
            append(message, isPast: index <= lastReset, path: "\(path).message[\(index)]")
        }
    }

    private mutating func append(_ message: JSONValue, isPast: Bool, path: String) {
        guard let text = message.bytes("data") else { return }
        let isUser = message.label("role") == "user"
        var turn = TurnDraft(
            participant: isUser ? session.participant(.user, name: message.nonEmpty("name")) : character(of: message),
            role: isUser ? .user : .model, text: text, span: SourceSpan(path: path))
        turn.isHidden = isPast || message.flag("disabled") == true || message.flag("isComment") == true
        turn.createdAt = message.moment("time")
        turn.origin = isUser ? .human : .generated
        turn.generator = isUser ? nil : message["generationInfo"]?.label("model").map { Generator(model: $0) }
        session.append(turn)
    }

    /// In a group each message has the identifier of the character that speaks, and the file is named after the group.
    private mutating func character(of message: JSONValue) -> Int {
        let name = message.nonEmpty("name")
        guard isGroup else { return session.participant(.character, name: name ?? characterName) }
        return session.participant(.character, name: name, id: message.nonEmpty("saying"))
    }

    /// The character in names such as `Aria_2024-01-02T030405678Z_chat` and `Aria_all_chats_2024-01-02T03-04-05-678Z`.
    static func characterName(inStem stem: [UInt8]) -> [UInt8]? {
        let all = Array("_all_chats_".utf8)
        if let place = stem.firstIndex(of: all), place > 0 { return Array(stem[..<place]) }
        let suffix = Array("_chat".utf8)
        // A browser writes ` (1)` at the end when the name is taken.
        let copy = Array(stem.prefix { $0 != 0x28 })
        let end = WhiteSpace.trimmedRange(of: copy).upperBound
        guard end > suffix.count, copy.has(suffix, at: end - suffix.count) else { return nil }
        let name = copy[..<(end - suffix.count)]
        guard let mark = name.lastIndex(of: 0x5F), mark > 0, name[(mark + 1)...].first?.isASCIIDigit ?? false else {
            return nil
        }
        return Array(name[..<mark])
    }
}
