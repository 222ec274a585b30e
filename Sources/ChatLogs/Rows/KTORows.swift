import StrictJSON

extension RowFormat {
    /// TRL's unpaired preferences.
    static let kto = RowFormat(
        name: "kto", title: "Unpaired preferences (KTO)",
        about: """
            One row for each response of a rated episode: `prompt` and `completion` as lists of messages, `label` \
            whether raters liked it. Episodes without a rating have none.
            """,
        loses: "Alternates, flags, weights, times, who of several characters speaks; how much it was liked.",
        fields: [
            RowField("prompt", RowField.messages), RowField("completion", RowField.messages),
            RowField("label", .bool), .identifier,
        ],
        render: { dialogue, options in
            guard let label = options.label else { return [] }
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.responses.map { window in
                .object([
                    ("prompt", .array(rendering.prompt(of: window).map(\.json))),
                    ("completion", rendering.answer(rendering.texts[window.turns.upperBound - 1])),
                    ("label", .bool(label)), rendering.identifier(window.number),
                ])
            }
        })
}
