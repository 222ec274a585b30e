import StrictJSON

/// CAI Tools' pages for reading offline: the JSON in them, in both generations. Texts are percent-encoded.
extension LogFormat {
    /// `{charName, history: [{date, chat: [{isUser, name, message}]}]}`, before that
    /// `[{id, messages: [{messager, text}]}]`.
    static let characterAIOffline = LogFormat(
        name: "cai_offline", title: "Character.AI chat (CAI Tools, for reading offline)",
        about: "The JSON inside the page that CAI Tools saves for reading offline.",
        recognises: { source in
            source.object?["history"]?[0]?["chat"]?.isArray
                ?? source.firstElement?["messages"]?[0]?.has("messager") ?? false
        },
        parse: parseOffline)

    private static func parseOffline(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        let isNewer = source.object != nil
        guard let chats = isNewer ? source.object?["history"] : source.root else { return transcript }
        for (place, chat) in chats.elements.enumerated() where !transcript.isFull {
            var session = transcript.newSession()
            session.expectsGreeting = true
            session.exportedAt = chat.moment("date")
            if let messages = isNewer ? chat["chat"] : chat["messages"] {
                session.appendOffline(messages, path: isNewer ? "history[\(place)].chat" : "[\(place)].messages")
            }
            transcript.append(session)
        }
        return transcript
    }
}

extension SessionDraft {
    fileprivate mutating func appendOffline(_ messages: JSONValue, path: String) {
        // The older page has only names; the character speaks first.
        let character = messages[0]?.nonEmpty("messager")
        for (index, message) in messages.elements.enumerated() where !isFull {
            guard let text = message.bytes("message") ?? message.bytes("text") else { continue }
            let name = message.nonEmpty("name") ?? message.nonEmpty("messager")
            let isUser = message.flag("isUser") ?? (name != character)
            var turn = TurnDraft(
                participant: participant(isUser ? .user : .character, name: name), role: isUser ? .user : .model,
                text: PercentEncoding.decoded(text), span: SourceSpan(path: "\(path)[\(index)]"))
            turn.origin = isUser ? .human : .generated
            append(turn)
        }
    }
}

/// JavaScript's `encodeURIComponent`, undone.
enum PercentEncoding {
    /// The text; what is no escape is kept, and bytes that are not UTF-8 become U+FFFD.
    static func decoded(_ text: [UInt8]) -> [UInt8] {
        let decoded =
            rewriting(text, at: ByteSet([0x25])) { index in
                guard index + 2 < text.count, let high = text[index + 1].hexDigit, let low = text[index + 2].hexDigit
                else {
                    return nil
                }
                return (3, [high << 4 | low])
            }?.text ?? text
        return UTF8Bytes.firstInvalid(in: decoded) == nil ? decoded : Array(decoded.text.utf8)
    }
}
