import Crypto
import Foundation

/// Where a row of community data lives: a number 0...255 that leads every key of its tables.
///
/// A pure function of the row's natural key, so that a retry meets the row that it repeats.
public enum Bucket {
    /// Number of buckets, fixed for ever.
    public static let count = 256

    /// Low byte of SHA-256 of a natural key: the idempotency key of a submission, the rater of a rating.
    public static func of(_ naturalKey: String) -> UInt8 {
        var last: UInt8 = 0
        for byte in SHA256.hash(data: Data(naturalKey.utf8)) { last = byte }
        return last
    }
}
