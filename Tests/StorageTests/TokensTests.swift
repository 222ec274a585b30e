import Core
import Foundation
import Postgres
import Storage
import TestDatabase
import TestService
import Testing

@Suite("Tokens", .migrated) struct TokensTests {
    @Test("are found by their secret, listed, and revoked once")
    func life() async throws {
        try await Database.pool.withConnection { db in
            let secret = TokenSecret()
            let token = Token(
                id: UUID(), name: "importer", scopes: [.import, .curate], createdAt: testMoment,
                expiresAt: testMoment.addingTimeInterval(60), revokedAt: nil)
            try db.insert(token, secret: secret)
            let found = try #require(try db.token(of: TokenSecret(secret.text)))
            #expect(found.id == token.id && found.name == "importer" && found.scopes == [.import, .curate])
            #expect(found.isValid(at: testMoment) && !found.isValid(at: testMoment.addingTimeInterval(60)))
            #expect(try db.token(of: TokenSecret(secret.text + "a")) == nil)
            #expect(try db.token(of: TokenSecret(secret.text.uppercased())) == nil)
            #expect(try db.tokens().map(\.id) == [token.id])
            #expect(try db.revokeToken(token.id, now: testMoment))
            #expect(try !db.revokeToken(token.id, now: testMoment))
            #expect(try !db.revokeToken(UUID(), now: testMoment))
            #expect(try db.token(of: secret)?.isValid(at: testMoment) == false)
        }
    }

    @Test("are stored without their secret")
    func hashed() async throws {
        let secret = TokenSecret()
        let token = Token(
            id: UUID(), name: "x", scopes: [.maintain], createdAt: testMoment, expiresAt: nil, revokedAt: nil)
        try await Database.pool.withConnection { db in try db.insert(token, secret: secret) }
        let stored = try await Database.pool.everything()
        #expect(stored.contains(token.id.uuidString.lowercased()) && !stored.contains(secret.text))
    }

    @Test("need a scope that is known")
    func scopes() async throws {
        try await Database.pool.withConnection { db in
            for scopes in ["{}", "{root}", "{maintain,root}"] {
                let error = #expect(throws: PostgresError.self) {
                    try db.execute(
                        """
                        insert into tokens (id, name, scopes, hash, created_at)
                        values (\(UUID()), 'x', \(scopes)::text[], '\\x00', \(testMoment))
                        """)
                }
                #expect(error?.constraint == "token_scopes_known")
            }
        }
    }
}
