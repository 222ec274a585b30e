/// Decides what becomes of a session and of the document it is in.
enum Judgement {
    /// Sets the status and reasons of a session.
    static func judge(_ session: inout SessionReading, from draft: SessionDraft, options: ReadingOptions) {
        if let refusal = refusal(of: session, from: draft, options: options) {
            session.status = .rejected
            session.reasons = [refusal]
            return
        }
        if draft.needsUserSpeaker {
            session.status = .needsMapping
            session.reasons = [Reason(draft.mappingCode, "the file does not say which speaker is the user")]
            return
        }
        session.reasons = quarantine(of: session)
        session.status = session.reasons.isEmpty ? .accepted : .quarantined
    }

    /// The status of a document: the best of its sessions.
    static func status(of sessions: [SessionReading]) -> Status {
        let all = Set(sessions.map(\.status))
        return [Status.accepted, .needsMapping, .quarantined].first(where: all.contains) ?? .rejected
    }

    private static func refusal(
        of session: SessionReading, from draft: SessionDraft, options: ReadingOptions
    ) -> Reason? {
        let spoken = Utterance.spoken(session.turns).filter { !$0.isEmpty }
        if spoken.isEmpty { return Reason(.noText, "no turn has any text") }
        if !draft.needsUserSpeaker {
            let users = spoken.count { $0.role == .user }
            let models = spoken.count { $0.role == .model }
            if users == 0 {
                return draft.expectsGreeting && spoken.allSatisfy(\.isGreeting)
                    ? Reason(.greetingOnly, "only the greeting is there")
                    : Reason(.noUserTurn, "no turn was written by the user")
            }
            if models == 0 { return Reason(.noModelTurn, "no turn was written by the model") }
        }
        guard spoken.count < options.minimumTurns else { return nil }
        return Reason(.tooFewTurns, "\(spoken.count) turns; at least \(options.minimumTurns) are needed")
    }

    private static func quarantine(of session: SessionReading) -> [Reason] {
        var reasons: [Reason] = []
        for finding in session.findings {
            if finding.rule == Rule.controlToken.rawValue {
                reasons.append(Reason(.controlTokens, "training markup inside the text, \(finding.count) times"))
            }
            if finding.rule == Rule.secret.rawValue {
                reasons.append(Reason(.secretFound, "something like an API key was removed, \(finding.count) times"))
            }
        }
        if session.flags.contains(ReasonCode.rolesSwapped.rawValue) {
            reasons.append(Reason(.rolesSwapped, "turns of both sides begin with the other side's name"))
        }
        if session.isHeldForSafety { reasons.append(Reason(.minorSafetyReview, "held for a safety review")) }
        return reasons
    }
}
