import StrictJSON

/// Markup that begins or ends a turn in instruct mode.
struct InstructTag {
    /// The tag without white space around it.
    var text: [UInt8]
    /// Who speaks after it; nil after the end of a turn.
    var role: Role?

    /// The tags of a save: those of its settings, and those that the interface wrote over the years.
    static func all(_ settings: JSONValue?) -> [InstructTag] {
        var tags = known
        for (key, role) in keys {
            guard let written = settings?.bytes(key), written.count <= 64 else { continue }
            let text = WhiteSpace.trimmed(unescaped(written))
            if !text.isEmpty, !tags.contains(where: { $0.text == text }) {
                tags.append(InstructTag(text: text, role: role))
            }
        }
        // Longest first: one tag may begin with another.
        return tags.sorted { $0.text.count > $1.text.count }
    }

    /// The first of the tags that stands at an index.
    static func found(_ tags: [InstructTag], in text: [UInt8], at index: Int) -> InstructTag? {
        tags.first { text.has($0.text, at: index) }
    }

    /// Settings keep line ends as the two characters `\n`.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        rewriting(text, at: ByteSet([0x5C])) { index in
            guard index + 1 < text.count else { return nil }
            switch text[index + 1] {
            case 0x6E: return (2, [0x0A])
            case 0x74: return (2, [0x09])
            case 0x72: return (2, [])
            default: return nil
            }
        }?.text ?? text
    }

    private static let keys: [(String, Role?)] = [
        ("instruct_starttag", .user), ("instruct_endtag", .model), ("instruct_systag", .system),
        ("instruct_starttag_end", nil), ("instruct_endtag_end", nil), ("instruct_systag_end", nil),
    ]
    private static let known: [InstructTag] = [
        ("{{[INPUT]}}", Role.user), ("{{[OUTPUT]}}", .model), ("{{[SYSTEM]}}", .system), ("{{[INPUT_END]}}", nil),
        ("{{[OUTPUT_END]}}", nil), ("{{[SYSTEM_END]}}", nil), ("### Instruction:", .user), ("### Response:", .model),
    ].map { InstructTag(text: Array($0.0.utf8), role: $0.1) }
}
