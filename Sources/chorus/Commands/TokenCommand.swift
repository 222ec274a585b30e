import ArgumentParser
import Core
import Foundation
import Postgres
import Storage

/// Tokens of maintainers, curators and importers.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke access tokens.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token; its secret is printed once and kept nowhere.")

        @OptionGroup var database: DatabaseOptions

        @Option(help: "Who or what will use it.")
        var name: String

        @Option(help: "What it may do: maintain, curate, import; several with commas.")
        var scope: String

        @Option(help: "Days until it expires; without it the token lives until it is revoked.")
        var days: Int?

        func run() async throws {
            let words = scope.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            let scopes = words.compactMap(Token.Scope.init)
            guard scopes.count == words.count, !scopes.isEmpty else {
                throw ValidationError("--scope takes maintain, curate and import, separated by commas.")
            }
            if let days, !(1...36_500).contains(days) { throw ValidationError("--days goes from 1 to 36500.") }
            let secret = try await OpenDatabase.with(database) { pool, _ in
                let now = Date()
                let token = Token(
                    id: ID<Token>(bucket: 0, at: now).uuid, name: name, scopes: Set(scopes), createdAt: now,
                    expiresAt: days.map { now.addingTimeInterval(Double($0) * 86_400) }, revokedAt: nil)
                let secret = TokenSecret()
                try await pool.transaction { db in try db.make(token, secret: secret, by: .commandLine) }
                return secret
            }
            print(secret.text)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List tokens, without their secrets.")

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let tokens = try await OpenDatabase.with(database) { pool, _ in
                try await pool.withConnection { db in try db.tokens() }
            }
            if tokens.isEmpty {
                print("There are no tokens. Make one with: chorus token create --name me --scope maintain")
            }
            for token in tokens {
                let scopes = token.scopes.map(\.rawValue).sorted().joined(separator: ",")
                let state =
                    token.revokedAt != nil ? "revoked" : token.isValid(at: Date()) ? "valid" : "expired"
                let id = token.id.uuidString.lowercased()
                print("\(id)  \(state)  \(scopes)  \(RFC3339.text(token.createdAt))  \(token.name)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a token's life at once.")

        @OptionGroup var database: DatabaseOptions

        @Argument(help: "Id of the token, from `chorus token list`.")
        var id: String

        func run() async throws {
            guard let id = ID<Token>(id) else { throw ValidationError("That is not an id; see `chorus token list`.") }
            let revoked = try await OpenDatabase.with(database) { pool, _ in
                try await pool.transaction { db in try db.revokeToken(id.uuid, by: .commandLine, at: Date()) }
            }
            guard revoked != nil else { throw ValidationError("There is no valid token with this id.") }
            print("revoked \(id)")
        }
    }
}
