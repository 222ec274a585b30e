import StrictJSON

/// ShareGPT: `{"conversations": [{"from", "value"}]}` and its dialects, as one object, an array, or one per line.
extension LogFormat {
    /// One JSON value: an object or an array of objects.
    static let shareGPT = LogFormat(
        name: "sharegpt", title: "ShareGPT",
        about: """
            `conversations` of `from` and `value` in their dialects (human, gpt, user, assistant, bot, `text`, \
            `role` …); of `chosen` and `rejected` the second is an alternate.
            """,
        recognises: { ($0.object ?? $0.firstElement).map { conversation(in: $0) != nil } ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readElements(of: source) { transcript, path, row in
                appendShareGPT(row, path: path, line: nil, to: &transcript, options: options)
            }
            return transcript
        })

    /// One conversation per line.
    static let shareGPTLines = LogFormat(
        name: "sharegpt_l", title: "ShareGPT (JSON Lines)",
        about: "The same, one conversation a line.",
        recognises: { $0.root == nil && $0.firstRows.contains { conversation(in: $0) != nil } },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { transcript, line, row in
                appendShareGPT(row, path: "", line: line, to: &transcript, options: options)
            }
            return transcript
        })

    /// The messages of a row and the member that holds them: `conversations`, `items` in OpenChat's files, `chat` in
    /// Teatime's.
    private static func conversation(in row: JSONValue) -> (key: String, messages: JSONValue)? {
        if let messages = row["conversations"], messages.isArray { return ("conversations", messages) }
        for key in ["conversation", "items", "chat"] {
            if let messages = row[key], messages[0]?.isRoleMessage == true { return (key, messages) }
        }
        return nil
    }

    private static func appendShareGPT(
        _ row: JSONValue, path: String, line: Int?, to transcript: inout Transcript, options: ReadingOptions
    ) {
        guard let (key, messages) = conversation(in: row) else { return }
        transcript.appendMessages(
            messages, path: path + key, line: line, preference: row,
            generator: row.label("model").map { Generator(model: $0) }, options: options
        ) { session in
            if let id = row.label("id") ?? row["id"]?.int.map(String.init) { session.externalIDs["id"] = id }
            session.systemPrompt = row.nonEmpty("system")
            session.title = row.nonEmpty("title")
            session.scenario = row.nonEmpty("scene")
            // OpenCAI has the characters beside the conversation.
            for character in row["characters"].map({ Array($0.elements.prefix(16)) }) ?? [] {
                guard let name = character.nonEmpty("bot_name") else { continue }
                let place = session.participant(.character, name: name)
                session.participants[place].persona = character.nonEmpty("bot_description")
            }
        }
    }
}
