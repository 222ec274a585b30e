/// Remarks on the order of a session's turns.
enum SessionFlags {
    /// The flags of a session, in a fixed order. `expectsGreeting`: chats of its format begin with a greeting.
    static func flags(of session: SessionReading, expectsGreeting: Bool) -> [String] {
        let spoken = Utterance.spoken(session.turns).filter { $0.role != .narrator }
        var flags: [String] = []
        if spoken.last?.role == .user { flags.append("ends_with_user") }
        if zip(spoken, spoken.dropFirst()).contains(where: { $0.participant == $1.participant }) {
            flags.append("consecutive_same_speaker")
        }
        if expectsGreeting, spoken.first?.role == .user { flags.append("greeting_missing") }
        if session.participants.count(where: { $0.kind == .character }) > 1 { flags.append("multi_character") }
        let stamps = spoken.compactMap(\.milliseconds)
        if stamps.count > 2, Set(stamps).count == 1 { flags.append("timestamps_identical") }
        return flags
    }
}

extension Turn {
    /// Whether the turn is part of the dialogue: visible and not an instruction.
    var isSpoken: Bool { !isHidden && role != .system }
}
