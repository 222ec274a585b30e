public import Foundation

/// A typed key: an `ID<Rating>` cannot be passed for an `ID<Submission>`.
///
/// The value is a UUID of version 7 (milliseconds first, so keys grow with time) whose last byte is the bucket,
/// 0...255, of the row that it names: an id alone tells where its row lives.
public struct ID<Entity>: Hashable, Sendable, CustomStringConvertible {
    /// The key as PostgreSQL stores it.
    public let uuid: UUID

    /// Wraps a stored key.
    public init(_ uuid: UUID) { self.uuid = uuid }

    /// Makes a fresh key for a row of `bucket`, ordered by `time`.
    public init(bucket: UInt8, at time: Date) {
        let milliseconds = UInt64(max(0, (time.timeIntervalSince1970 * 1000).rounded()))
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index)) }
        // Two numbers and not nine bytes: each asks the kernel.
        let (first, second) = (UInt64.random(in: .min ... .max), UInt8.random(in: .min ... .max))
        for index in 6..<14 { bytes[index] = UInt8(truncatingIfNeeded: first >> UInt64(8 * (index - 6))) }
        bytes[14] = second
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        bytes[15] = bucket
        self.uuid = UUID(bytes: bytes)
    }

    /// Reads the text form, 8-4-4-4-12 hexadecimal digits of either case; nil for anything else.
    public init?(_ text: String) {
        guard let uuid = UUID(text: text) else { return nil }
        self.uuid = uuid
    }

    /// The bucket of the row, 0...255.
    public var bucket: Int16 { Int16(uuid.uuid.15) }

    /// Lower-case text form, written by hand: Foundation's goes through `snprintf`.
    public var description: String {
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                for (index, byte) in bytes.enumerated() {
                    if [4, 6, 8, 10].contains(index) {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = Hex.digit(byte >> 4)
                    text[place + 1] = Hex.digit(byte & 0xF)
                    place += 2
                }
                return place
            }
        }
    }
}

extension UUID {
    /// Sixteen bytes, big endian; missing bytes are zero.
    init(bytes: [UInt8]) {
        self = withUnsafeTemporaryAllocation(of: uuid_t.self, capacity: 1) { buffer in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for index in 0..<16 { raw[index] = index < bytes.count ? bytes[index] : 0 }
            return UUID(uuid: raw.loadUnaligned(as: uuid_t.self))
        }
    }

    /// Reads 8-4-4-4-12 hexadecimal digits by hand: Foundation's own reader goes through `sscanf`.
    init?(text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 36 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for (index, digit) in digits.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard digit == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let nibble = Hex.nibble(digit) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        self.init(bytes: bytes)
    }
}
