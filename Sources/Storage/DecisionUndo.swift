public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Takes a decision back, whoever made it: what it changed is again what it was.
    /// - Returns: false when there is no such decision, when it was undone or another one was made since, and when what it
    ///   is about was withdrawn or deleted
    public func undo(_ id: ID<AuditEntry>, by actor: AuditActor, at now: Date) throws -> Bool {
        guard let entry = try audit([id]).first, let made = entry.action.decision else { return false }
        switch made.kind {
        case .submission:
            guard let submission = ID<Submission>(entry.subject) else { return false }
            return try undo(entry, about: submission, by: actor, at: now)
        case .rating, .cluster: return try undo(entry, about: made.kind, by: actor, at: now) > 0
        }
    }
}
