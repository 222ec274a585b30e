import StrictJSON

/// The first Pygmalion web interface: `{"chat": ["You: hi", "Aria: hello", …]}`, strictly paired.
extension LogFormat {
    static let gradio = LogFormat(
        name: "gradio_pyg", title: "Pygmalion web chat",
        about: "The first Pygmalion web interface, `…_conversation.json`: one list, user and character by turns.",
        recognises: { source in
            guard let object = source.object, object.count == 1, let chat = object["chat"], chat.isArray else {
                return false
            }
            return chat.count == 0 || chat[0]?.kind == .string
        },
        parse: parseGradio)

    private static func parseGradio(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let chat = source.object?["chat"] else { return transcript }
        var session = transcript.newSession()
        guard session.fits(alternates: chat.count) else {
            transcript.append(session)
            return transcript
        }
        let items = chat.elements.map { $0.stringBytes ?? [] }
        session.expectsGreeting = true
        // Somebody who took the empty first item away left all others one place too early.
        let first = isShifted(items) ? 1 : 0
        let replies = stride(from: 1 - first, to: items.count, by: 2).map { items[$0] }
        let user = session.participant(.user, name: nil)
        let character = session.participant(.character, name: commonName(of: replies))
        for (index, item) in items.enumerated() where !item.isEmpty {
            let isUser = index % 2 == first
            // The user's prefix is the format's own; a character's is stripped by the rule that also marks it, since
            // the model wrote it.
            let text = isUser ? withoutPrefix(item) : item
            var turn = TurnDraft(
                participant: isUser ? user : character, role: isUser ? .user : .model, text: text,
                span: SourceSpan(path: "chat[\(index)]"))
            turn.origin = isUser ? .human : .unknown
            session.append(turn)
        }
        transcript.append(session)
        return transcript
    }

    private static let userPrefix = Array("You:".utf8)

    /// Whether every item in a place for replies, and none in a place for the user, begins with `You:`.
    private static func isShifted(_ items: [[UInt8]]) -> Bool {
        let isUser = items.map { $0.has(userPrefix, at: 0) }
        return items.count > 1
            && items.indices.allSatisfy { items[$0].isEmpty ? $0 == items.count - 1 : isUser[$0] == ($0 % 2 == 1) }
    }

    private static func withoutPrefix(_ item: [UInt8]) -> [UInt8] {
        guard item.has(userPrefix, at: 0) else { return item }
        let start = item.count > 4 && item[4] == 0x20 ? 5 : 4
        return Array(item[start...])
    }

    /// The name before the colon, when all replies begin with the same one.
    private static func commonName(of replies: [[UInt8]]) -> [UInt8]? {
        let names = Set(replies.filter { !$0.isEmpty }.map { SpeakerLines.name(atStartOf: $0[...]) })
        return names.count == 1 ? names.first ?? nil : nil
    }
}
