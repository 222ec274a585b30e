import ChatLogs

extension Row {
    /// Reading of files that are made to be slow: one turn that is nothing but the beginning of something.
    static let hostile = Row(
        name: "hostile", title: "chats made to be slow to read, the slowest first",
        run: { options in
            let size = options.isSmoke ? 20_000 : 1_000_000
            let ordinary = TavernLog.bytes(.english, size: size)
            let files = HostileChat.bodies.map { ($0.name, HostileChat.bytes($0.body, size: size)) }
            let contenders = try ([("", ordinary)] + files).map { name, bytes in
                guard LogReader.read(bytes).format != nil else { throw Unrecognised(name: name) }
                return Contender(name) { _ = LogReader.read(bytes) }
            }
            let alternation = try Alternation(contenders, seconds: options.seconds)
            func speed(_ index: Int, _ bytes: [UInt8]) -> Double {
                Double(bytes.count) / 1e6 / alternation.median(index)
            }
            let lines = files.enumerated().map { index, file in
                Line(
                    work: "a turn of \(file.0)", unit: "MB/s", ours: speed(index + 1, file.1),
                    reference: "SillyTavern chat", peer: speed(0, ordinary),
                    ratio: alternation.ratio(of: index + 1, to: 0),
                    target: .figure(40))
            }
            return lines.sorted { $0.ours < $1.ours }
        })
}

/// The made-up chats must be recognised: refusals are fast.
private struct Unrecognised: Error {
    var name: String
}

/// A short SillyTavern chat whose last turn is one text again and again.
private enum HostileChat {
    /// What the turn repeats, as it stands in JSON, and what it is called.
    static let bodies: [(name: String, body: String)] =
        [
            "<", "<@", "<@1", "<|", "</", "<think>", "</think>", "{{", "{{u", "{{user}}", "[", "[N", "*", "*n", "(",
            "(ooc ", "#", "### ", "a#1", "http", "1", "1 ", "1-", "1.1.", "+1(", "-", "_", "a-a-", "sk-", "a@", "a@b.",
            "&", "sdfghjkl", "sdfghjkl ", "a", "a ", "I'm 14. ", "W-w ", "ж", "的",
        ].map { ("`\($0)`", $0) } + [
            ("straight quotes", "\\\""), ("carriage returns", "\\r"), ("line feeds", "\\n"),
            ("spaces and line feeds", " \\n"),
            ("NUL", "\\u0000"), ("characters without width", "\u{200B}"), ("hard spaces", "\u{A0}"), ("emoji", "🌙"),
            ("combining marks", "e" + String(repeating: "\u{301}", count: 30)),
            ("combining marks out of order", "e" + String(repeating: "\u{315}\u{300}", count: 15)),
            ("Hangul in parts", "\u{1100}\u{1161}"), ("names", "Marisol "), ("lines with names", "Marisol: hi\\n"),
            ("lines with macros", "{{char}}: \\n"),
        ]

    static func bytes(_ body: String, size: Int) -> [UInt8] {
        let rows = [
            #"{"user_name":"Tobias","character_name":"Marisol","create_date":"2024-07-12@01h31m37s"}"#,
            #"{"name":"Marisol","is_user":false,"mes":"Come in."}"#, #"{"name":"Tobias","is_user":true,"mes":"Hi."}"#,
            #"{"name":"Marisol","is_user":false,"mes":"\#(String(repeating: body, count: size / body.utf8.count))"}"#,
        ]
        return Array(rows.joined(separator: "\n").utf8)
    }
}
