/// Texts as a row has them: macros replaced by what the target wants, training markup broken.
struct RowNames {
    /// What stands for a macro in turns, and in personas and scenarios: the first toolbox masked names in turns only.
    private struct Substitute {
        var turn: [UInt8]
        var description: [UInt8]
    }

    private var substitutes: [ByteKey: Substitute] = [:]
    private let speakers: [[UInt8]]

    /// The names of a dialogue's participants under a naming.
    init(_ dialogue: Dialogue, _ naming: RowOptions.Naming) {
        speakers = dialogue.participants.map { Self.substitute(for: $0, naming).turn }
        // Texts may name a side that never speaks.
        for kind in [Participant.Kind.user, .character] {
            let macro = kind == .user ? "{{user}}" : "{{char}}"
            let absent = Participant(key: "", kind: kind, macro: macro)
            substitutes[ByteKey(Array(macro.utf8))] = Self.substitute(for: absent, naming)
        }
        for person in dialogue.participants {
            guard let macro = person.macro else { continue }
            substitutes[ByteKey(Array(macro.utf8))] = Self.substitute(for: person, naming)
        }
    }

    /// What a participant is called.
    func speaker(_ participant: Int) -> [UInt8] { speakers[participant] }

    /// A turn's text.
    func turn(_ text: [UInt8]) -> [UInt8] { ControlTokens.broken(replaced(text) { $0.turn }) }

    /// A persona, a scenario or an instruction.
    func description(_ text: String) -> [UInt8] {
        ControlTokens.broken(replaced(Array(text.utf8)) { $0.description })
    }

    private func replaced(_ text: [UInt8], _ form: (Substitute) -> [UInt8]) -> [UInt8] {
        rewriting(text, at: Self.brace) { index in
            guard text.has([0x7B, 0x7B], at: index) else { return nil }
            var end = index + 2
            while end < text.count, end - index < Self.longestMacro, text[end] != 0x7D { end += 1 }
            guard text.has([0x7D, 0x7D], at: end) else { return nil }
            return substitutes[ByteKey(Array(text[index..<end + 2]))].map { (end + 2 - index, form($0)) }
        }?.text ?? text
    }

    private static func substitute(for person: Participant, _ naming: RowOptions.Naming) -> Substitute {
        let name = name(of: person)
        let macro = person.macro.map { Array($0.utf8) } ?? name
        switch naming {
        case .macros: return Substitute(turn: macro, description: macro)
        case .tokens where person.kind == .user: return Substitute(turn: userToken, description: userToken)
        case .tokens where macro == MacroRules.character: return Substitute(turn: characterToken, description: name)
        case .names(let user) where person.kind == .user:
            return Substitute(turn: Array(user.utf8), description: Array(user.utf8))
        case .tokens, .names: return Substitute(turn: name, description: name)
        }
    }

    /// A name in one line; where there is none, what stands for it in texts.
    private static func name(of person: Participant) -> [UInt8] {
        let name = WhiteSpace.trimmed(Array((person.name ?? "").utf8).map { $0 < 0x20 ? 0x20 : $0 })
        return name.isEmpty ? Array((person.macro ?? "Narrator").utf8) : name
    }

    private static let brace = ByteSet([0x7B])
    private static let longestMacro = 32
    private static let userToken = Array("<USER>".utf8)
    private static let characterToken = Array("<BOT>".utf8)
}
