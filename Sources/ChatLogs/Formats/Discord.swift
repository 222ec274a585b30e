import StrictJSON

/// Exports of Discord channels. Authors are people who did not agree to anything: their ids are never kept, their
/// names are only shown to the submitter, who has to say who is who.
extension LogFormat {
    /// DiscordChatExporter's JSON.
    static let discord = LogFormat(
        name: "discord_dce", title: "Discord export",
        about: """
            DiscordChatExporter's JSON. Nobody in it is a model by itself, so the authors have to be mapped; ids \
            and pictures of people are dropped, and the file's bytes are not stored.
            """,
        keepsRawBytes: false,
        recognises: { source in
            source.object.map { $0.has("guild") && $0.has("channel") && $0.hasArray("messages") } ?? false
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            guard let object = source.object, let messages = object["messages"] else { return transcript }
            transcript.variant = object["channel"]?.label("type")
            var session = transcript.newSession()
            session.exportedAt = object.moment("exportedAt")
            if session.fits(alternates: messages.count / 2) { readDiscord(messages, options: options, into: &session) }
            transcript.append(session)
            return transcript
        })

    private static func readDiscord(
        _ messages: JSONValue, options: ReadingOptions, into session: inout SessionDraft
    ) {
        let said = Array(messages.elements.enumerated()).filter { isSaid($0.element) }
        var authors = DiscordAuthors()
        let places = said.map { _, message in
            let author = message["author"]
            return authors.place(
                id: author?.bytes("id") ?? [], isBot: author?.flag("isBot") ?? false,
                names: [author?.nonEmpty("nickname"), author?.nonEmpty("name")].compactMap { $0 })
        }
        authors.decideRoles(options, in: &session)
        for ((index, message), place) in zip(said, places) {
            if session.isFull { return }
            let mentions = message["mentions"]?.elements.prefix(8).flatMap { mention in
                [mention.nonEmpty("nickname"), mention.nonEmpty("name")].compactMap { $0 }
            }
            var turn = authors.turn(
                by: place, text: DiscordMentions.cleaned(message.bytes("content") ?? [], authors, mentions ?? []),
                span: SourceSpan(path: "messages[\(index)]"), in: &session)
            turn.createdAt = message.moment("timestamp")
            turn.edited = message["timestampEdited"]?.kind == .string ? true : nil
            turn.attachments = attachments(of: message)
            session.append(turn)
        }
    }

    /// Whether somebody said it; the other kinds are joins, calls, pins and the like.
    private static func isSaid(_ message: JSONValue) -> Bool {
        guard message.isObject else { return false }
        return ["Default", "Reply", nil].contains(message.label("type"))
    }

    private static func attachments(of message: JSONValue) -> [Attachment] {
        let files = (message["attachments"]?.count ?? 0) + (message["embeds"]?.count ?? 0)
        let stickers = message["stickers"]?.count ?? 0
        return (files > 0 ? [Attachment(kind: .file)] : []) + (stickers > 0 ? [Attachment(kind: .image)] : [])
    }
}
