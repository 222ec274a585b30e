public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Signs a browser in with a token.
    public func insert(_ session: Session, at now: Date) throws {
        try execute(
            """
            insert into sessions (hash, token_id, created_at, expires_at)
            values (\(Data(session.hash)), \(session.token.id), \(now), \(session.expiresAt))
            """)
    }

    /// The session of a cookie; nil when it is unknown or over, or its token does not open doors any more.
    public func session(_ secret: SessionSecret, at now: Date) throws -> Session? {
        let row: (UUID, Date)? = try first(
            "select token_id, expires_at from sessions where hash = \(Data(secret.hash)) and expires_at > \(now)")
        guard let row, let token = try token(row.0), token.isValid(at: now) else { return nil }
        return Session(token: token, hash: secret.hash, expiresAt: row.1)
    }

    /// Signs one browser out.
    public func end(_ session: Session) throws {
        try execute("delete from sessions where hash = \(Data(session.hash))")
    }

    /// Signs every browser out that showed a token.
    /// - Returns: how many
    @discardableResult
    public func endSessions(of token: UUID) throws -> Int {
        try execute("delete from sessions where token_id = \(token)")
    }

    /// Forgets sessions that are over.
    /// - Returns: how many
    @discardableResult
    public func forgetSessions(before moment: Date) throws -> Int {
        try execute("delete from sessions where expires_at <= \(moment)")
    }
}
