import StrictJSON

/// A SillyTavern chat: a header and a message per line, most answers with swipes.
struct TavernLog {
    private var writer: ChatWriter

    /// A chat of at least so many bytes.
    static func bytes(_ book: Phrasebook, size: Int) -> [UInt8] {
        var log = TavernLog(writer: ChatWriter(book, seed: 11))
        let metadata = JSON.object([("note_prompt", .string("")), ("note_depth", .int(4)), ("tainted", .bool(true))])
        var lines = JSON.object([
            ("user_name", .string(book.user)), ("character_name", .string(book.character)),
            ("create_date", .string("2024-07-12@01h31m37s")), ("chat_metadata", metadata),
        ]).bytes()
        var count = 0
        while lines.count < size {
            lines.append(0x0A)
            log.message(isUser: count % 2 == 1, number: count).append(to: &lines)
            count += 1
        }
        return lines
    }

    private init(writer: ChatWriter) {
        self.writer = writer
    }

    private mutating func message(isUser: Bool, number: Int) -> JSON {
        let date = JSON.string("July \(1 + number / 300 % 30), 2024 \(1 + number / 25 % 12):\(10 + number % 50)pm")
        let text = JSON.string(isUser ? writer.userText() : writer.modelText())
        var members: [JSON.Member] = [
            ("name", .string(isUser ? writer.book.user : writer.book.character)), ("is_user", .bool(isUser)),
            ("is_system", .bool(false)), ("send_date", date), ("mes", text),
        ]
        guard !isUser else {
            members.append(("extra", .object([])))
            return .object(members)
        }
        let extra = JSON.object([
            ("api", .string("koboldcpp")), ("model", .string("lantern-6b.q5_k_m")),
            ("gen_id", .int(170_000 + number)),
        ])
        members += [("extra", extra), ("force_avatar", .string("/thumbnail?type=avatar&file=lantern.png"))]
        return .object(members + swipes(of: text, date: date, extra: extra))
    }

    private mutating func swipes(of text: JSON, date: JSON, extra: JSON) -> [JSON.Member] {
        var swipes = [text]
        while writer.random.chance(40) { swipes.append(.string(writer.modelText())) }
        let info = JSON.object([
            ("send_date", date), ("gen_started", .string("2024-07-12T05:31:37.120Z")),
            ("gen_finished", .string("2024-07-12T05:31:49.007Z")), ("extra", extra),
        ])
        return [
            ("swipe_id", .int(0)), ("swipes", .array(swipes)),
            ("swipe_info", .array(Array(repeating: info, count: swipes.count))),
            ("gen_started", .string("2024-07-12T05:31:37.120Z")),
            ("gen_finished", .string("2024-07-12T05:31:49.007Z")),
        ]
    }
}
