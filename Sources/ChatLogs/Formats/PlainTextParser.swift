/// Reads lines `Name: text` into sessions.
struct PlainTextParser {
    private var transcript: Transcript
    private var session: SessionDraft
    private let speakers: Set<ByteKey>
    private let roles: SpeakerRoles
    private var current: (turn: TurnDraft, text: [UInt8])?
    private var preamble: [UInt8] = []

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions) -> Transcript {
        let census = SpeakerCensus(source.text)
        let transcript = Transcript(options: options)
        var parser = PlainTextParser(
            transcript: transcript, session: transcript.newSession(), speakers: census.speakers,
            roles: SpeakerRoles(
                names: Set(census.names.map(\.name)), options: options, trustsPlaceholders: census.isCertain))
        for line in source.lines {
            if parser.transcript.isFull || parser.session.isFull { break }
            parser.read(line.text, number: line.number)
        }
        parser.endSession()
        return parser.transcript
    }

    private init(transcript: Transcript, session: SessionDraft, speakers: Set<ByteKey>, roles: SpeakerRoles) {
        self.transcript = transcript
        self.session = session
        self.speakers = speakers
        self.roles = roles
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        if Self.isSeparator(line) {
            endSession()
        } else if let found = SpeakerGrammar.line(line), speakers.contains(ByteKey(found.name)) {
            endTurn()
            let (kind, role) = roles.of(found.name)
            let participant = session.participant(kind, name: found.name)
            var turn = TurnDraft(participant: participant, role: role, text: [], span: SourceSpan(line: number))
            turn.createdAt = found.time.flatMap { Timestamp(text: $0) }
            current = (turn, found.rest)
        } else if current != nil {
            current?.text.append(0x0A)
            current?.text += line
        } else if !line.isEmpty {
            preamble += line
            preamble.append(0x0A)
        }
    }

    private mutating func endTurn() {
        guard var (turn, text) = current else { return }
        current = nil
        // The blank lines that set turns apart belong to none of them.
        while text.last == 0x0A || text.last == 0x0D { text.removeLast() }
        turn.exact = text
        turn.origin = turn.role == .user ? .human : .unknown
        session.append(turn)
    }

    private mutating func endSession() {
        endTurn()
        guard !session.turns.isEmpty || session.isFull else { return }
        session.needsUserSpeaker = !roles.isKnown
        let scene = WhiteSpace.trimmed(preamble)
        if !scene.isEmpty { session.scenario = scene }
        preamble = []
        transcript.append(session)
        session = transcript.newSession()
    }

    /// `<START>`, or a rule of at least three dashes, asterisks, equals signs or underscores.
    private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        if line.elementsEqual(start) { return true }
        let marks = line.filter { $0 != 0x20 }
        return marks.count >= 3 && rules.contains(first) && marks.allSatisfy { $0 == first }
    }

    private static let start = Array("<START>".utf8)
    private static let rules = ByteSet(Array("-*=_".utf8))
}
