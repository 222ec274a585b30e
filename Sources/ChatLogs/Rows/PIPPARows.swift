import StrictJSON

extension RowFormat {
    /// PIPPA's rows.
    static let pippa = RowFormat(
        name: "pippa", title: "PIPPA",
        about: """
            One row for each episode, as the published set has them: the character beside the whole `conversation` of \
            `message` and `is_human`, not cut into windows.
            """,
        loses: """
            Alternates, flags, weights, the scenario, instructions; times but that of the submission, who of several \
            characters speaks; every character but the first.
            """,
        fields: [
            RowField("submission_timestamp", .int64), RowField("categories", .list(.string)),
            RowField("bot_id", .string), RowField("bot_name", .string), RowField("bot_greeting", .string),
            RowField("bot_definitions", .string), RowField("bot_description", .string),
            RowField(
                "conversation", .list(.record([RowField("message", .string), RowField("is_human", .bool)]))),
            .identifier,
        ],
        render: { dialogue, options in
            let rendering = RowRendering(dialogue, options, naming: .macros)
            guard !rendering.responses.isEmpty else { return [] }
            let bot = dialogue.participants.first { $0.kind == .character }
            let conversation = zip(rendering.turns, rendering.texts).map { turn, text in
                JSON.object([
                    ("message", .string(text.text)), ("is_human", .bool(turn.isUser)),
                ])
            }
            return [
                .object([
                    ("submission_timestamp", .int(options.submittedAt)), ("categories", []),
                    ("bot_id", .string(dialogue.characterID)), ("bot_name", .string(rendering.plain(bot?.name))),
                    ("bot_greeting", .string(rendering.greeting)),
                    ("bot_definitions", .string(rendering.definitions)),
                    ("bot_description", .string(rendering.plain(bot?.persona))),
                    ("conversation", .array(conversation)), rendering.identifier(0),
                ])
            ]
        })
}

extension RowRendering {
    fileprivate func plain(_ text: String?) -> String { text.map { names.description($0).text } ?? "" }

    fileprivate var greeting: String { plain(dialogue.lines.first { $0.isGreeting && !$0.isHidden }?.text) }

    /// The example dialogues as the site's definitions have them.
    fileprivate var definitions: String {
        dialogue.context.exampleDialogues.map { example in
            let lines = example.map { line in
                ControlTokens.broken(
                    names.speaker(line.participant) + Array(": ".utf8) + names.turn(Array(line.text.utf8))
                ).text
            }
            return lines.joined(separator: "\n") + "\nEND_OF_DIALOG"
        }.joined(separator: "\n")
    }
}
