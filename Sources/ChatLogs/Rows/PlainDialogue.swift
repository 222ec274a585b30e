/// A dialogue as the first Pygmalion models read it: persona and scenario, `<START>`, then `Name: text` line by line.
struct PlainDialogue {
    /// Everything before the first turn.
    let head: [UInt8]
    /// The turns, `Name: text` each.
    private(set) var lines: [[UInt8]] = []
    private let openings: [[UInt8]]
    private let names: RowNames

    /// A dialogue with its turns.
    init(_ dialogue: Dialogue, _ names: RowNames, _ options: RowOptions, turns: [RowTurn]) {
        self.init(dialogue, names, options)
        for turn in turns { append(turn) }
    }

    /// A dialogue without its turns.
    init(_ dialogue: Dialogue, _ names: RowNames, _ options: RowOptions) {
        self.names = names
        let openings = dialogue.participants.enumerated().map { index, person in
            ControlTokens.broken((person.kind == .user ? Self.you : names.speaker(index)) + Array(": ".utf8))
        }
        var head: [UInt8] = []
        for description in Self.descriptions(of: dialogue, names) { head += description + [0x0A] }
        for example in options.includesExamples ? dialogue.context.exampleDialogues : [] {
            head += Self.start
            for utterance in example {
                head += Self.line(openings[utterance.participant], names.turn(Array(utterance.text.utf8))) + [0x0A]
            }
        }
        self.head = head + Self.start
        self.openings = openings
    }

    /// Adds the next turn.
    mutating func append(_ turn: RowTurn) { lines.append(Self.line(openings[turn.participant], names.turn(turn.text))) }

    private static func line(_ opening: [UInt8], _ text: [UInt8]) -> [UInt8] {
        ControlTokens.broken(opening + shortened(text))
    }

    /// A line for each character's persona, and one for the scenario.
    static func descriptions(of dialogue: Dialogue, _ names: RowNames) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for (index, person) in dialogue.participants.enumerated() where person.kind == .character {
            guard let persona = person.persona, !persona.utf8.isEmpty else { continue }
            lines.append(
                ControlTokens.broken(names.speaker(index) + Array("'s Persona: ".utf8) + names.description(persona)))
        }
        if let scenario = dialogue.context.scenario, !scenario.utf8.isEmpty {
            lines.append(Array("Scenario: ".utf8) + names.description(scenario))
        }
        return lines
    }

    /// A window's turns with the last one left to be written.
    func prompt(_ turns: Range<Int>, speaker: Int) -> [UInt8] {
        var prompt = head
        for line in lines[turns].dropLast() {
            prompt += line
            prompt.append(0x0A)
        }
        return prompt + openings[speaker]
    }

    /// What was said in a turn.
    func utterance(_ turn: Int, speaker: Int) -> [UInt8] { Array(lines[turn].dropFirst(openings[speaker].count)) }

    /// Runs of more than three full stops as three, as the toolbox had them, and no white space around.
    private static func shortened(_ text: [UInt8]) -> [UInt8] {
        WhiteSpace.trimmed(
            rewriting(text, at: stop) { index in
                var end = index
                while end < text.count, text[end] == 0x2E { end += 1 }
                return end - index > 3 ? (end - index, ellipsis) : nil
            }?.text ?? text)
    }

    private static let stop = ByteSet([0x2E])
    private static let ellipsis = Array("...".utf8)
    private static let start = Array("<START>\n".utf8)
    private static let you = Array("You".utf8)
}
