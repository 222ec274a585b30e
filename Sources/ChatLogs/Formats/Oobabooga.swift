import StrictJSON

/// oobabooga's text-generation-webui: pairs of user and bot texts, in two generations of key names.
extension LogFormat {
    /// `{internal: [[user, bot]], visible: …}`, since July 2023; since 2025 with metadata.
    static let oobabooga = LogFormat(
        name: "ooba_new", title: "text-generation-webui chat",
        about: """
            text-generation-webui since July 2023 (`internal`, `visible`), chat and instruct, with the `versions` \
            of 2025 as alternates; also CAI Tools' export of that shape.
            """,
        recognises: { source in
            guard let object = source.object, let rows = object["internal"], rows.isArray else { return false }
            return object.has("visible") || isPair(rows[0])
        },
        parse: { OobaboogaParser.transcript(of: $0, options: $1, key: "internal", visibleKey: "visible") })

    /// `{data: [[user, bot]], data_visible: …}`, the first half of 2023.
    static let oobaboogaOld = LogFormat(
        name: "ooba_old", title: "text-generation-webui chat (early 2023)",
        about: """
            text-generation-webui of early 2023 (`data`, `data_visible`), `…_persistent.json`. Example dialogues \
            before the chat's mark are left out.
            """,
        recognises: { source in
            guard let object = source.object, let rows = object["data"], rows.isArray else { return false }
            return object.has("data_visible") || isPair(rows[0])
        },
        parse: { OobaboogaParser.transcript(of: $0, options: $1, key: "data", visibleKey: "data_visible") })

    private static func isPair(_ row: JSONValue?) -> Bool { row.map { $0.isArray && $0.count == 2 } ?? false }
}

/// Reads a chat of text-generation-webui. The names are not in the file.
struct OobaboogaParser {
    private static let sentinel = Array("<|BEGIN-VISIBLE-CHAT|>".utf8)

    private var session: SessionDraft
    private let user: Int
    private let character: Int
    private let metadata: [String: JSONValue]

    /// Reads a whole source. `internal` holds what the model wrote; the visible half is display text and is only
    /// looked at where the other is empty.
    static func transcript(
        of source: LogSource, options: ReadingOptions, key: String, visibleKey: String
    ) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object, let rows = object[key] else { return transcript }
        var session = transcript.newSession()
        session.expectsGreeting = !isInstruction(source)
        var parser = OobaboogaParser(
            session: session, characterName: source.stem.flatMap(characterName), metadata: object["metadata"])
        let isFromExtension =
            key == "internal" && object.has("data")
            || source.stem?.firstIndex(of: Array("_oobabooga_Chat".utf8)) != nil
        transcript.variant = isFromExtension ? "cai-tools" : object.has("metadata") ? "ooba-2025" : nil
        parser.read(rows, visible: object[visibleKey], key: key)
        transcript.append(parser.session)
        return transcript
    }

    /// Instruct mode has no character and no greeting; only the name of the file or its folder says so.
    private static func isInstruction(_ source: LogSource) -> Bool {
        if source.stem?.starts(with: Array("Instruct".utf8)) ?? false { return true }
        return source.filename.map { Array($0.utf8).firstIndex(of: Array("instruct/".utf8)) != nil } ?? false
    }

    private init(session: SessionDraft, characterName: [UInt8]?, metadata: JSONValue?) {
        self.session = session
        user = self.session.participant(.user, name: nil)
        character = self.session.participant(.character, name: characterName)
        var members: [String: JSONValue] = [:]
        for member in metadata.map({ Array($0.members) }) ?? [] { members[member.key] = member.value }
        self.metadata = members
    }

    private mutating func read(_ rows: JSONValue, visible: JSONValue?, key: String) {
        // A row holds at most two turns, so a longer list would be refused at its end anyway.
        guard session.fits(alternates: rows.count / 2) else { return }
        let pairs = rows.elements.map { Self.pair($0) }
        // Early versions kept the example dialogue before the sentinel.
        let first = pairs.firstIndex { $0.0 == Self.sentinel } ?? 0
        let shown = visible?.elements.map { Self.pair($0) } ?? []
        let shift = shown.count == pairs.count ? 0 : first
        for index in first..<max(first, pairs.count) {
            if session.isFull { return }
            let display = shown.indices.contains(index - shift) ? shown[index - shift] : ([], [])
            let human = pairs[index].0 == Self.sentinel ? [] : pairs[index].0
            let path = "\(key)[\(index)]"
            append(human, display: display.0, role: .user, stamp: "user_\(index)", path: path + "[0]")
            append(pairs[index].1, display: display.1, role: .model, stamp: "assistant_\(index)", path: path + "[1]")
        }
    }

    /// Adds one side of a pair; an empty side is a turn that was never made.
    private mutating func append(_ text: [UInt8], display: [UInt8], role: Role, stamp: String, path: String) {
        let usesDisplay = text.isEmpty
        guard !(usesDisplay ? display : text).isEmpty else { return }
        var turn = TurnDraft(
            participant: role == .user ? user : character, role: role, text: usesDisplay ? display : text,
            span: SourceSpan(path: path))
        turn.isHTML = usesDisplay
        turn.origin = role == .user ? .human : .generated
        if let details = metadata[stamp] {
            turn.createdAt = details.moment("timestamp")
            turn.generator = details.label("model_name").map { Generator(model: $0) }
            turn.attachments = Self.attachments(details["attachments"])
            addVersions(of: details, to: &turn)
        }
        session.append(turn)
    }

    private mutating func addVersions(of details: JSONValue, to turn: inout TurnDraft) {
        guard let versions = details["versions"], versions.count > 1, session.fits(alternates: versions.count) else {
            return
        }
        let kind: Alternate.Kind = turn.role == .user ? .edit : .swipe
        let alternates = versions.elements.map { version in
            AlternateDraft(
                exact: version.bytes("content") ?? [], createdAt: version.moment("timestamp"),
                generator: version.label("model_name").map { Generator(model: $0) }, kind: kind)
        }
        turn.setAlternates(alternates, selected: details["current_version_index"]?.int, kind: kind)
    }

    private static func attachments(_ list: JSONValue?) -> [Attachment] {
        list?.elements.prefix(100).map { item in
            Attachment(kind: item.label("type")?.hasPrefix("image") ?? false ? .image : .file)
        } ?? []
    }

    private static func pair(_ row: JSONValue) -> ([UInt8], [UInt8]) {
        (row[0]?.stringBytes ?? [], row[1]?.stringBytes ?? [])
    }

    /// The character in names such as `Aria_persistent`, `persistent_Aria`, `Aria_20230301-101500`.
    static func characterName(inStem stem: [UInt8]) -> [UInt8]? {
        var parts = stem.split(separator: 0x5F).map { Array($0) }
        let noise = Set(["persistent", "oobabooga", "Chat", "conversation"].map { Array($0.utf8) })
        let count = parts.count
        parts.removeAll { noise.contains($0) || $0.allSatisfy { $0.isASCIIDigit || $0 == 0x2D } }
        let name = Array(parts.joined(separator: [0x5F]))
        let isNobody = ["None", "Instruct", "Assistant", "Example", "chat", "log"].contains { name == Array($0.utf8) }
        return parts.count < count && !name.isEmpty && !isNobody ? name : nil
    }
}
