/// The example dialogues in one text: blocks set apart by `<START>` or `END_OF_DIALOG`, lines that begin with a macro or
/// a name.
struct ExampleDialogues {
    /// Whose the text before the first speaker of a block is.
    enum Leading { case character, description }

    /// The dialogues that have any text.
    private(set) var blocks: [[CardLine]] = []
    /// What is no dialogue, when leading text is description.
    private(set) var description: [UInt8]?
    private var block: [(isUser: Bool, text: [UInt8])] = []
    private let speakers: [(prefix: [UInt8], isUser: Bool)]
    private let leading: Leading

    /// Reads a text.
    init(_ text: [UInt8], name: String, leading: Leading) {
        self.leading = leading
        let named = name.isEmpty ? [] : [(Array(name.utf8).map(\.lowercasedASCII) + [0x3A], false)]
        speakers = Self.macros + named
        for line in TextLines(text.count > Self.mostBytes ? Array(text.prefix(Self.mostBytes)) : text) {
            read(line.text)
        }
        endBlock()
        description = description.map { WhiteSpace.trimmed($0) }
    }

    /// Reads a character's text into a session; what stands before the first line of a speaker is description.
    static func add(_ text: [UInt8]?, to session: inout SessionDraft, user: Int, character: Int) {
        guard let text else { return }
        let name = session.participants[character].name?.text ?? ""
        let blocks = ExampleDialogues(text, name: name, leading: .description).blocks
        guard session.fits(alternates: blocks.reduce(0) { $0 + $1.count }) else { return }
        session.examples += blocks.map { lines in
            lines.map { (participant: $0.isUser ? user : character, text: Array($0.text.utf8)) }
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        var line = line
        var trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
        while let mark = Self.separators.first(where: { trimmed.startsIgnoringCase(with: $0) }) {
            endBlock()
            line = trimmed.dropFirst(mark.count)
            trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
            if trimmed.isEmpty { return }
        }
        if let (isUser, rest) = speaker(of: trimmed) {
            block.append((isUser, Array(rest)))
        } else if !block.isEmpty {
            block[block.count - 1].text.append(0x0A)
            block[block.count - 1].text += line
        } else if leading == .description {
            description = (description ?? []) + line + [0x0A]
        } else if !trimmed.isEmpty {
            block.append((false, Array(trimmed)))
        }
    }

    private func speaker(of line: ArraySlice<UInt8>) -> (isUser: Bool, rest: ArraySlice<UInt8>)? {
        // Backyard writes `#{{user}}: `.
        let line = line.first == 0x23 ? line.dropFirst() : line
        for (prefix, isUser) in speakers where line.startsIgnoringCase(with: prefix) {
            return (isUser, line.dropFirst(prefix.count).drop { $0 == 0x20 })
        }
        // Character.AI numbers its imaginary users.
        guard line.startsIgnoringCase(with: Self.randomUser) else { return nil }
        let rest = line.dropFirst(Self.randomUser.count).drop(while: \.isASCIIDigit)
        return rest.starts(with: Array("}}:".utf8)) ? (true, rest.dropFirst(3).drop { $0 == 0x20 }) : nil
    }

    private mutating func endBlock() {
        let lines = block.map { CardLine(isUser: $0.isUser, text: WhiteSpace.trimmed($0.text).text) }
        if lines.contains(where: { !$0.text.isEmpty }) { blocks.append(lines.filter { !$0.text.isEmpty }) }
        block = []
    }

    /// How much of a text is read; a line costs more memory than it has bytes.
    private static let mostBytes = 1 << 20
    private static let separators = ["<start>", "end_of_dialog"].map { Array($0.utf8) }
    private static let randomUser = Array("{{random_user_".utf8)
    private static let macros = [
        ("{{user}}:", true), ("<user>:", true), ("you:", true), ("{{char}}:", false), ("<bot>:", false),
        ("{{bot}}:", false), ("<char>:", false),
    ].map { (prefix: Array($0.0.utf8), isUser: $0.1) }
}

extension ArraySlice<UInt8> {
    /// Whether the slice begins with `lowercased`, which is in lower case, in any case of ASCII letters.
    func startsIgnoringCase(with lowercased: [UInt8]) -> Bool {
        count >= lowercased.count && zip(self, lowercased).allSatisfy { $0.lowercasedASCII == $1 }
    }
}
