public import Core
public import Foundation
public import Postgres
import StrictJSON

extension Connection {
    /// Stores a token under the hash of its secret.
    public func insert(_ token: Token, secret: TokenSecret) throws {
        try execute(
            """
            insert into tokens (id, name, scopes, hash, created_at, expires_at)
            values (\(token.id), \(token.name), \(token.scopes.map(\.rawValue).sorted()), \(Data(secret.hash)),
                \(token.createdAt), \(token.expiresAt))
            """)
    }

    /// The token of a secret, valid or not; nil when there is none.
    public func token(of secret: TokenSecret) throws -> Token? {
        try tokens(where: "hash = \(Data(secret.hash))").first
    }

    /// The token of an id, valid or not; nil when there is none.
    public func token(_ id: UUID) throws -> Token? { try tokens(where: "id = \(id)").first }

    /// Every token, oldest first.
    public func tokens() throws -> [Token] { try tokens(where: "true") }

    /// Ends a token's life, and signs out every browser that showed it.
    /// - Returns: false when there is no such token or it is revoked already
    public func revokeToken(_ id: UUID, now: Date) throws -> Bool {
        let isRevoked =
            try execute("update tokens set revoked_at = \(now) where id = \(id) and revoked_at is null") == 1
        if isRevoked { try endSessions(of: id) }
        return isRevoked
    }

    /// Stores a token that somebody made, and says so in the audit.
    public func make(_ token: Token, secret: TokenSecret, by actor: AuditActor) throws {
        try insert(token, secret: secret)
        try record(
            AuditEntry(
                .makeToken, of: ID<Token>(token.id).description, by: actor, at: token.createdAt,
                details: .object([
                    ("name", .string(token.name)),
                    ("scopes", .array(token.scopes.map(\.rawValue).sorted().map(JSON.string))),
                    ("expires_at", token.expiresAt.map { .string(RFC3339.text($0)) } ?? .null),
                ])))
    }

    /// Revokes a token, and says so in the audit.
    /// - Returns: the token; nil when there is no such token or it is revoked already
    public func revokeToken(_ id: UUID, by actor: AuditActor, at now: Date) throws -> Token? {
        guard try revokeToken(id, now: now), let token = try token(id) else { return nil }
        try record(
            AuditEntry(
                .revokeToken, of: ID<Token>(id).description, by: actor, at: now,
                details: .object([("name", .string(token.name))])))
        return token
    }

    private func tokens(where condition: SQL) throws -> [Token] {
        let rows: [(UUID, String, [String], Date, Date?, Date?)] = try query(
            """
            select id, name, scopes, created_at, expires_at, revoked_at from tokens
            where \(condition) order by created_at, id
            """)
        return rows.map { row in
            Token(
                id: row.0, name: row.1, scopes: Set(row.2.compactMap(Token.Scope.init)), createdAt: row.3,
                expiresAt: row.4, revokedAt: row.5)
        }
    }
}
