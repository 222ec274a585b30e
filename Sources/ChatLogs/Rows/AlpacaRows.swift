import StrictJSON

extension RowFormat {
    /// Alpaca's instructions with history.
    static let alpaca = RowFormat(
        name: "alpaca", title: "Alpaca",
        about: """
            One row for each window: the last exchange as `instruction` and `output`, the earlier ones as pairs in \
            `history`; `input` is always empty. A greeting answers an empty instruction.
            """,
        loses: """
            Alternates, flags, weights, times, who of several characters speaks; readers without `history` have the \
            last exchange only.
            """,
        fields: [
            RowField("instruction", .string), RowField("input", .string), RowField("output", .string),
            RowField("system", .string), RowField("history", .list(.list(.string))), .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.conversations.compactMap { conversation in
                guard var messages = rendering.messages(conversation, merges: true) else { return nil }
                let system = messages.first?.side == .system ? messages.removeFirst().text : []
                var pairs: [(user: [UInt8], model: [UInt8])] = []
                for message in messages {
                    if message.side == .user {
                        pairs.append((message.text, []))
                    } else if pairs.isEmpty {
                        pairs.append(([], message.text))
                    } else {
                        pairs[pairs.count - 1].model = message.text
                    }
                }
                guard let last = pairs.popLast() else { return nil }
                let history = pairs.map { JSON.array([.string($0.user.text), .string($0.model.text)]) }
                return .object([
                    ("instruction", .string(last.user.text)), ("input", ""), ("output", .string(last.model.text)),
                    ("system", .string(system.text)), ("history", .array(history)),
                    rendering.identifier(conversation.number),
                ])
            }
        })
}
