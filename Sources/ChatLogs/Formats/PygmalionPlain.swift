/// The prompt format of the first Pygmalion models, as people paste it: personas, a scenario, `<START>`, dialogue.
extension LogFormat {
    static let pygmalionPlain = LogFormat(
        name: "pygmalion_plain", title: "Pygmalion prompt text",
        about: "A prompt as the first models were trained on: persona, scenario, `<START>`, dialogue.",
        recognises: { source in
            guard source.root == nil else { return false }
            var hasPersona = false
            for line in source.headLines {
                if line.text.elementsEqual(start) { return hasPersona }
                guard !hasPersona, let colon = line.text.prefix(128).firstIndex(of: 0x3A) else { continue }
                hasPersona = Preamble.personaOwner(Array(line.text[..<colon])) != nil
            }
            return false
        },
        parse: { PygmalionPlainParser.transcript(of: $0, options: $1) })

    fileprivate static let start = Array("<START>".utf8)
}

/// Reads a Pygmalion prompt. Dialogue after the last `<START>` is the chat, before it are examples.
struct PygmalionPlainParser {
    private var session: SessionDraft
    private var names: [[UInt8]: Int] = [:]
    /// Lines that begin turns, and blocks.
    private var lines = 0
    private var blocks: [[(participant: Int, text: [UInt8], line: Int)]] = []

    /// Reads a whole source.
    static func transcript(of source: LogSource, options: ReadingOptions) -> Transcript {
        let names = Set(SpeakerCensus(source.text).names.map(\.name))
        guard !names.isDisjoint(with: SpeakerGrammar.userNames) else {
            // The user goes by a name of their own: the submitter has to say which.
            return PlainTextParser.transcript(of: source, options: options)
        }
        var transcript = Transcript(options: options)
        var parser = PygmalionPlainParser(transcript.newSession())
        for line in source.lines {
            if !parser.session.fits(alternates: parser.lines) { break }
            parser.read(line.text, number: line.number)
        }
        parser.distribute()
        transcript.append(parser.session)
        return transcript
    }

    private init(_ session: SessionDraft) {
        self.session = session
        self.session.expectsGreeting = true
        let user = self.session.participant(.user, name: Array("You".utf8))
        for name in SpeakerGrammar.userNames { names[name] = user }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        if line.elementsEqual(LogFormat.start) {
            blocks.append([])
            lines += 1
        } else if blocks.isEmpty {
            readPreamble(line)
        } else if let found = SpeakerGrammar.line(line), let participant = names[found.name] {
            lines += 1
            blocks[blocks.count - 1].append((participant, found.rest, number))
        } else if let last = blocks[blocks.count - 1].indices.last {
            blocks[blocks.count - 1][last].text.append(0x0A)
            blocks[blocks.count - 1][last].text += line
        } else if let found = SpeakerGrammar.line(line) {
            // A character without a persona that opens a block.
            names[found.name] = session.participant(.character, name: found.name)
            blocks[blocks.count - 1].append((session.participants.count - 1, found.rest, number))
        }
    }

    private mutating func readPreamble(_ line: ArraySlice<UInt8>) {
        guard let colon = line.prefix(128).firstIndex(of: 0x3A) else {
            if session.scenario != nil { session.scenario? += [0x0A] + line }
            return
        }
        let label = Array(line[..<colon])
        let text = WhiteSpace.trimmed(Array(line[(colon + 1)...]))
        if label == Preamble.scenario {
            session.scenario = text
        } else if let owner = Preamble.personaOwner(label) {
            let isUser = SpeakerGrammar.userNames.contains(owner)
            let place = isUser ? 0 : session.participant(.character, name: owner)
            session.participants[place].persona = text
            names[owner] = place
            if !isUser { for name in SpeakerGrammar.modelNames { names[name] = place } }
        }
    }

    private mutating func distribute() {
        for line in blocks.last ?? [] {
            let isUser = session.participants[line.participant].kind == .user
            var turn = TurnDraft(
                participant: line.participant, role: isUser ? .user : .model, text: line.text,
                span: SourceSpan(line: line.line))
            while turn.exact.last == 0x0A { turn.exact.removeLast() }
            turn.origin = isUser ? .human : .unknown
            session.append(turn)
        }
        session.examples = blocks.dropLast().filter { !$0.isEmpty }.map { block in
            block.map { ($0.participant, $0.text) }
        }
    }
}
