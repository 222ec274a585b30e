import Crypto
import Foundation

/// A client's name for one attempt to create something: a retry with the same name finds the first answer.
public struct IdempotencyKey: Sendable {
    /// Longest key, bytes.
    public static let maximumBytes = 255
    /// SHA-256 of the key, 32 bytes; the key itself is not stored.
    public let hash: [UInt8]
    /// SHA-256 of method, path, content type and canonical body, 32 bytes: another request under the same key is an
    /// error, not a replay.
    public let fingerprint: [UInt8]

    /// - Parameters:
    ///   - key: the header's value; nil makes a fresh key, so that every creation has one
    ///   - request: method and path
    ///   - body: the canonical body: for multipart the parts without their boundary
    public init(key: String?, request: String, body: some Sequence<[UInt8]>) throws(Problem) {
        if let key, key.isEmpty || key.utf8.count > Self.maximumBytes {
            throw Problem(
                422, "bad_idempotency_key", "An Idempotency-Key has 1 to \(Self.maximumBytes) bytes.",
                errors: [])
        }
        self.init(name: key.map { "key|\($0)" } ?? "fresh|\(UUID().uuidString)", request: request, body: body)
    }

    /// The key of a line that has none of its own, in a request that has one.
    /// - Parameters:
    ///   - line: its number: the same line of the same request sent again has the same key
    ///   - batch: the header's value
    public init(line: Int, of batch: String, request: String, body: some Sequence<[UInt8]>) {
        self.init(name: "line|\(line)|\(batch)", request: request, body: body)
    }

    private init(name: String, request: String, body: some Sequence<[UInt8]>) {
        hash = Array(SHA256.hash(data: Data(name.utf8)))
        var digest = SHA256()
        digest.update(data: Data("\(request)|".utf8))
        for piece in body {
            digest.update(data: Data("\(piece.count)|".utf8))
            digest.update(data: Data(piece))
        }
        fingerprint = Array(digest.finalize())
    }

    /// Where the key's row lives, and with it what the key created.
    public var bucket: UInt8 { hash[31] }
}
