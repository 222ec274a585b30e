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
        var text: [UInt8] = []
        var count = 0
        // Scalar by scalar: a run of combining marks must not make it slow.
        for scalar in comment.unicodeScalars {
            if let byte = scalar.lowercaseASCII {
                text.append(byte)
            } else if scalar.isLetterOrDigit {
                text.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            } else {
                continue
            }
            count += 1
        }
        guard count >= shortest else { return nil }
        return Int64(bigEndianPrefix: SHA256.hash(data: text))
    }
}

extension Int64 {
    /// The first eight bytes.
    fileprivate init(bigEndianPrefix bytes: some Sequence<UInt8>) {
        self = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension Unicode.Scalar {
    /// Of the letters and digits that most comments consist of.
    fileprivate var lowercaseASCII: UInt8? {
        switch value {
        case 0x30...0x39, 0x61...0x7A: UInt8(value)
        case 0x41...0x5A: UInt8(value | 0x20)
        default: nil
        }
    }

    fileprivate var isLetterOrDigit: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}
