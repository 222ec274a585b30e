import StrictJSON

/// PIPPA's rows: one Character.AI conversation each, with the character beside it.
extension LogFormat {
    /// One JSON value: a row or an array of rows.
    static let pippa = LogFormat(
        name: "pippa", title: "PIPPA rows",
        about: "PIPPA's rows, as published or flattened: the bot's description becomes the persona.",
        recognises: { ($0.object ?? $0.firstElement).map(isPIPPA) ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readElements(of: source) { appendPIPPA($2, path: $1, line: nil, to: &$0) }
            return transcript
        })

    /// One row per line.
    static let pippaLines = LogFormat(
        name: "pippa_l", title: "PIPPA rows (JSON Lines)",
        about: "The same, one a line.",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isPIPPA) },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { appendPIPPA($2, path: "", line: $1, to: &$0) }
            return transcript
        })

    private static func isPIPPA(_ row: JSONValue) -> Bool {
        guard let conversation = row["conversation"] else { return false }
        return row.has("bot_id") || row.has("bot_name") || conversation.has("is_human")
            || conversation[0]?.has("is_human") ?? false
    }

    private static func appendPIPPA(_ row: JSONValue, path: String, line: Int?, to transcript: inout Transcript) {
        guard let conversation = row["conversation"] else { return }
        var session = transcript.newSession()
        session.expectsGreeting = true
        session.exportedAt = row.moment("submission_timestamp")
        if let id = row.label("bot_id") { session.externalIDs["bot_id"] = id }
        let user = session.participant(.user, name: nil)
        let bot = session.participant(.character, name: row.nonEmpty("bot_name"))
        session.participants[bot].persona = row.nonEmpty("bot_description")
        ExampleDialogues.add(row.nonEmpty("bot_definitions"), to: &session, user: user, character: bot)
        for (index, message) in messages(of: conversation).enumerated() {
            if session.isFull { break }
            var turn = TurnDraft(
                participant: message.isHuman ? user : bot, role: message.isHuman ? .user : .model, text: message.text,
                span: SourceSpan(line: line, path: "\(path)conversation[\(index)]"))
            turn.origin = message.isHuman ? .human : .generated
            session.append(turn)
        }
        transcript.append(session)
    }

    /// A list of messages, or an object of lists into which tools for tables turn it.
    private static func messages(of conversation: JSONValue) -> [(text: [UInt8], isHuman: Bool)] {
        if conversation.isArray {
            return conversation.elements.compactMap { message in
                guard let text = message.bytes("message"), let isHuman = truth(message["is_human"]) else { return nil }
                return (text, isHuman)
            }
        }
        guard let texts = conversation["message"], let sides = conversation["is_human"] else { return [] }
        return zip(texts.elements, sides.elements).compactMap { text, side in
            guard let text = text.stringBytes, let isHuman = truth(side) else { return nil }
            return (text, isHuman)
        }
    }

    private static func truth(_ value: JSONValue?) -> Bool? { value?.bool ?? value?.double.map { $0 != 0 } }
}
