/// Example dialogues as characters hold them: blocks that `<START>` or `END_OF_DIALOG` sets apart, lines `Name: text`.
struct ExampleDialogues {
    private let user: Int
    private let character: Int
    private let characterName: [UInt8]?
    private var blocks: [[(participant: Int, text: [UInt8])]] = [[]]
    private var lines = 0

    /// Reads a character's text into the session; what stands before the first line of a speaker is description.
    static func add(_ text: [UInt8]?, to session: inout SessionDraft, user: Int, character: Int) {
        guard let text else { return }
        var examples = ExampleDialogues(
            user: user, character: character, characterName: session.participants[character].name)
        for line in TextLines(text) {
            if !session.fits(alternates: examples.lines) { return }
            examples.read(line.text)
        }
        session.examples += examples.blocks.filter { !$0.isEmpty }
    }

    private init(user: Int, character: Int, characterName: [UInt8]?) {
        self.user = user
        self.character = character
        self.characterName = characterName
    }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        let line = WhiteSpace.trimmed(Array(line))
        lines += 1
        if Self.marks.contains(line) {
            blocks.append([])
        } else if let (participant, text) = speaker(of: line) {
            blocks[blocks.count - 1].append((participant, text))
        } else if let last = blocks[blocks.count - 1].indices.last, !line.isEmpty {
            blocks[blocks.count - 1][last].text += [0x0A] + line
        }
    }

    private func speaker(of line: [UInt8]) -> (participant: Int, text: [UInt8])? {
        guard let colon = line.prefix(80).firstIndex(of: 0x3A) else { return nil }
        // Backyard writes `#{user}: `.
        let name = WhiteSpace.trimmed(Array(line[..<colon].drop { $0 == 0x23 }))
        let text = WhiteSpace.trimmed(Array(line[(colon + 1)...]))
        // Characters are taught with several users, `{{random_user_1}}` and so on.
        if SpeakerGrammar.userNames.contains(name) || name.hasIgnoringCase(Self.randomUser, at: 0) {
            return (user, text)
        }
        return SpeakerGrammar.modelNames.contains(name) || name == characterName ? (character, text) : nil
    }

    private static let randomUser = Array("{{random_user_".utf8)
    private static let marks = Set(["<START>", "<start>", "END_OF_DIALOG"].map { Array($0.utf8) })
}
