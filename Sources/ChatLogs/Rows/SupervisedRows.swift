import StrictJSON

extension RowFormat {
    /// The first toolbox's `--supervised`.
    static let supervised = RowFormat(
        name: "supervised", title: "Supervised pairs",
        about: """
            One row for each response: persona, scenario, `<START>` and the dialogue up to `Name: ` as `input`, the \
            response as `output`, as the Pygmalion toolbox of March 2023 wrote them. `reward` is the mean of the \
            ratings that reach the episode, 0 to 1, and 1 where nobody rated it.
            """,
        loses: """
            Alternates, flags, weights, times, instructions, memory, the author's note; more than three full stops in \
            a row.
            """,
        fields: [RowField("input", .string), RowField("output", .string), RowField("reward", .float64), .identifier],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .tokens)
            let reward = JSON.fraction(options.reward)
            return rendering.plainPairs.map { pair in
                .object([
                    ("input", .string(pair.input.text)), ("output", .string(pair.output.text)), ("reward", reward),
                    rendering.identifier(pair.number),
                ])
            }
        })
}

extension RowRendering {
    /// Prompt and response of each row in the plain form.
    var plainPairs: [(input: [UInt8], output: [UInt8], number: Int)] {
        responses.map { window in
            let last = window.turns.upperBound - 1
            let speaker = turns[last].participant
            return (
                plain.prompt(window.turns, speaker: speaker), plain.utterance(last, speaker: speaker), window.number
            )
        }
    }
}

extension JSON {
    /// A number that readers of columns take for a fraction also where it is whole.
    static func fraction(_ value: Double) -> JSON { .raw(Array("\(value.isFinite ? value : 0)".utf8)) }
}
