import StrictJSON

/// JanitorAI, as its downloaders save it.
extension LogFormat {
    /// `{character, chatMessages: [{is_bot, is_main?, message}]}`.
    static let janitor = LogFormat(
        name: "janitorai", title: "JanitorAI chat",
        about: "JanitorAI's downloader. A run of answers at the end are alternates of the chosen one.",
        recognises: { $0.object?.hasArray("chatMessages") ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            guard let object = source.object, let messages = object["chatMessages"] else { return transcript }
            var parser = JanitorParser(transcript.newSession(), describedBy: object)
            parser.read(messages)
            transcript.append(parser.session)
            return transcript
        })
}

/// Reads a JanitorAI chat. Answers that were not chosen are rows of their own.
struct JanitorParser {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let user: Int
    private let character: Int

    private struct Row {
        var message: JSONValue
        var text: [UInt8]
        var isBot: Bool
        var isMain: Bool?
        var index: Int
    }

    /// Prepares the session: who speaks, and what the chat is called.
    init(_ session: SessionDraft, describedBy object: JSONValue) {
        self.session = session
        self.session.expectsGreeting = true
        let card = object["character"]
        let names = [object.nonEmpty("persona_name"), object.nonEmpty("username")].compactMap { $0 }
        character = self.session.participant(
            .character, name: card?.nonEmpty("chat_name") ?? card?.nonEmpty("name"))
        user = self.session.participant(.user, name: names.first)
        self.session.userAliases = names
        let chat = object["chat"]
        if let id = chat?.label("id") ?? chat?["id"]?.int.map(String.init) { self.session.externalIDs["chat_id"] = id }
        if let id = chat?.label("character_id") { self.session.externalIDs["bot_id"] = id }
        self.session.exportedAt = chat?.moment("updated_at") ?? chat?.moment("created_at")
    }

    /// Reads the messages.
    mutating func read(_ messages: JSONValue) {
        guard session.fits(alternates: messages.count) else { return }
        var rows: [Row] = []
        for (index, message) in messages.elements.enumerated() {
            guard let text = message.bytes("message"), let isBot = message.flag("is_bot") else { continue }
            rows.append(Row(message: message, text: text, isBot: isBot, isMain: message.flag("is_main"), index: index))
        }
        if Self.isNewestFirst(rows) { rows.reverse() }
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[start].isBot, rows[end].isBot { end += 1 }
            append(rows[start..<end], isLast: end == rows.count)
            start = end
        }
    }

    /// Whether the last message of the user, or else the last message, is older than the first.
    private static func isNewestFirst(_ rows: [Row]) -> Bool {
        guard let first = rows.first, let last = rows.dropFirst().last(where: { !$0.isBot }) ?? rows.last else {
            return false
        }
        return moment(of: first) > moment(of: last)
    }

    /// What tells which of two messages is the newer: the time, or else the number.
    private static func moment(of row: Row) -> Int64 {
        row.message.moment("created_at")?.milliseconds ?? row.message["id"]?.int.map(Int64.init) ?? 0
    }

    /// Adds one message of the user, or answers of the character that follow each other: one with its swipes where the
    /// file says which was chosen, or at the end of the chat, where the site keeps them; there it is the newest.
    private mutating func append(_ run: ArraySlice<Row>, isLast: Bool) {
        let saysWhich = run.contains { $0.isMain == false }
        let areSwipes = saysWhich || isLast && run.allSatisfy { $0.isMain == nil }
        guard run.count > 1, areSwipes else {
            for row in run { session.append(turn(row)) }
            return
        }
        let newest = run.indices.max { Self.moment(of: run[$0]) < Self.moment(of: run[$1]) }
        let chosen = run.firstIndex { $0.isMain == true } ?? newest ?? run.startIndex
        var turn = turn(run[chosen])
        let alternates = run.map {
            AlternateDraft(exact: $0.text, createdAt: $0.message.moment("created_at"), kind: .swipe)
        }
        turn.setAlternates(alternates, selected: chosen - run.startIndex, kind: .swipe)
        session.append(turn)
    }

    private func turn(_ row: Row) -> TurnDraft {
        var turn = TurnDraft(
            participant: row.isBot ? character : user, role: row.isBot ? .model : .user, text: row.text,
            span: SourceSpan(path: "chatMessages[\(row.index)]"))
        turn.createdAt = row.message.moment("created_at")
        turn.origin = row.isBot ? .generated : .human
        return turn
    }
}
