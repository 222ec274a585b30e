import StrictJSON

extension RowFormat {
    /// OpenAI's messages, from which ChatML and chat templates are made.
    static let messages = RowFormat(
        name: "messages", title: "Messages (OpenAI, ChatML)",
        about: """
            One row for each window: `messages` of `role`, `content`, `name` and `weight`. The weight is 1 for \
            responses that may be trained and 0 for everything else, greetings too.
            """,
        loses: "Alternates, flags, times; weights between 0 and 1.",
        fields: [
            RowField(
                "messages",
                .list(
                    .record([
                        RowField("role", .string), RowField("content", .string), RowField("name", .string),
                        RowField("weight", .int64),
                    ]))),
            .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.conversations.compactMap { conversation in
                guard let messages = rendering.messages(conversation, merges: false) else { return nil }
                let turns = messages.map { message in
                    JSON.object([
                        ("role", message.role(user: "user", model: "assistant")),
                        ("content", .string(message.text.text)), ("name", .string(rendering.label(of: message))),
                        ("weight", .int(message.isTrained ? 1 : 0)),
                    ])
                }
                return .object([("messages", .array(turns)), rendering.identifier(conversation.number)])
            }
        })
}

extension RowRendering {
    /// Who speaks, in the letters that the interface allows: `^[a-zA-Z0-9_-]{1,64}$`.
    fileprivate func label(of message: ChatMessage) -> String {
        switch message.side {
        case .system: return "system"
        case .user: return "user"
        case .model:
            let person = message.participant.map { dialogue.participants[$0] }
            let name = (person?.name ?? "").utf8.map { byte in
                byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F ? byte : 0x5F
            }
            // A name without a letter, in another script for example, says nothing here.
            guard name.contains(where: { $0 != 0x5F }) else {
                return person?.macro.map { String($0.dropFirst(2).dropLast(2)) } ?? "narrator"
            }
            return Array(name.prefix(64)).text
        }
    }
}
