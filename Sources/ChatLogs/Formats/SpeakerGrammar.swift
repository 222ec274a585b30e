/// The grammar of `Name: text` lines: an optional time, optional Markdown, a name, a colon.
enum SpeakerGrammar {
    /// A line that may begin a turn.
    struct Line {
        /// The name, without marks.
        var name: [UInt8]
        /// What follows the colon.
        var rest: [UInt8]
        /// The time before the name, as it stands there.
        var time: [UInt8]?
        /// Whether the line is a Markdown heading without a colon.
        var isHeading = false
    }

    /// Names that can only be the user.
    static let userNames = names("You", "Me", "User", "Anon", "Anonymous", "Human", "{{user}}", "<USER>")
    /// Names that can only be the model's side.
    static let modelNames = names("{{char}}", "<BOT>", "Bot", "Assistant", "AI", "ChatGPT")
    /// Names of nobody in particular.
    static let narratorNames = names("Narrator", "Narration")

    /// Reads a line; nil when it cannot begin a turn.
    static func line(_ text: ArraySlice<UInt8>) -> Line? {
        var index = text.startIndex
        skipSpaces(text, &index)
        let time = takeTime(text, &index)
        let marks = takeMarks(text, &index)
        if let line = bracketed(text[index...], time) { return line }
        let head = text[index...].prefix(124)
        guard let colon = head.firstIndex(where: { $0 == 0x3A }) else {
            return marks.isHeading ? heading(head, time) : nil
        }
        var rest = colon + 1
        var nameEnd = colon
        while nameEnd > index, text[nameEnd - 1] == 0x2A || text[nameEnd - 1] == 0x20 { nameEnd -= 1 }
        if marks.isBold, text[rest...].starts(with: [0x2A, 0x2A]) { rest += 2 }
        guard rest == text.endIndex || text[rest] == 0x20 || text[rest] == 0x09 else { return nil }
        guard isName(text[index..<nameEnd]) else { return nil }
        skipSpaces(text, &rest)
        // What a screen reader says in ChatGPT's page, and copying it too: `You said:`.
        let name = Array(text[index..<nameEnd])
        return Line(name: said[name] ?? name, rest: Array(text[rest...]), time: time)
    }

    /// `<Name> text`, as chat networks write it. In lower case it may be a tag, unless a time stands before it.
    private static func bracketed(_ text: ArraySlice<UInt8>, _ time: [UInt8]?) -> Line? {
        guard text.first == 0x3C, let end = text.prefix(44).firstIndex(of: 0x3E), end + 1 < text.endIndex,
            text[end + 1] == 0x20
        else { return nil }
        // Operators and the voiced have a sign before the name.
        let name = text[(text.startIndex + 1)..<end].drop { $0 == 0x40 || $0 == 0x2B }
        guard isName(name), time != nil || !(0x61...0x7A ~= name[name.startIndex]), !tags.contains(Array(name)) else {
            return nil
        }
        return Line(name: Array(name), rest: Array(text[(end + 2)...]), time: time)
    }

    /// A Markdown heading that is only a name.
    private static func heading(_ head: ArraySlice<UInt8>, _ time: [UInt8]?) -> Line? {
        let name = WhiteSpace.trimmed(Array(head))
        return isName(name[...]) ? Line(name: name, rest: [], time: time, isHeading: true) : nil
    }

    /// Whether something can be a name: 1 to 40 characters, at most four words, beginning with a capital, a letter of
    /// a script without capitals, or being a placeholder.
    static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        let copy = Array(name)
        if userNames.contains(copy) || modelNames.contains(copy) { return true }
        guard first >= 0x80 || first.isASCIILetter else { return false }
        let scalars = name.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        let words = name.split(separator: 0x20)
        guard scalars <= 40, words.count <= 4, !name.contains(where: { forbidden.contains($0) }) else { return false }
        // A single word may be in lower case ("sam: hi"); several are prose unless the first has a capital.
        return words.count == 1 || !(0x61...0x7A ~= first)
    }

    /// `[10:02] `, `10:02 - `, `[2023-05-14 10:02:11] `.
    private static func takeTime(_ text: ArraySlice<UInt8>, _ index: inout Int) -> [UInt8]? {
        guard index < text.endIndex else { return nil }
        var end = index
        var start = index
        if text[index] == 0x5B {
            guard let close = text[index...].prefix(40).firstIndex(of: 0x5D) else { return nil }
            (start, end) = (index + 1, close)
            guard text[start..<end].contains(where: \.isASCIIDigit) else { return nil }
            index = close + 1
        } else {
            guard text[index].isASCIIDigit else { return nil }
            let head = text[index...].prefix(32)
            // `12/05/2023, 10:02 PM - `, as messengers write it, or only `10:02 `.
            let dash = head.firstIndex { !$0.isASCIIDigit && !dateBytes.contains($0) } ?? head.endIndex
            let dated = head[..<dash].lastIndex { $0 == 0x2D }.flatMap { $0 > index && text[$0 - 1] == 0x20 ? $0 : nil }
            end = dated.map { $0 - 1 } ?? head.firstIndex { !$0.isASCIIDigit && $0 != 0x3A } ?? head.endIndex
            guard end > index + 3, text[index..<end].contains(0x3A) else { return nil }
            index = end
        }
        while index < text.endIndex, text[index] == 0x20 || text[index] == 0x2D { index += 1 }
        return Array(text[start..<end])
    }

    private static func takeMarks(
        _ text: ArraySlice<UInt8>, _ index: inout Int
    ) -> (isBold: Bool, isHeading: Bool) {
        var isHeading = false
        while index < text.endIndex, text[index] == 0x23 {
            isHeading = true
            index += 1
        }
        if isHeading { skipSpaces(text, &index) }
        let isBold = text[index...].starts(with: [0x2A, 0x2A])
        if isBold { index += 2 }
        return (isBold, isHeading)
    }

    private static func skipSpaces(_ text: ArraySlice<UInt8>, _ index: inout Int) {
        while index < text.endIndex, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    }

    private static func names(_ list: String...) -> Set<[UInt8]> { Set(list.map { Array($0.utf8) }) }

    private static let tags = names("START", "USER", "BOT")
    private static let said = Dictionary(
        uniqueKeysWithValues: ["You", "ChatGPT"].map { (Array("\($0) said".utf8), Array($0.utf8)) })
    private static let dateBytes = ByteSet(Array(":/., -AMPamp".utf8))
    private static let forbidden = ByteSet(Array("\"*()[]<>{}/\\?!,;=|`#@&%+".utf8))
}
