import Glibc

/// An address of the Internet Protocol. One of version 4 that is written as version 6 (`::ffff:192.0.2.7`) is one of
/// version 4.
public struct NetworkAddress: Sendable, Hashable {
    /// 4 or 16 bytes, as they go over the wire.
    public let bytes: [UInt8]

    /// Reads the usual text; a zone (`fe80::1%eth0`) is left out. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let address = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        guard !address.utf8.contains(0) else { return nil }
        let bytes =
            Self.read(String(address), AF_INET, count: 4) ?? Self.read(String(address), AF_INET6, count: 16)
        guard let bytes else { return nil }
        self.init(bytes: bytes)
    }

    /// Takes 4 or 16 bytes as they go over the wire; nil for another number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let isMapped = bytes.count == 16 && bytes.starts(with: Self.mapped)
        self.bytes = isMapped ? Array(bytes.dropFirst(Self.mapped.count)) : bytes
    }

    /// The network that whoever it belongs to got as one: /24 of version 4, /48 of version 6.
    public var prefix: [UInt8] { Array(bytes.prefix(bytes.count == 4 ? 3 : 6)) }

    /// What one client has: an address of version 4, a /64 of version 6.
    public var network: [UInt8] { Array(bytes.prefix(8)) }

    /// Whether only this machine itself has it.
    public var isThisMachine: Bool { Self.thisMachine.contains { $0.contains(self) } }

    /// Whether it is somebody's on the Internet: not this machine's, not of a private or shared network, not a group's.
    public var isPublic: Bool { !Self.notPublic.contains { $0.contains(self) } }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    private static let thisMachine = ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) }

    /// RFC 6890 without what is for documentation only.
    private static let notPublic = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
    ].compactMap { NetworkRange($0) }

    private static func read(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}

/// Addresses that begin alike.
public struct NetworkRange: Sendable, Hashable {
    /// Any address in it.
    private let address: NetworkAddress
    /// How many bits are alike.
    private let bits: Int

    /// Reads an address, or an address and a number of bits (`10.0.0.0/8`); nil for anything else.
    public init?(_ text: some StringProtocol) {
        let pieces = text.split(separator: "/", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let first = pieces.first, let address = NetworkAddress(first) else { return nil }
        self.address = address
        let most = address.bytes.count * 8
        guard pieces.count == 2 else {
            bits = most
            return
        }
        guard let bits = Int(pieces[1]), 0...most ~= bits else { return nil }
        self.bits = bits
    }

    /// Whether an address of the same version begins like this.
    public func contains(_ other: NetworkAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        return address.bytes.indices.allSatisfy { index in
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, bits - index * 8)))
            return (address.bytes[index] ^ other.bytes[index]) & mask == 0
        }
    }
}
