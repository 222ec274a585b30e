import StrictJSON

/// TavernAI and SillyTavern chats: JSON Lines, a header (if any) and one message per line.
extension LogFormat {
    /// A chat with one character, with or without header.
    static let tavern = LogFormat(
        name: "tavern_jsonl", title: "SillyTavern or TavernAI chat",
        about: """
            SillyTavern of every year and TavernAI 1.x, `.jsonl`. Swipes and alternate greetings are alternates; \
            hidden and system messages stay, marked; reasoning is kept beside the text. Broken lines are named and \
            left out.
            """,
        recognises: { source in source.firstRows.contains(where: isTavernMessage) || hasHeader(source) },
        parse: { TavernParser.transcript(of: $0, options: $1) })

    /// A SillyTavern group chat.
    static let tavernGroup = LogFormat(
        name: "st_group_jsonl", title: "SillyTavern group chat",
        about: "SillyTavern's group chats, with and without a header: every member is a character with a greeting.",
        recognises: { source in
            let messages = source.firstRows.filter(isTavernMessage)
            let avatars = Set(messages.filter { $0.flag("is_user") != true }.compactMap { $0.bytes("original_avatar") })
            return avatars.count > 1
                || messages.contains { $0.flag("is_group") == true || $0["extra"]?.label("type") == "group" }
        },
        parse: { TavernParser.transcript(of: $0, options: $1, variant: "st-group") })

    /// A TavernAI chat with several characters.
    static let tavernRoom = LogFormat(
        name: "tavernai_room", title: "TavernAI room",
        about: "TavernAI's rooms: several characters by number.",
        recognises: { source in
            source.firstRows.first.map { TavernHeader.isHeader($0) && $0.hasArray("character_names") } ?? false
        },
        parse: { TavernParser.transcript(of: $0, options: $1) })

    /// The same lines as Chub writes them, with texts one level deeper.
    static let chub = LogFormat(
        name: "chub_jsonl", title: "Chub chat",
        about: "Chub's export: SillyTavern's lines with a message inside each.",
        recognises: { source in source.firstRows.contains { $0["mes"]?.has("message") ?? false } },
        parse: { TavernParser.transcript(of: $0, options: $1, variant: "chub") })

    /// Only the header of a chat.
    static let tavernHeaderOnly = LogFormat(
        refused: "tavern_header", title: "SillyTavern chat without messages",
        Reason(.headerOnly, "the chat has a header but no messages"),
        recognises: { source in
            guard let object = source.object else { return false }
            return !object.has("mes") && !object.has("messages")
                && (object.has("chat_metadata") && !object.has("members")
                    || object.has("user_name") && (object.has("character_name") || object.has("character_names")))
        })

    private static func isTavernMessage(_ row: JSONValue) -> Bool {
        guard row.isObject, let text = row["mes"] ?? row["swipe_array"]?[0],
            row["name"]?.kind == .string || row.has("is_user")
        else {
            return false
        }
        return text.kind == .string || text.has("message")
    }

    private static func hasHeader(_ source: LogSource) -> Bool {
        source.root == nil && (source.firstRows.first.map(TavernHeader.isHeader) ?? false)
    }
}
