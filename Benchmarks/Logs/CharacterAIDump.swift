import StrictJSON

/// A Character.AI dump in the shape in which the userscript wrote them: many conversations, much about who speaks.
struct CharacterAIDump {
    private var writer: ChatWriter
    private var messages = 0

    /// A dump of at least so many bytes.
    static func bytes(_ book: Phrasebook, size: Int) -> [UInt8] {
        var dump = CharacterAIDump(writer: ChatWriter(book, seed: 7, user: "[NAME_IN_MESSAGE_REDACTED]"))
        var histories: [JSON] = []
        var written = 0
        while written < size {
            let history = dump.history(number: histories.count).bytes()
            written += history.count
            histories.append(.raw(history))
        }
        let character = JSON.object([
            ("external_id", .string("pQ3xYk0mBench")), ("title", .string("Keeper of the lantern house")),
            ("name", .string(book.character)), ("visibility", .string("PUBLIC")), ("copyable", .bool(false)),
            ("greeting", .string("*waves* Come in.")), ("description", .string("She keeps the lanterns lit.")),
            ("identifier", .string("id:0")), ("avatar_file_name", .string("uploaded/lantern.webp")),
            ("user__username", .string("[BOT_CREATOR_NAME_REDACTED]")),
            ("participant__name", .string(book.character)),
        ])
        return JSON.object([
            ("info", .object([("character", character)])),
            ("histories", .object([("histories", .array(histories))])),
        ]).bytes()
    }

    private init(writer: ChatWriter) {
        self.writer = writer
    }

    private mutating func history(number: Int) -> JSON {
        var rows = [message(isHuman: false, isAlternative: false)]
        for _ in 0..<Int.random(in: 8...40, using: &writer.random) {
            rows.append(message(isHuman: true, isAlternative: false))
            rows.append(message(isHuman: false, isAlternative: false))
            while writer.random.chance(35) { rows.append(message(isHuman: false, isAlternative: true)) }
        }
        return .object([
            ("external_id", .string("history-\(number)")), ("created", .string("2022-12-20T10:00:00.000001Z")),
            ("last_interaction", .string("2022-12-21T09:30:00.000001Z")), ("msgs", .array(rows)),
        ])
    }

    private mutating func message(isHuman: Bool, isAlternative: Bool) -> JSON {
        messages += 1
        let text = isHuman ? writer.userText() : writer.modelText()
        let image = JSON.string("")
        return .object([
            ("deleted", .null), ("id", .int(4_000_000_000 + messages)), ("image_prompt_text", image),
            ("image_rel_path", image), ("is_alternative", .bool(isAlternative)),
            ("responsible_user__username", .null), ("src", person(isHuman: isHuman)),
            ("src__character__avatar_file_name", .string("uploaded/lantern.webp")), ("text", .string(text)),
            ("tgt", person(isHuman: !isHuman)),
            ("display_name", .string(isHuman ? "[DISPLAY_NAME_REDACTED]" : writer.book.character)),
            ("created", .string("2022-12-20T10:\(10 + messages % 50):\(10 + messages % 49).123456Z")),
        ])
    }

    private func person(isHuman: Bool) -> JSON {
        let name = writer.book.character
        let account = JSON.object([
            ("name", .string(isHuman ? "[ACCOUNT_NAME_REDACTED]" : name)), ("avatar_type", .string("UPLOADED")),
            ("onboarding_complete", .bool(true)), ("avatar_file_name", .string(isHuman ? "[REDACTED]" : "")),
        ])
        let user = JSON.object([
            ("username", .string(isHuman ? "[USERNAME_REDACTED]" : name)),
            ("first_name", .string(isHuman ? "[FIRST_NAME_REDACTED]" : name)), ("account", account),
            ("id", .int(isHuman ? 0 : 77)), ("name", .string(isHuman ? "[NAME_REDACTED]" : name)),
        ])
        return .object([
            ("is_human", .bool(isHuman)), ("name", .string(isHuman ? "[NAME_REDACTED]" : name)), ("user", user),
        ])
    }
}
