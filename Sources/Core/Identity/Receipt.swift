public import Crypto
import Foundation

/// What a submitter or rater holds instead of an account: a code with which they see, correct or withdraw.
///
/// code = base32(HMAC-SHA256(server key, id | idempotency key hash)). The database keeps its SHA-256 only, and a
/// replayed answer derives the code again.
public struct Receipt: Sendable {
    /// The code, 52 characters of a-z and 2-7.
    public let code: String

    /// Derives the code of a row.
    /// - Parameters:
    ///   - id: the row's id in its text form
    ///   - keyHash: SHA-256 of the idempotency key that made it
    public init(id: String, keyHash: [UInt8], serverKey: SymmetricKey) {
        let named = Array(id.utf8) + keyHash
        self.code = BitGroups.base32.encode(HMAC<SHA256>.authenticationCode(for: named, using: serverKey))
    }

    /// Takes a code as it was presented.
    public init(code: String) { self.code = code }

    /// What is stored and compared: SHA-256 of the code, 32 bytes.
    public var hash: [UInt8] { Array(SHA256.hash(data: Array(code.utf8))) }
}
