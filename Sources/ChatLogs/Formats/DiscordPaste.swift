/// Messages copied from Discord's window: `Ilse — Today at 5:20 PM` above each, in older versions without the dash,
/// and for bots with a badge, each on a line of its own.
struct DiscordPaste {
    /// One message.
    struct Message {
        var author: [UInt8]
        var isBot: Bool
        var time: [UInt8]
        var text: [UInt8] = []
        var line: Int
    }

    /// The messages in order.
    private(set) var messages: [Message] = []
    /// The last lines before the first message, which may name its author.
    private var lead: [UInt8] = []

    /// Reads all lines.
    init(_ lines: TextLines) {
        for line in lines { read(line.text, number: line.number) }
    }

    /// Whether the lines are such a paste: two messages begin in them.
    static func isPasted(_ lines: TextLines) -> Bool {
        var headers = 0
        for line in lines where header(line.text) != nil {
            headers += 1
            if headers == 2 { return true }
        }
        return false
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        if let (name, time) = Self.header(line) {
            let (author, isBot) = withoutBadge(name.isEmpty ? takeLine() : name)
            messages.append(Message(author: author, isBot: isBot, time: time, line: number))
            return
        }
        var line = line
        // The time of a message that follows another of the same author.
        if line.first == 0x5B, let end = line.prefix(12).firstIndex(of: 0x5D),
            Self.isTime(line[(line.startIndex + 1)..<end])
        {
            line = line[(end + 1)...]
        }
        if line.reversed().starts(with: Self.edited.reversed()) { line = line.dropLast(Self.edited.count) }
        if let last = messages.indices.last {
            messages[last].text += line + [0x0A]
        } else {
            lead = lead.suffix(256) + line + [0x0A]
        }
    }

    /// A name without the badge that stands behind it, or on the line below it.
    private mutating func withoutBadge(_ name: [UInt8]) -> (author: [UInt8], isBot: Bool) {
        guard let badge = Self.badges.first(where: { name.suffix($0.count) == $0[...] }) else { return (name, false) }
        let author = WhiteSpace.trimmed(Array(name.dropLast(badge.count)))
        return (author.isEmpty ? takeLine() : author, true)
    }

    /// Takes the last line that is not blank away from the text before: it belongs to the next message.
    private mutating func takeLine() -> [UInt8] {
        var text = messages.last?.text ?? lead
        while let last = text.last, last == 0x0A || last == 0x20 { text.removeLast() }
        let start = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = WhiteSpace.trimmed(Array(text[start...]))
        text.removeSubrange(start...)
        if let last = messages.indices.last { messages[last].text = text } else { lead = text }
        return line
    }

    /// The line above a message; the name is empty where it stands on a line before.
    private static func header(_ line: ArraySlice<UInt8>) -> (name: [UInt8], time: [UInt8])? {
        guard 4...120 ~= line.count else { return nil }
        let line = Array(line)
        for mark in marks {
            guard let found = line.firstIndex(of: mark) else { continue }
            let isDash = mark == dash
            let time = WhiteSpace.trimmed(Array(line[(isDash ? found + mark.count : found)...]))
            let name = WhiteSpace.trimmed(Array(line[..<found]))
            guard name.count <= 64, isDash || !name.isEmpty, isTime(time[...]) else { continue }
            return (name, time)
        }
        return nil
    }

    /// `Today at 5:20 PM`, `05/14/2023 5:20 PM`, `17:20`.
    private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
        var text = text
        for day in days where text.starts(with: day) { text = text.dropFirst(day.count) }
        return text.count <= 24 && text.contains(0x3A) && text.contains(where: \.isASCIIDigit)
            && text.allSatisfy { $0.isASCIIDigit || timeBytes.contains($0) }
    }

    private static let dash = Array("—".utf8)
    private static let days = ["Today at ", "Yesterday at "].map { Array($0.utf8) }
    private static let marks = [dash] + days
    private static let badges = ["APP", "BOT"].map { Array($0.utf8) }
    private static let edited = Array(" (edited)".utf8)
    private static let timeBytes = ByteSet(Array("/.:, -AMP\u{202F}".utf8))
}
