import StrictJSON

/// Character.AI: the dump of the userscript, CAI Tools' dump of the same shape, and what the site itself answered.
extension LogFormat {
    /// `{info, histories: {histories: [{msgs: […]}]}}`: many conversations in one file.
    static let characterAIDump = LogFormat(
        name: "cai_dump", title: "Character.AI dump",
        about: """
            The userscript's dump and CAI Tools' dump, whole or anonymised: every conversation with one character. \
            Unselected answers are alternates of the one before.
            """,
        recognises: { $0.object?["histories"].map { $0.hasArray("histories") || $0.isArray } ?? false },
        parse: { CharacterAIParser.transcript(of: $0, options: $1) })

    /// A character's definitions, saved next to the chats.
    static let characterAIDefinitions = LogFormat(
        character: "cai_definitions", title: "Character.AI definitions",
        Reason(.definitions, "the file has a character's definitions and no conversation"),
        recognises: { source in
            guard let object = source.object, object["character"]?.isObject ?? false else { return false }
            return object.members.allSatisfy { $0.key == "character" || $0.key == "user__username" }
        },
        read: { $0.object.flatMap { CharacterCard(definitions: $0) } })

    /// Answers of the site's first interface: `{messages: [{src__name, src__is_human, text}]}`.
    static let characterAIMessages = LogFormat(
        name: "cai_messages", title: "Character.AI network data (first interface)",
        about: "What the site's first interface answered, saved by hand: one answer, a list of them, or one a line.",
        recognises: { NetworkPages.hold($0, key: "messages", isItem: isMessage) },
        parse: { source, options in
            let pages = NetworkPages(source, key: "messages", isItem: isMessage)
            return CharacterAIParser.transcript(of: pages, options: options)
        })

    /// Answers of the site's second interface: `{turns: [{author, candidates}]}`, the newest first.
    static let characterAITurns = LogFormat(
        name: "cai_chat2_turns", title: "Character.AI network data (chat2)",
        about: "What the site's second interface (chat2, “neo”) answered: newest first; candidates are alternates.",
        recognises: { NetworkPages.hold($0, key: "turns", isItem: isTurn) },
        parse: { source, options in
            CharacterAITurns.transcript(of: NetworkPages(source, key: "turns", isItem: isTurn), options: options)
        })

    private static func isMessage(_ value: JSONValue) -> Bool {
        value["text"]?.kind == .string && (value.has("src__is_human") || value.has("src__name"))
    }

    private static func isTurn(_ value: JSONValue) -> Bool { value.hasArray("candidates") && value.has("author") }
}
