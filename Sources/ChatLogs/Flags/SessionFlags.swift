/// Remarks on the order of a session's turns.
enum SessionFlags {
    /// The flags of a session that come from the order of its turns, in a fixed order.
    static func flags(of session: SessionReading, from draft: SessionDraft) -> [String] {
        let spoken = Utterance.spoken(session.turns).filter { $0.role != .narrator }
        var flags: [String] = []
        if spoken.last?.role == .user { flags.append("ends_with_user") }
        if zip(spoken, spoken.dropFirst()).contains(where: { $0.participant == $1.participant }) {
            flags.append("consecutive_same_speaker")
        }
        if SwappedRoles.isSuspect(session.turns) { flags.append(ReasonCode.rolesSwapped.rawValue) }
        if draft.expectsGreeting, spoken.first?.role == .user { flags.append("greeting_missing") }
        if draft.mayStartMidway { flags.append("may_start_midway") }
        if session.participants.count(where: { $0.kind == .character }) > 1 { flags.append("multi_character") }
        let stamps = spoken.compactMap(\.milliseconds)
        if stamps.count > 2, Set(stamps).count == 1 { flags.append("timestamps_identical") }
        return flags
    }

    /// The flags of a session that come from what its turns say.
    static func flags(of measures: Measures) -> [String] {
        var flags: [String] = []
        if let language = measures.metrics.language, language != Language.english.rawValue {
            flags.append(ReasonCode.nonEnglish.rawValue)
        }
        if measures.safety.isHeld { flags.append(ReasonCode.minorSafetyReview.rawValue) }
        return flags
    }
}

extension Turn {
    /// Whether the turn is part of the dialogue: visible and not an instruction.
    var isSpoken: Bool { !isHidden && role != .system }
}
