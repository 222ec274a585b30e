import Core
import Foundation
import Postgres
import ServiceLifecycle
import Storage

/// What a person at the terminal is told: progress on stderr, addresses and a first token on stdout.
///
/// A service of its own: the server takes requests, which loading the demo needs, only after its start-up hook returns.
struct Announcement: Service {
    let host: String
    /// Yields the port once the server listens.
    let ports: AsyncStream<Int>
    let pool: Pool
    let loadsDemo: Bool

    /// One line about what is going on.
    static func progress(_ line: String) {
        StandardError.write(Array("chorus: \(line)\n".utf8))
    }

    func run() async throws {
        for await port in ports.cancelOnGracefulShutdown() { await announce(port) }
    }

    /// The server takes requests: the first start loads the demo if asked to and makes a token; then the addresses.
    private func announce(_ port: Int) async {
        let name = host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host
        let address = "http://\(name):\(port)"
        if loadsDemo {
            do {
                try await Self.loadDemo(address, pool)
            } catch {
                Self.progress("the demo could not be loaded: \(error)")
            }
        }
        do {
            print(Self.text(address, token: try await Self.firstToken(pool)))
            fflush(nil)
        } catch {
            Self.progress("the service runs at \(address), but its first steps failed: \(error)")
        }
    }

    private static func text(_ address: String, token: TokenSecret?) -> String {
        var lines = [
            "", "Chorus is running.", "  Start page      \(address)/", "  Donate a log    \(address)/submit",
            "  API             \(address)/docs",
        ]
        if let token {
            lines += [
                "", "A maintainer token, shown this once (scopes maintain, curate, import):", "  \(token.text)",
                "Make others with `chorus token create`.",
            ]
        }
        return (lines + ["", "Ctrl-C stops everything."]).joined(separator: "\n")
    }

    /// Makes a token when there has never been one.
    private static func firstToken(_ pool: Pool) async throws -> TokenSecret? {
        try await makeToken(named: "first start", scopes: Set(Token.Scope.allCases), pool) { all in
            all.allSatisfy { $0.name == demoTokenName }
        }?.secret
    }

    private static let demoTokenName = "demo"

    private static func loadDemo(_ address: String, _ pool: Pool) async throws {
        // Also again after a first start that was interrupted: it ends with a token, and loading twice changes nothing.
        let isWanted = try await pool.withConnection { db in
            try db.experiments().isEmpty || db.tokens().allSatisfy { $0.name == demoTokenName }
        }
        guard isWanted else { return }
        guard let token = try await makeToken(named: demoTokenName, scopes: [.maintain], pool, if: { _ in true }) else {
            return
        }
        progress("loading the demo: one experiment, four parts, chat logs and ratings")
        do {
            try await DemoLoader(client: ChorusClient(server: address, token: token.secret.text)).load()
            _ = try await pool.transaction { db in try db.revokeToken(token.id, by: .commandLine, at: Date()) }
        } catch {
            _ = try await pool.transaction { db in try db.revokeToken(token.id, by: .commandLine, at: Date()) }
            throw error
        }
    }

    private static func makeToken(
        named name: String, scopes: Set<Token.Scope>, _ pool: Pool, if condition: @Sendable ([Token]) -> Bool
    ) async throws -> (id: UUID, secret: TokenSecret)? {
        let now = Date()
        let token = Token(
            id: ID<Token>(bucket: 0, at: now).uuid, name: name, scopes: scopes, createdAt: now, expiresAt: nil,
            revokedAt: nil)
        let secret = TokenSecret()
        return try await withoutActuallyEscaping(condition) { condition in
            try await pool.transaction { db in
                guard condition(try db.tokens()) else { return nil }
                try db.make(token, secret: secret, by: .commandLine)
                return (token.id, secret)
            }
        }
    }
}
