import StrictJSON

/// The first line of a TavernAI or SillyTavern chat.
struct TavernHeader {
    /// The user's name, unless the writer put a placeholder there.
    var userName: [UInt8]?
    /// The character's name, unless the writer put a placeholder there.
    var characterName: [UInt8]?
    /// Members of a TavernAI room, by the index that messages give in `chid`.
    var memberNames: [[UInt8]]
    /// When the chat was begun.
    var createdAt: Timestamp?
    /// Which program wrote it, as far as the header tells.
    var variant: String
    /// The header's metadata.
    var metadata: JSONValue?
    /// TavernAI keeps notes and a scenario in the header itself.
    var notes: [UInt8]?
    var scenario: [UInt8]?

    /// Reads a header; nil when the row is a message.
    init?(_ row: JSONValue) {
        guard Self.isHeader(row) else { return nil }
        func name(_ key: String) -> [UInt8]? {
            row.nonEmpty(key).flatMap { $0 == Array("unused".utf8) ? nil : $0 }
        }
        userName = name("user_name")
        characterName = name("character_name")
        memberNames = row["character_names"]?.elements.map { $0.stringBytes ?? [] } ?? []
        createdAt = row.moment("create_date")
        metadata = row["chat_metadata"]
        notes = row.nonEmpty("notes")
        scenario = row.nonEmpty("scenario")
        variant = Self.variant(of: row)
    }

    /// The name of whoever speaks in a message without a name: in a room its `chid` says which member.
    func memberName(_ row: JSONValue) -> [UInt8]? {
        guard let index = row["chid"]?.int ?? row.label("chid").flatMap({ Int($0) }),
            memberNames.indices.contains(index)
        else { return characterName }
        return memberNames[index]
    }

    /// Whether a row is a header and not a message.
    static func isHeader(_ row: JSONValue) -> Bool {
        guard row.isObject, !row.has("mes") else { return false }
        return row.has("chat_metadata") || row.has("user_name") || row.hasArray("character_names")
    }

    private static func variant(of row: JSONValue) -> String {
        if row.hasArray("character_names") { return "tavernai-room" }
        guard let metadata = row["chat_metadata"] else { return "tavernai-v1" }
        if row.bytes("user_name") == Array("unused".utf8) || metadata.has("integrity") { return "st-2025" }
        let date = row.bytes("create_date") ?? []
        if date.contains(0x40), !date.contains(0x20) { return "st-2024" }
        return "st-2023"
    }
}
