public import Crypto
import Foundation

/// That ratings of one experiment came from one network, and nothing about which.
///
/// The first 8 bytes of HMAC-SHA256(server key, experiment | prefix of the address): without the server's key it cannot be
/// turned back into an address, and marks of two experiments cannot be compared.
public struct RatingNetwork: Sendable, Hashable {
    /// As it is kept.
    public let mark: Int64

    /// The mark as it was kept.
    public init(mark: Int64) { self.mark = mark }

    /// The mark of an address; nil for one that says nothing: unknown, of this machine or of a private network.
    public init?(of address: NetworkAddress?, experiment: String, serverKey: SymmetricKey) {
        guard let address, address.isPublic else { return nil }
        let named = Data("network|\(experiment)|".utf8) + Data(address.prefix)
        mark = Int64(bigEndianPrefix: HMAC<SHA256>.authenticationCode(for: named, using: serverKey))
    }
}

/// What is the same for comments that were copied, whatever happened to their spaces, marks and capitals.
public enum CommentFingerprint {
    /// Letters and digits of which fewer say too little: "love it" is not copied.
    public static let shortest = 20

    /// The first 8 bytes of SHA-256 of a comment's letters and digits in lower case; nil below twenty of them.
    public static func of(_ comment: String) -> Int64? {
        var text = ""
        var count = 0
        // Scalar by scalar: a run of combining marks must not make it slow.
        for scalar in comment.unicodeScalars where scalar.isLetterOrDigit {
            count += 1
            text.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        guard count >= shortest else { return nil }
        return Int64(bigEndianPrefix: SHA256.hash(data: Data(text.utf8)))
    }
}

extension Int64 {
    /// The first eight bytes.
    fileprivate init(bigEndianPrefix bytes: some Sequence<UInt8>) {
        self = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension Unicode.Scalar {
    fileprivate var isLetterOrDigit: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}
