import StrictJSON

/// Alpaca's instructions: `{"instruction", "input", "output"}`, one pair of turns each, with the dialects of the tools
/// that train on them: `history`, `system`, `instances` of the self-instruct seeds, `chosen` and `rejected`.
extension LogFormat {
    /// One JSON value: an object or an array of objects.
    static let alpaca = LogFormat(
        name: "alpaca", title: "Alpaca instructions",
        about: """
            Instructions with `input`, `output`, `history` and `system`, also the seed tasks of self-instruct; one \
            conversation each.
            """,
        recognises: { ($0.object ?? $0.firstElement).map(isAlpaca) ?? false },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readElements(of: source) { appendAlpaca($2, path: $1, line: nil, to: &$0) }
            return transcript
        })

    /// One object per line.
    static let alpacaLines = LogFormat(
        name: "alpaca_l", title: "Alpaca instructions (JSON Lines)",
        about: "The same, one a line.",
        recognises: { $0.root == nil && $0.firstRows.contains(where: isAlpaca) },
        parse: { source, options in
            var transcript = Transcript(options: options)
            transcript.readRows(of: source) { appendAlpaca($2, path: "", line: $1, to: &$0) }
            return transcript
        })

    private static let answers = ["output", "response", "chosen"]

    private static func isAlpaca(_ row: JSONValue) -> Bool {
        row["instruction"]?.kind == .string && (row.hasArray("instances") || answers.contains { row.has($0) })
    }

    private static func appendAlpaca(
        _ row: JSONValue, path: String, line: Int?, to transcript: inout Transcript
    ) {
        guard let instruction = row.bytes("instruction") else { return }
        guard let instances = row["instances"], instances.isArray else {
            let pair = AlpacaPair(instruction, row, answer: answers.lazy.compactMap { row.bytes($0) }.first ?? [])
            return transcript.append(pair, of: row, path: path, line: line)
        }
        // Each instance repeats the instruction; seeds are short, and nothing may grow out of a small file.
        guard instruction.count <= (1 << 22) / max(1, instances.count) else { return }
        for (index, instance) in instances.elements.enumerated() {
            if transcript.isFull { return }
            let pair = AlpacaPair(instruction, instance, answer: instance.bytes("output") ?? [])
            transcript.append(pair, of: instance, path: path + "instances[\(index)].", line: line)
        }
    }
}

/// What was asked and answered.
private struct AlpacaPair {
    var question: [UInt8]
    var answer: [UInt8]
    var rejected: [UInt8]?

    /// An instruction with the input that it is about.
    init(_ instruction: [UInt8], _ row: JSONValue, answer: [UInt8]) {
        let input = row.nonEmpty("input") ?? row.nonEmpty("context")
        question = input.map { instruction + [0x0A, 0x0A] + $0 } ?? instruction
        self.answer = answer
        rejected = row.nonEmpty("rejected")
    }
}

extension Transcript {
    /// Adds a session: the pairs before, the question and the answer.
    fileprivate mutating func append(_ pair: AlpacaPair, of row: JSONValue, path: String, line: Int?) {
        var session = newSession()
        session.systemPrompt = row.nonEmpty("system")
        if let id = row.label("id") { session.externalIDs["id"] = id }
        let user = session.participant(.user, name: nil)
        let model = session.participant(.character, name: nil)
        func add(_ text: [UInt8], isUser: Bool, path: String) {
            var turn = TurnDraft(
                participant: isUser ? user : model, role: isUser ? .user : .model, text: text,
                span: SourceSpan(line: line, path: path))
            turn.origin = isUser ? .human : .unknown
            session.append(turn)
        }
        var index = 0
        for earlier in row["history"]?.elements.map({ $0 }) ?? [] {
            if session.isFull { break }
            add(earlier[0]?.stringBytes ?? [], isUser: true, path: path + "history[\(index)][0]")
            add(earlier[1]?.stringBytes ?? [], isUser: false, path: path + "history[\(index)][1]")
            index += 1
        }
        add(pair.question, isUser: true, path: path + "instruction")
        add(pair.answer, isUser: false, path: path + "output")
        if let rejected = pair.rejected, !session.isFull {
            session.addAlternate(AlternateDraft(exact: rejected, kind: .swipe), to: session.turns.count - 1)
        }
        append(session)
    }
}
