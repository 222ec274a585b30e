import StrictJSON

extension RowFormat {
    /// The first toolbox without `--supervised`.
    static let text = RowFormat(
        name: "text", title: "Plain text",
        about: """
            One row for each response, or with `each_response` off for each window: the dialogue in one text, as the \
            Pygmalion toolbox of March 2023 wrote it for unsupervised training.
            """,
        loses: "What `supervised` loses, and where the response begins.",
        fields: [RowField("text", .string), .identifier],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .tokens)
            return rendering.plainPairs.map { pair in
                let text = WhiteSpace.trimmed(pair.input) + [0x20] + pair.output
                return .object([("text", .string(text.text)), rendering.identifier(pair.number)])
            }
        })
}
