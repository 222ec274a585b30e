import StrictJSON

extension RowFormat {
    /// Axolotl's dataset type `pygmalion`.
    static let pygmalion = RowFormat(
        name: "pygmalion", title: "Axolotl's `pygmalion` type",
        about: """
            One row for each window: `conversations` of `role` (system, human, bot) and `value`, which axolotl turns \
            into Metharme's markup.
            """,
        loses: "Alternates, flags, weights, times, who of several characters speaks.",
        fields: [
            RowField("conversations", .list(.record([RowField("role", .string), RowField("value", .string)]))),
            .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.conversations.compactMap { conversation in
                guard let messages = rendering.messages(conversation, merges: false) else { return nil }
                let turns = messages.map { message in
                    JSON.object([
                        ("role", message.role(user: "human", model: "bot")), ("value", .string(message.text.text)),
                    ])
                }
                return .object([("conversations", .array(turns)), rendering.identifier(conversation.number)])
            }
        })
}
