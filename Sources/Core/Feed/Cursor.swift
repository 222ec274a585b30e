public import Foundation

/// How far a consumer has read: opaque to it, base64url(epoch, position, first 8 bytes of the chain link there).
///
/// The link makes a rewound feed visible: after a restore the position may exist again, but not with this link.
public struct Cursor: Sendable, Equatable {
    /// Which feed: a new one has another epoch.
    public var epoch: UUID
    /// Last position that was read; 0 before the first.
    public var position: Int
    /// First eight bytes of the chain link at that position.
    public var link: [UInt8]

    /// Cuts `chain` to the bytes that a cursor carries.
    public init(epoch: UUID, position: Int, chain: [UInt8]) {
        self.epoch = epoch
        self.position = position
        self.link = Array(chain.prefix(8))
    }

    /// Reads the text form; nil when it was never one of ours.
    public init?(_ text: String) {
        guard let bytes = BitGroups.base64URL.decode(text), bytes.count == 32 else { return nil }
        epoch = UUID(bytes: Array(bytes[0..<16]))
        let value = bytes[16..<24].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let position = Int(exactly: value) else { return nil }
        self.position = position
        link = Array(bytes[24..<32])
    }

    /// The text form, 43 characters.
    public var text: String {
        let epochBytes = withUnsafeBytes(of: epoch.uuid) { Array($0) }
        let positionBytes = withUnsafeBytes(of: UInt64(position).bigEndian) { Array($0) }
        return BitGroups.base64URL.encode(epochBytes + positionBytes + link)
    }
}
