import StrictJSON

extension RowFormat {
    /// ShareGPT's conversations.
    static let shareGPT = RowFormat(
        name: "sharegpt", title: "ShareGPT",
        about: """
            One row for each window: `conversations` of `from` (system, human, gpt) and `value`, alternating; turns of \
            one side that follow each other are merged. Readers that want the human first need `opening` other than \
            keep.
            """,
        loses: """
            Alternates, flags, times, who of several characters speaks; weights: responses that filters dropped are \
            trained where a later one of the window was kept.
            """,
        fields: [
            RowField("conversations", .list(.record([RowField("from", .string), RowField("value", .string)]))),
            .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.conversations.compactMap { conversation in
                guard let messages = rendering.messages(conversation, merges: true) else { return nil }
                let turns = messages.map { message in
                    JSON.object([
                        ("from", message.role(user: "human", model: "gpt")), ("value", .string(message.text.text)),
                    ])
                }
                return .object([("conversations", .array(turns)), rendering.identifier(conversation.number)])
            }
        })
}
