public import Crypto
public import Foundation

/// A browser that showed a token: it opens pages, and no address of the API, until it ends or its token does.
public struct Session: Sendable {
    /// How long a browser stays signed in, seconds.
    public static let lifetime = 7.0 * 86_400

    /// What was shown.
    public var token: Token
    /// SHA-256 of the cookie's value, 32 bytes: the key under which it is kept.
    public var hash: [UInt8]
    /// When it ends by itself.
    public var expiresAt: Date

    /// All members.
    public init(token: Token, hash: [UInt8], expiresAt: Date) {
        self.token = token
        self.hash = hash
        self.expiresAt = expiresAt
    }

    /// What every form of this session's pages carries: another site can neither read it nor make it up.
    public func formToken(serverKey: SymmetricKey) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("form|".utf8) + Data(hash), using: serverKey)
        return BitGroups.base32.encode(code)
    }

    /// Whether a form carries what this session's forms carry; takes as long for nearly as for not at all.
    public func isFormToken(_ text: String, serverKey: SymmetricKey) -> Bool {
        SHA256.hash(data: Data(text.utf8)) == SHA256.hash(data: Data(formToken(serverKey: serverKey).utf8))
    }
}

/// The value of a session's cookie: 256 random bits, kept only as SHA-256.
public struct SessionSecret: Sendable {
    /// 52 characters of a-z and 2-7.
    public let text: String

    /// Makes a fresh one.
    public init() {
        var random = SystemRandomNumberGenerator()
        text = BitGroups.base32.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Takes one as it was presented.
    public init(_ text: String) { self.text = text }

    /// What is stored and looked up, 32 bytes.
    public var hash: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
