import StrictJSON

/// OpenAI's chat messages: `{"messages": [{"role", "content"}]}`, one object, an array, or one per line.
extension LogFormat {
    /// One JSON value: an object, an array of objects, or a bare array of messages.
    static let openAIMessages = LogFormat(
        name: "openai_messages", title: "OpenAI messages",
        recognises: { source in
            if let object = source.object { return isConversation(object) }
            return source.firstElement.map { isConversation($0) || isMessage($0) } ?? false
        },
        parse: parseOpenAIValue)

    /// One conversation per line.
    static let openAIMessagesLines = LogFormat(
        name: "openai_messages_l", title: "OpenAI messages (JSON Lines)",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isConversation) },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { transcript, line, row in
                guard let messages = row["messages"], messages.isArray else { return }
                transcript.appendMessages(messages, path: "messages", line: line, options: options) {
                    describe(row, in: &$0)
                }
            }
            return transcript
        })

    private static func parseOpenAIValue(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let root = source.root else { return transcript }
        if let messages = root["messages"] {
            transcript.appendMessages(messages, path: "messages", line: nil, options: options) {
                describe(root, in: &$0)
            }
        } else if source.firstElement.map(isMessage) == true {
            transcript.appendMessages(root, path: "", line: nil, options: options)
        } else {
            var index = 0
            for row in root.elements {
                if transcript.isFull { break }
                if let messages = row["messages"], messages.isArray {
                    transcript.appendMessages(messages, path: "[\(index)].messages", line: nil, options: options) {
                        describe(row, in: &$0)
                    }
                }
                index += 1
            }
        }
        return transcript
    }

    private static func describe(_ row: JSONValue, in session: inout SessionDraft) {
        if let id = row.label("id") { session.externalIDs["id"] = id }
        session.title = row.nonEmpty("title")
        session.systemPrompt = row.nonEmpty("system")
    }

    private static func isConversation(_ row: JSONValue) -> Bool { row["messages"]?[0].map(isMessage) ?? false }

    private static func isMessage(_ value: JSONValue) -> Bool {
        value["role"]?.kind == .string && (value.has("content") || value.has("tool_calls"))
    }
}
