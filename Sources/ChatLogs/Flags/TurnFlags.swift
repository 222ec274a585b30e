/// Remarks on one turn. They change nothing; curators filter on them.
enum TurnFlags {
    /// What the remarks need to know beside the text.
    struct Subject {
        /// The turn's role.
        var role: Role
        /// Whether it is a greeting, in which macros are normal.
        var isGreeting: Bool
        /// The source's text.
        var exact: [UInt8]
        /// The normalised text.
        var text: [UInt8]
        /// What kinds of bytes the normalised text has.
        var profile: TextProfile
        /// Names of all participants.
        var names: Set<[UInt8]>
        /// Names of the speaker.
        var own: [[UInt8]]
    }

    /// Adds what can be said about the turn alone.
    static func add(_ subject: Subject, to findings: inout Findings) {
        let text = subject.text
        guard !text.isEmpty else {
            findings.add(.emptyTurn)
            return
        }
        let profile = subject.profile
        if !profile.isDisjoint(with: [.angle, .bracket, .hash, .joiner]), let tokens = ControlTokens.found(in: text) {
            findings.add(.controlToken, tokens.count, span: tokens.first)
        }
        if profile.contains(.brace), !subject.isGreeting {
            findings.add(.macroLeak, MacroRules.count(in: subject.exact))
        }
        if profile.contains(.composing), let start = MarkRuns.firstRun(in: text, longerThan: 2) {
            findings.add(.zalgo, span: start..<start + 1)
        }
        if profile.contains(.asterisk), let place = MarkupBalance.unbalancedAsterisk(in: text) {
            findings.add(.unbalancedAsterisk, span: place)
        }
        if !profile.isDisjoint(with: [.quote, .wide]), let place = MarkupBalance.unbalancedQuote(in: text) {
            findings.add(.unbalancedQuote, span: place)
        }
        if profile.contains(.parenthesis), OutOfCharacterScan.isWholeParenthesis(text) {
            findings.add(.wholeParenthesis)
        }
        guard subject.role == .model else { return }
        if !TurnEnding.isComplete(text) { findings.add(.truncatedTurn, span: text.count..<text.count) }
        if profile.contains(.colon), SpeakerLines.speaksForOthers(text, names: subject.names, own: subject.own) {
            findings.add(.multiSpeaker)
        }
    }
}
