import StrictJSON

/// OpenAI's chat messages: `{"messages": [{"role", "content"}]}`, one object, an array, or one per line.
extension LogFormat {
    /// One JSON value: an object, an array of objects, a bare array of messages, or an array of those.
    static let openAIMessages = LogFormat(
        name: "openai_messages", title: "OpenAI messages",
        about: "Lists of messages with `role` and `content`, parts of content included. `weight: 0` is kept.",
        recognises: { source in
            if let object = source.object { return isConversation(object) }
            return source.firstElement.map { isConversation($0) || $0.isRoleMessage || isList($0) } ?? false
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            if let root = source.root, source.firstElement?.isRoleMessage == true {
                transcript.appendMessages(root, path: "", line: nil, options: options)
                return transcript
            }
            transcript.readElements(of: source) { appendOpenAI($2, path: $1, line: nil, to: &$0, options: options) }
            return transcript
        })

    /// One conversation per line, or one message per line.
    static let openAIMessagesLines = LogFormat(
        name: "openai_messages_l", title: "OpenAI messages (JSON Lines)",
        about: "The same, one conversation a line.",
        recognises: { source in
            source.root == nil && source.firstRows.contains { isConversation($0) || isList($0) || $0.isRoleMessage }
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            var loose = MessageRows(transcript.newSession(), options: options)
            transcript.readRows(of: source) { transcript, line, row in
                if row.isRoleMessage {
                    loose.append(row, span: SourceSpan(line: line))
                    if loose.session.isFull { transcript.append(loose.finished()) }
                } else {
                    appendOpenAI(row, path: "", line: line, to: &transcript, options: options)
                }
            }
            if !loose.session.turns.isEmpty, !transcript.isFull { transcript.append(loose.finished()) }
            return transcript
        })

    private static func appendOpenAI(
        _ row: JSONValue, path: String, line: Int?, to transcript: inout Transcript, options: ReadingOptions
    ) {
        if isList(row) {
            let path = String(path.dropLast())
            transcript.appendMessages(row, path: path, line: line, options: options)
        } else if let messages = row["messages"], messages.isArray {
            transcript.appendMessages(
                messages, path: path + "messages", line: line,
                generator: row.label("model").map { Generator(model: $0) }, options: options
            ) { session in
                if let id = row.label("id") { session.externalIDs["id"] = id }
                session.title = row.nonEmpty("title")
                session.systemPrompt = row.nonEmpty("system")
            }
        }
    }

    private static func isConversation(_ row: JSONValue) -> Bool { row["messages"].map(isList) ?? false }

    private static func isList(_ value: JSONValue) -> Bool { value[0]?.isRoleMessage ?? false }
}
