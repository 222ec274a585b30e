import StrictJSON
import Testing

/// Uploads that nothing can be made of.
enum Uploads {
    static let card = Array(
        #"{"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"Maren","description":"","first_mes":"Hello."}}"#
            .utf8)

    static let headerOnly = Array(
        #"{"user_name":"You","character_name":"Bruno","create_date":"2024-07-12@01h31m37s","chat_metadata":{}}"#.utf8)

    /// A list of messages that breaks in its fourth line.
    static let brokenJSON = Array(
        """
        [
          {"role": "user", "content": "Hello."},
          {"role": "assistant", "content": "Good evening."},
          {"role": "user", "content": "How are you?" "and": 1}
        ]
        """.utf8)

    /// Bytes that are no text, the same in each run.
    static let garbage: [UInt8] = {
        var state: UInt64 = 20230303
        return (0..<200_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }()

    /// 100 000 combining marks of two classes in turn, of which string comparison makes minutes.
    static let marks = [UInt8]((0..<50_000).flatMap { _ in [0xCC, 0x95, 0xCC, 0x80] as [UInt8] })

    static let marksInJSON = Array(#"[{"role":"user","content":"a"#.utf8) + marks + Array(#""}]"#.utf8)

    static let marksInKey = Array(#"[{"role":"user","a"#.utf8) + marks + Array(#"":1}]"#.utf8)

    static let marksInText =
        Array("Ilse: hello a".utf8) + marks + Array("\nBruno: good evening\nIlse: hi\nBruno: hi\n".utf8)

    static let deepJSON = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)

    /// Every one with a name, a name of its file and the code that it must be refused with.
    static let bad: [Bad] = [
        Bad("empty_file", [], "empty_file"),
        Bad("white_space", Array(" \r\n\t".utf8), "empty_file"),
        Bad("card", card, "not_a_chat.card", file: "maren.json"),
        Bad("header_only", headerOnly, "header_only", file: "bruno.jsonl"),
        Bad("broken_json", brokenJSON, "broken_json", file: "messages.json", line: 4),
        Bad("garbage", garbage, "undecodable_text"),
        Bad("marks_in_json", marksInJSON, "combining_marks"),
        Bad("marks_in_key", marksInKey, "combining_marks"),
        Bad("marks_in_text", marksInText, "combining_marks"),
        Bad("deep_json", deepJSON, "too_deep"),
        Bad("no_format", Array("It was a dark night. Nobody spoke.\n".utf8), "unrecognised_format"),
    ]

    struct Bad: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let code: String
        let file: String?
        let line: Int?

        init(_ name: String, _ bytes: [UInt8], _ code: String, file: String? = nil, line: Int? = nil) {
            self.name = name
            self.bytes = bytes
            self.code = code
            self.file = file
            self.line = line
        }

        var testDescription: String { name }
    }
}
