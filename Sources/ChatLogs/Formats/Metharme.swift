import StrictJSON

/// Metharme: turns marked by `<|system|>`, `<|user|>` and `<|model|>`, as rows of prompt and generation or as text.
extension LogFormat {
    /// One JSON value: a row or an array of rows.
    static let metharme = LogFormat(
        name: "metharme", title: "Metharme rows",
        about: "Rows of `prompt` and `generation` with `<|system|>`, `<|user|>`, `<|model|>`.",
        recognises: { ($0.object ?? $0.firstElement).map(isMetharme) ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readElements(of: source) { transcript, path, row in
                transcript.append(metharme: row, span: SourceSpan(path: path + "prompt"))
            }
            return transcript
        })

    /// One row per line.
    static let metharmeLines = LogFormat(
        name: "metharme_l", title: "Metharme rows (JSON Lines)",
        about: "The same, one a line.",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isMetharme) },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { transcript, line, row in
                transcript.append(metharme: row, span: SourceSpan(line: line, path: "prompt"))
            }
            return transcript
        })

    /// Prompts as text; a system turn begins a new one.
    static let metharmeText = LogFormat(
        name: "metharme_text", title: "Metharme text",
        about: "One such prompt as text.",
        recognises: { source in
            guard source.root == nil, source.firstRows.isEmpty else { return false }
            let start = WhiteSpace.trimmedRange(of: source.head).lowerBound
            return MetharmeTag.found(in: source.text, at: start) != nil
                && source.text.firstIndex(of: MetharmeTag.model.text) != nil
        },
        parse: { source, options in
            var transcript = Transcript(options: options)
            var session = transcript.newSession()
            for part in MetharmeTag.parts(of: source.text, atMost: session.room) {
                if session.isFull || transcript.isFull { break }
                if part.role == .system, !session.turns.isEmpty {
                    transcript.append(session)
                    session = transcript.newSession()
                }
                session.append(metharme: part, span: SourceSpan(path: "bytes[\(part.start)]"))
            }
            if !session.turns.isEmpty || session.isFull { transcript.append(session) }
            return transcript
        })

    private static func isMetharme(_ row: JSONValue) -> Bool {
        row["prompt"]?.kind == .string && row["generation"]?.kind == .string
    }
}

/// A mark before a turn.
struct MetharmeTag {
    /// What stands between two marks.
    struct Part {
        var role: Role
        var text: [UInt8]
        /// Offset of the mark.
        var start: Int
    }

    let text: [UInt8]
    let role: Role

    static let model = MetharmeTag(text: Array("<|model|>".utf8), role: .model)
    private static let all = [
        MetharmeTag(text: Array("<|system|>".utf8), role: .system),
        MetharmeTag(text: Array("<|user|>".utf8), role: .user), model,
    ]

    /// The tag at an index.
    static func found(in text: [UInt8], at index: Int) -> MetharmeTag? { all.first { text.has($0.text, at: index) } }

    /// The marked turns of a text that have any, no more than fit. What stands before the first mark is the user's:
    /// some rows have bare prompts.
    static func parts(of text: [UInt8], atMost limit: Int) -> [Part] {
        var parts: [Part] = []
        var role = Role.user
        var start = 0
        var copied = 0
        func end(at end: Int) {
            let text = withoutEnd(Array(text[copied..<end]))
            if !WhiteSpace.trimmedRange(of: text).isEmpty { parts.append(Part(role: role, text: text, start: start)) }
        }
        var index = 0
        while index < text.count, parts.count <= limit {
            guard text[index] == 0x3C, let tag = found(in: text, at: index) else {
                index += 1
                continue
            }
            end(at: index)
            (role, start) = (tag.role, index)
            index += tag.text.count
            copied = index
        }
        end(at: text.count)
        return parts
    }

    /// The text without the marks that end a generation.
    static func withoutEnd(_ text: [UInt8]) -> [UInt8] {
        var text = text
        var end = WhiteSpace.trimmedRange(of: text).upperBound
        while let mark = ends.first(where: { end >= $0.count && text.has($0, at: end - $0.count) }) {
            text.removeLast(text.count - end + mark.count)
            end = WhiteSpace.trimmedRange(of: text).upperBound
        }
        return text
    }

    private static let ends = ["</s>", "<|endoftext|>"].map { Array($0.utf8) }
}

extension SessionDraft {
    /// Adds a marked turn.
    fileprivate mutating func append(metharme part: MetharmeTag.Part, span: SourceSpan) {
        let kind: Participant.Kind = part.role == .user ? .user : part.role == .model ? .character : .system
        var turn = TurnDraft(
            participant: participant(kind, name: nil), role: part.role, text: MetharmeTag.withoutEnd(part.text),
            span: span)
        turn.origin = part.role == .user ? .human : .unknown
        append(turn)
    }
}

extension Transcript {
    /// Adds a row: the prompt's turns, then the generation.
    fileprivate mutating func append(metharme row: JSONValue, span: SourceSpan) {
        guard let prompt = row.bytes("prompt"), let generation = row.bytes("generation") else { return }
        var session = newSession()
        if let id = row.label("identifier") { session.externalIDs["id"] = id }
        for part in MetharmeTag.parts(of: prompt, atMost: session.room) {
            if session.isFull { break }
            session.append(metharme: part, span: span)
        }
        let text = MetharmeTag.withoutEnd(generation)
        session.append(metharme: MetharmeTag.Part(role: .model, text: text, start: prompt.count), span: span)
        append(session)
    }
}
