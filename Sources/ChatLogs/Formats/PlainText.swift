/// Pasted text with lines `Name: text`, and what is left when nothing else fits.
extension LogFormat {
    /// Text in which at least two names begin lines.
    static let plainText = LogFormat(
        name: "plain_name_text", title: "text with names",
        about: """
            Anything written as `Name: text`, with times before the names or Markdown around them, and messages copied \
            from SillyTavern's page; `***`, `---` and `<START>` part conversations. Who is the user has to be told \
            unless a name says so.
            """,
        recognises: { source in
            source.root == nil
                && (SpeakerCensus(source.head).isConversation || TavernPaste.isPasted(source))
        },
        parse: { PlainTextParser.transcript(of: TavernPaste.rewritten($0), options: $1) })
}

/// Counts who may be speaking in a text.
struct SpeakerCensus {
    /// Names in order of first appearance with the number of lines they begin.
    private(set) var names: [(name: [UInt8], lines: Int, areHeadings: Bool)] = []
    private var places: [ByteKey: Int] = [:]
    private var candidateLines = 0
    private var textLines = 0

    /// Most different names that are counted; a text with more is no conversation.
    private static let limit = 1000

    /// Most lines that are counted; who speaks in a chat is seen long before.
    private static let lineLimit = 200_000

    /// Counts a text's names.
    init(_ text: [UInt8]) {
        for line in TextLines(text).prefix(Self.lineLimit) where !line.text.isEmpty {
            textLines += 1
            guard let found = SpeakerGrammar.line(line.text), !Preamble.isHeader(found.name) else { continue }
            candidateLines += 1
            if let place = places[ByteKey(found.name)] {
                names[place].lines += 1
                if !found.isHeading { names[place].areHeadings = false }
            } else if names.count < Self.limit {
                places[ByteKey(found.name)] = names.count
                names.append((found.name, 1, found.isHeading))
            }
        }
        leaveOutTitles()
    }

    /// A heading that stands once is a title, where names begin lines in another way.
    private mutating func leaveOutTitles() {
        guard names.count(where: { !$0.areHeadings }) > 1 else { return }
        let all = names.count
        names.removeAll { $0.areHeadings && $0.lines == 1 && !Self.isPlaceholder($0.name) }
        candidateLines -= all - names.count
    }

    /// Whether this may be a conversation at all: two names, and not merely two colons in a lot of prose.
    var isConversation: Bool { names.count >= 2 && names.count < Self.limit && candidateLines * 20 >= textLines }

    /// Whether this is a conversation rather than prose with two colons: the names are certain, or begin half the lines.
    var isDialogue: Bool { isConversation && (isCertain || candidateLines * 2 >= textLines) }

    /// Whether the names are certain: two of them that repeat or are placeholders, the two most frequent in at least
    /// four of five candidate lines; or a placeholder and one other name.
    var isCertain: Bool {
        if names.count == 2, names.contains(where: { Self.isPlaceholder($0.name) }) { return true }
        let accepted = names.filter { $0.lines >= 2 || Self.isPlaceholder($0.name) }
        let top = names.map(\.lines).sorted(by: >).prefix(2).reduce(0, +)
        return accepted.count >= 2 && top * 5 >= candidateLines * 4
    }

    /// The names that begin turns: the accepted ones when certain, all of them when the submitter has to decide.
    var speakers: Set<ByteKey> {
        guard isCertain, names.count > 2 else { return Set(names.map { ByteKey($0.name) }) }
        return Set(names.lazy.filter { $0.lines >= 2 || Self.isPlaceholder($0.name) }.map { ByteKey($0.name) })
    }

    private static func isPlaceholder(_ name: [UInt8]) -> Bool {
        SpeakerGrammar.userNames.contains(name) || SpeakerGrammar.modelNames.contains(name)
    }
}

/// Text before the first turn: personas and a scenario.
enum Preamble {
    /// Whether a name begins a line of description and no turn.
    static func isHeader(_ name: [UInt8]) -> Bool {
        name == scenario || personaOwner(name) != nil || labels.contains(name.map(\.lowercasedASCII))
    }

    /// Whose persona a line with this name describes; nil for other lines.
    static func personaOwner(_ name: [UInt8]) -> [UInt8]? {
        for suffix in suffixes where name.count > suffix.count && name.has(suffix, at: name.count - suffix.count) {
            return Array(name[..<(name.count - suffix.count)])
        }
        return nil
    }

    /// The name of the line that sets the scene.
    static let scenario = Array("Scenario".utf8)
    private static let suffixes = ["'s Persona", "’s Persona"].map { Array($0.utf8) }
    private static let labels = Set(["personality", "description", "persona", "setting"].map { Array($0.utf8) })
}
