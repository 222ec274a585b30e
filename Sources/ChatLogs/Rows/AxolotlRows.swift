import StrictJSON

extension RowFormat {
    /// Axolotl's dataset type `chat_template` with `message_field_training: train`.
    static let axolotl = RowFormat(
        name: "axolotl", title: "Axolotl's `chat_template` type",
        about: """
            One row for each window: `messages` of `role`, `content` and `train`, for axolotl's \
            `message_field_training: train`.
            """,
        loses: "Alternates, flags, times, who of several characters speaks; weights between 0 and 1.",
        fields: [
            RowField(
                "messages",
                .list(
                    .record([RowField("role", .string), RowField("content", .string), RowField("train", .bool)]))),
            .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.conversations.compactMap { conversation in
                guard let messages = rendering.messages(conversation, merges: false) else { return nil }
                let turns = messages.map { message in
                    JSON.object([
                        ("role", message.role(user: "user", model: "assistant")),
                        ("content", .string(message.text.text)), ("train", .bool(message.isTrained)),
                    ])
                }
                return .object([("messages", .array(turns)), rendering.identifier(conversation.number)])
            }
        })
}
