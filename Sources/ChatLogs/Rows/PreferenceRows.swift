import StrictJSON

extension RowFormat {
    /// TRL's preferences.
    static let preference = RowFormat(
        name: "preference", title: "Preferences (TRL)",
        about: """
            One row for each alternate that the user did not choose: `prompt`, `chosen` and `rejected` as lists of \
            messages. Greetings are left out, and so are responses after which the user did not go on: what was \
            generated last is not what was liked best.
            """,
        loses: "Everything but responses with alternates; flags, weights, times, who of several characters speaks.",
        fields: [
            RowField("prompt", RowField.messages), RowField("chosen", RowField.messages),
            RowField("rejected", RowField.messages), .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            var rows: [JSON] = []
            var number = 0
            for window in rendering.windows {
                let response = rendering.turns[window.turns.upperBound - 1]
                guard response.isContinued || !options.needsContinuation else { continue }
                defer { number += response.rejected.count }
                guard rendering.isKept(window), !response.rejected.isEmpty, !response.text.isEmpty else { continue }
                let prompt = JSON.array(rendering.prompt(of: window).map(\.json))
                for (place, rejected) in response.rejected.enumerated() {
                    rows.append(
                        .object([
                            ("prompt", prompt),
                            ("chosen", rendering.answer(rendering.texts[window.turns.upperBound - 1])),
                            ("rejected", rendering.answer(rendering.names.turn(rejected))),
                            rendering.identifier(number + place),
                        ]))
                }
            }
            return rows
        })
}

extension RowRendering {
    /// The messages before a window's response.
    func prompt(of window: RowWindow) -> [ChatMessage] {
        messages(window.turns.dropLast(), trained: [])
    }

    /// A response as a list of one message.
    func answer(_ text: [UInt8]) -> JSON {
        .array([ChatMessage(side: .model, text: text).json])
    }
}
