public import Core
public import Foundation
public import Postgres

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

    /// Every token, oldest first.
    public func tokens() throws -> [Token] { try tokens(where: "true") }

    /// Ends a token's life.
    /// - Returns: false when there is no such token or it is revoked already
    public func revokeToken(_ id: UUID, now: Date) throws -> Bool {
        try execute("update tokens set revoked_at = \(now) where id = \(id) and revoked_at is null") == 1
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
