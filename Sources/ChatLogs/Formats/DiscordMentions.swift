/// Discord's markup for people, channels and emoji inside texts.
enum DiscordMentions {
    /// The text without ids: authors by pseudonym, others as `someone`, emoji by name. `names` are those of people
    /// whom the message mentions as `@name`.
    static func cleaned(_ text: [UInt8], _ authors: DiscordAuthors, _ names: [[UInt8]]) -> [UInt8] {
        let names = names.filter { $0.count <= 64 }.sorted { $0.count > $1.count }
        return rewriting(text, at: starts) { index in
            if text[index] == 0x40 {
                guard let name = names.first(where: { text.has($0, at: index + 1) }) else { return nil }
                return (name.count + 1, [0x40] + (authors.pseudonym(named: name) ?? someone))
            }
            let rest = text[(index + 1)...].prefix(80)
            guard let end = rest.firstIndex(where: { $0 == 0x3E || $0 == 0x3C }), text[end] == 0x3E else { return nil }
            return replacement(for: Array(text[(index + 1)..<end]), authors).map { (end + 1 - index, $0) }
        }?.text ?? text
    }

    /// What stands for the inside of `<…>`; nil when that is no markup.
    private static func replacement(for inside: [UInt8], _ authors: DiscordAuthors) -> [UInt8]? {
        let id = Array(inside.reversed().prefix { $0.isASCIIDigit }.reversed())
        guard !id.isEmpty else { return nil }
        let head = Array(inside.dropLast(id.count))
        if head == [0x40] || head == [0x40, 0x21] { return [0x40] + (authors.pseudonym(id: id) ?? someone) }
        if head == [0x40, 0x26] { return Array("@role".utf8) }
        if head == [0x23] { return Array("#channel".utf8) }
        // `:name:` or, when it moves, `a:name:`.
        let name = head.first == 0x61 ? Array(head.dropFirst()) : head
        return name.count > 2 && name.first == 0x3A && name.last == 0x3A ? name : nil
    }

    private static let starts = ByteSet([0x3C, 0x40])
    private static let someone = Array("someone".utf8)
}
