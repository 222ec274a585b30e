import Core
import Foundation
import Hummingbird
import Postgres
import Storage

extension Service {
    func moderationPage(_ request: Request, _ context: MaintainPageContext) async throws -> Response {
        let filter = try ModerationFilter(request, also: ["done", "undone", "failed"])
        let (items, next) = try await queue(filter)
        var outcome: ModerationOutcome?
        if ModerationAftermath.isTold(by: request) {
            let told = ModerationAftermath(request)
            let entries = try await pool.withConnection { db in try db.audit(told.done) }
            outcome = ModerationOutcome(entries, undone: told.undone, failed: told.failed)
        }
        let formToken = context.session.formToken(serverKey: serverKey)
        return try pages.response(
            ModerationPage(items, filter, next: next, formToken: formToken, outcome: outcome))
    }

    /// Decides about one thing or about all that are ticked, or takes decisions back; then shows the page with what was
    /// done.
    func postModerationPage(_ request: Request, _ context: MaintainPageContext) async throws -> Response {
        let form = try await form(request, of: context.session)
        let actor = AuditActor(context.session.token)
        var done = ModerationAftermath()
        for text in form.all("undo").prefix(ModerationAftermath.most) {
            let isUndone = try await undo(text, by: actor)
            if isUndone { done.undone += 1 } else { done.failed += 1 }
        }
        for choice in try ModerationChoice.all(in: form) {
            if let entries = try await carryOut(choice, by: actor) {
                done.done += entries
            } else {
                done.failed += 1
            }
        }
        return .seeOther(done.address(kind: form["kind"], cursor: form["cursor"]))
    }

    /// - Returns: the lines of the audit; nil when somebody else was faster, or nothing is left to decide
    private func carryOut(_ choice: ModerationChoice, by actor: AuditActor) async throws -> [ID<AuditEntry>]? {
        let (input, moment) = (choice.input, now())
        do {
            switch choice.kind {
            case .submission:
                return try await decide(input, about: ID<Submission>(choice.id), by: actor, at: moment)
                    .map { [$0.entry] }
            case .rating:
                let id = ID<Rating>(choice.id)
                return try await pool.transaction { db in
                    try db.decide(input, about: id, by: actor, at: moment).map { [$0.entry] }
                }
            case .cluster:
                return try await decide(input, about: ID<RatingCluster>(choice.id), by: actor, at: moment)?.entries
            }
        } catch let problem as Problem where problem.status < 500 {
            return nil
        }
    }

    private func undo(_ text: String, by actor: AuditActor) async throws -> Bool {
        guard let id = ID<AuditEntry>(text) else { return false }
        let moment = now()
        let isUndone = try await pool.transaction { db in try db.undo(id, by: actor, at: moment) }
        feedSignal.changes.ring()
        return isUndone
    }
}

/// One thing of the form and what is decided about it.
struct ModerationChoice {
    let kind: ModerationKind
    let id: UUID
    let input: DecisionInput

    /// Of a button beside one thing (`accept:rating:…`), or of a button for all that are ticked.
    static func all(in form: FormFields) throws -> [ModerationChoice] {
        if let one = form.all("one").last {
            let words = one.split(separator: ":", maxSplits: 1).map(String.init)
            guard words.count == 2, let decision = Decision(rawValue: words[0]) else { return [] }
            return try [choice(of: words[1], decision, form)].compactMap { $0 }
        }
        guard let decision = Decision(rawValue: form["decision"]) else { return [] }
        return try form.all("item").prefix(ModerationAftermath.most).compactMap { try choice(of: $0, decision, form) }
    }

    /// The reason beside it wins over the one for all.
    private static func choice(of key: String, _ decision: Decision, _ form: FormFields) throws -> ModerationChoice? {
        let words = key.split(separator: ":").map(String.init)
        guard words.count == 2, let kind = ModerationKind(rawValue: words[0]), let id = ID<ModerationItem>(words[1])
        else { return nil }
        let own = form["reason:\(key)"]
        let reason = own.isEmpty ? form["reason"] : own
        guard reason.utf8.count <= DecisionInput.longestReason else {
            throw Problem.invalid([
                Fault(
                    pointer: "reason", code: "too_long",
                    detail: "A reason has more than \(DecisionInput.longestReason) bytes.", hint: "Shorten it.")
            ])
        }
        return ModerationChoice(
            kind: kind, id: id.uuid, input: DecisionInput(decision: decision, reason: reason.isEmpty ? nil : reason))
    }
}
