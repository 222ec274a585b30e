import Core
import Crypto

/// SHA-256 and size of what is read piece by piece.
struct FileHash {
    private var digest = SHA256()
    /// Bytes so far.
    private(set) var bytes = 0

    mutating func append(_ piece: [UInt8]) {
        digest.update(data: piece)
        bytes += piece.count
    }

    /// The sum over everything.
    var hexadecimal: String { Hex.encode(digest.finalize()) }
}
