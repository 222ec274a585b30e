/// RisuAI's text export: blocks that begin with a line `--Name`, or with a line that is only the name in the first
/// versions.
extension LogFormat {
    static let risuText = LogFormat(
        name: "risuai_txt", title: "RisuAI text export",
        about: "RisuAI's text, `--Name` above each message. Who is the user has to be told.",
        recognises: { source in
            source.root == nil && source.firstRows.isEmpty && !TavernPaste.isPasted(source)
                && RisuSpeakers(source.head, source: source) != nil
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            guard let speakers = RisuSpeakers(source.text, source: source) else { return transcript }
            var parser = RisuTextParser(transcript.newSession(), speakers: speakers, options: options)
            transcript.variant = speakers.areMarked ? "risu-marked" : "risu-2023"
            for line in source.lines {
                if parser.session.isFull { break }
                parser.read(line.text, number: line.number)
            }
            parser.finish()
            transcript.append(parser.session)
            return transcript
        })
}

/// Finds who speaks in a RisuAI text.
struct RisuSpeakers {
    /// Whether names stand behind `--`.
    private(set) var areMarked = true
    private var names: [ByteKey: Int] = [:]

    /// Most different lines that are looked at as names.
    private static let limit = 1000

    /// Looks through a text; nil when it is no RisuAI export.
    init?(_ text: [UInt8], source: LogSource) {
        var heads: [[UInt8]] = []
        var marked: [ByteKey: Int] = [:]
        var bare: [ByteKey: Int] = [:]
        var isHead = true
        for line in TextLines(text) {
            defer { isHead = line.text.isEmpty }
            guard isHead, let name = Self.name(line.text) else { continue }
            if heads.count < 2 { heads.append(name.bytes) }
            let key = ByteKey(name.bytes)
            if name.isMarked, marked.count < Self.limit { marked[key, default: 0] += 1 }
            if !name.isMarked, bare.count < Self.limit { bare[key, default: 0] += 1 }
        }
        let isMarked = marked.values.reduce(0, +) > 1
        if isMarked, Self.begins(text, with: [0x2D, 0x2D]) {
            names = marked
            return
        }
        names = bare.filter { $0.value > 1 }
        if source.stem.flatMap(RisuParser.characterName) != nil {
            // The file's name says what it is; the first two heads are the character's and the user's.
            for head in heads { names[ByteKey(head)] = 1 }
        }
        areMarked = false
        if let first = heads.first, names.count > 1, names[ByteKey(first)] != nil, Self.begins(text, with: first) {
            return
        }
        guard isMarked else { return nil }
        (names, areMarked) = (marked, true)
    }

    /// The speaker whose turn begins with a line that follows an empty one.
    func speaker(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard let name = Self.name(line), name.isMarked == areMarked, names[ByteKey(name.bytes)] != nil else {
            return nil
        }
        return name.bytes
    }

    /// The names.
    var all: Set<[UInt8]> { Set(names.keys.map(\.bytes)) }

    private static func begins(_ text: [UInt8], with head: [UInt8]) -> Bool {
        text.has(head, at: WhiteSpace.trimmedRange(of: text).lowerBound)
    }

    private static func name(_ line: ArraySlice<UInt8>) -> (bytes: [UInt8], isMarked: Bool)? {
        let isMarked = line.starts(with: [0x2D, 0x2D])
        let name = WhiteSpace.trimmed(Array(isMarked ? line.dropFirst(2).prefix(200) : line.prefix(200)))
        guard let first = name.first, let last = name.last, name.count < 200 else { return nil }
        if isMarked { return first == 0x2D ? nil : (name, true) }
        let isSentence = last == 0x2E || last == 0x2D || last == 0x3A
        return isSentence || !SpeakerGrammar.isName(name[...]) ? nil : (name, false)
    }
}

/// Reads a RisuAI text. The user's name is one like the others.
struct RisuTextParser {
    /// The session read so far.
    private(set) var session: SessionDraft
    private let speakers: RisuSpeakers
    private let roles: SpeakerRoles
    private var current: (turn: TurnDraft, text: [UInt8])?
    private var isHead = true

    /// Prepares the session.
    init(_ session: SessionDraft, speakers: RisuSpeakers, options: ReadingOptions) {
        self.session = session
        self.speakers = speakers
        roles = SpeakerRoles(names: speakers.all, options: options, trustsPlaceholders: false)
        self.session.expectsGreeting = true
        self.session.needsUserSpeaker = !roles.isKnown
    }

    /// Reads a line.
    mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        defer { isHead = line.isEmpty }
        if isHead, let name = speakers.speaker(line) {
            finish()
            let (kind, role) = roles.of(name)
            let participant = session.participant(kind, name: name)
            current = (
                TurnDraft(participant: participant, role: role, text: [], span: SourceSpan(line: number)), []
            )
        } else if current != nil {
            current?.text += line
            current?.text.append(0x0A)
        }
    }

    /// Ends the turn that is being read.
    mutating func finish() {
        guard var (turn, text) = current else { return }
        current = nil
        while text.last == 0x0A { text.removeLast() }
        turn.exact = text
        turn.origin = turn.role == .user ? .human : .unknown
        session.append(turn)
    }
}
