import StrictJSON

/// Backyard, once Faraday: chats alone, inside a character's card, and as a scenario of an archive.
extension LogFormat {
    /// `{chat: {ChatItems: [{input, output}]}}`, `{character: {Chat: [{ChatItems}]}}`, or
    /// `{schemaVersion, messages: [{type: "human", text}, {type: "ai", outputs}]}`.
    static let backyard = LogFormat(
        name: "backyard", title: "Backyard chat",
        about: """
            Backyard AI and Faraday: the chat's JSON, cards with chats inside, and scenarios of archives. \
            Regenerated answers are alternates.
            """,
        recognises: { source in
            guard let object = source.object else { return false }
            return object["chat"]?.has("ChatItems") ?? false || isCard(object) || isScenario(object)
        },
        parse: parseBackyard)

    private static func parseBackyard(_ source: LogSource, options: ReadingOptions) -> Transcript {
        var transcript = Transcript(options: options)
        guard let object = source.object else { return transcript }
        if isCard(object) {
            transcript.variant = "faraday-card"
            read(object["character"], into: &transcript)
            return transcript
        }
        var parser = BackyardParser(transcript.newSession(), besides: object)
        if isScenario(object) {
            transcript.variant = "byaf"
            parser.readMessages(of: object)
        } else {
            parser.describe(object)
            if let chat = object["chat"] { parser.readItems(of: chat, path: "chat") }
        }
        transcript.append(parser.session)
        return transcript
    }

    private static func read(_ card: JSONValue?, into transcript: inout Transcript) {
        let chats = card?["Chat"].map { Array($0.elements) } ?? []
        for (index, chat) in chats.enumerated() where (chat["ChatItems"]?.count ?? 0) > 0 {
            if transcript.isFull { break }
            var parser = BackyardParser(transcript.newSession(), card: card)
            parser.readItems(of: chat, path: "character.Chat[\(index)]")
            transcript.append(parser.session)
        }
        if transcript.sessions.isEmpty, !transcript.isFull {
            transcript.refusal = [Reason(.card, "the file describes a character and has no conversation")]
        }
    }

    private static func isCard(_ object: JSONValue) -> Bool {
        guard let card = object["character"] else { return false }
        return card.hasArray("Chat") || card.has("aiName") && card.has("aiPersona")
    }

    private static func isScenario(_ object: JSONValue) -> Bool {
        object.has("schemaVersion") && ["human", "ai"].contains(object["messages"]?[0]?.label("type"))
    }
}
