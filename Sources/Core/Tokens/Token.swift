import Crypto
public import Foundation

/// What a maintainer, curator or importer shows instead of a password.
public struct Token: Sendable {
    /// What a token may do.
    public enum Scope: String, Sendable, CaseIterable { case maintain, curate, `import` }

    /// Names the token in lists and in the audit; not secret.
    public var id: UUID
    /// For people: who or what uses it.
    public var name: String
    /// What it may do.
    public var scopes: Set<Scope>
    /// When it was made.
    public var createdAt: Date
    /// When it stops working; nil for never.
    public var expiresAt: Date?
    /// When it was revoked.
    public var revokedAt: Date?

    /// All members.
    public init(id: UUID, name: String, scopes: Set<Scope>, createdAt: Date, expiresAt: Date?, revokedAt: Date?) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    /// Whether it opens doors at `moment`.
    public func isValid(at moment: Date) -> Bool {
        revokedAt == nil && expiresAt.map { $0 > moment } ?? true
    }
}

/// The secret half of a token: 256 random bits, shown once, kept only as SHA-256.
public struct TokenSecret: Sendable {
    /// `chorus_` and 52 characters.
    public let text: String

    /// Makes a fresh one.
    public init() {
        var random = SystemRandomNumberGenerator()
        text = "chorus_" + BitGroups.base32.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Takes one as it was presented.
    public init(_ text: String) { self.text = text }

    /// What is stored and looked up, 32 bytes.
    public var hash: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
