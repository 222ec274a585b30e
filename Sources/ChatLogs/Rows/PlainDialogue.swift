/// A dialogue as the first Pygmalion models read it: persona and scenario, `<START>`, then `Name: text` line by line.
struct PlainDialogue {
    private let dialogue: Dialogue
    private let names: RowNames
    private let options: RowOptions

    init(_ dialogue: Dialogue, _ names: RowNames, _ options: RowOptions) {
        self.dialogue = dialogue
        self.names = names
        self.options = options
    }

    /// A line for each character's persona, and one for the scenario.
    var descriptions: [[UInt8]] {
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

    /// Everything before the first turn.
    var head: [UInt8] {
        var head: [UInt8] = []
        for line in descriptions { head += line + [0x0A] }
        for example in options.includesExamples ? dialogue.context.exampleDialogues : [] {
            head += Self.start
            for line in example { head += self.line(line.participant, Array(line.text.utf8)) + [0x0A] }
        }
        return head + Self.start
    }

    /// The turns, the last one left to be written.
    func prompt(_ turns: ArraySlice<RowTurn>) -> [UInt8] {
        guard let response = turns.last else { return head }
        var prompt = head
        for turn in turns.dropLast() { prompt += line(turn.participant, turn.text) + [0x0A] }
        return prompt + ControlTokens.broken(speaker(response.participant) + Array(": ".utf8))
    }

    /// A turn's text; runs of more than three full stops are three, as the toolbox had them.
    func utterance(_ text: [UInt8]) -> [UInt8] {
        let text = names.turn(text)
        return WhiteSpace.trimmed(
            rewriting(text, at: stop) { index in
                var end = index
                while end < text.count, text[end] == 0x2E { end += 1 }
                return end - index > 3 ? (end - index, Self.ellipsis) : nil
            }?.text ?? text)
    }

    /// What a turn adds to a window.
    func size(of turn: RowTurn) -> WindowCutter.Size {
        let line = line(turn.participant, turn.text)
        return WindowCutter.Size(words: WhiteSpace.words(in: line), bytes: line.count)
    }

    private func line(_ participant: Int, _ text: [UInt8]) -> [UInt8] {
        ControlTokens.broken(speaker(participant) + Array(": ".utf8) + utterance(text))
    }

    private func speaker(_ participant: Int) -> [UInt8] {
        dialogue.participants[participant].kind == .user ? Self.you : names.speaker(participant)
    }

    private let stop = ByteSet([0x2E])
    private static let ellipsis = Array("...".utf8)
    private static let start = Array("<START>\n".utf8)
    private static let you = Array("You".utf8)
}
