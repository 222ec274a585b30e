import StrictJSON

extension RowFormat {
    /// Metharme's prompt and generation.
    static let metharme = RowFormat(
        name: "metharme", title: "Metharme",
        about: """
            One row for each response: `prompt` in `<|system|>`, `<|user|>` and `<|model|>` without separators, \
            `generation` the response. A greeting is part of the prompt and never a generation.
            """,
        loses: "Alternates, flags, weights, times, who of several characters speaks.",
        fields: [RowField("prompt", .string), RowField("generation", .string), .identifier],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            return rendering.responses.map { window in
                .object([
                    ("prompt", .string(rendering.metharmePrompt(window).text)),
                    ("generation", .string(rendering.texts[window.turns.upperBound - 1].text)),
                    rendering.identifier(window.number),
                ])
            }
        })
}

extension RowRendering {
    fileprivate func metharmePrompt(_ window: RowWindow) -> [UInt8] {
        let messages = prompt(of: window)
        // The first turn has to be the system's.
        var prompt = messages.first?.side == .system ? [] : Array("<|system|>".utf8)
        for message in messages {
            switch message.side {
            case .system: prompt += "<|system|>".utf8
            case .user: prompt += "<|user|>".utf8
            case .model: prompt += "<|model|>".utf8
            }
            prompt += message.text
        }
        return prompt + "<|model|>".utf8
    }
}
