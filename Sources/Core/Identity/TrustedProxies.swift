/// The proxies whose word about where a request came from is taken; nobody else's is.
public struct TrustedProxies: Sendable, Hashable {
    private let ranges: [NetworkRange]

    /// None.
    public init() { ranges = [] }

    /// Reads addresses and ranges (`10.0.0.0/8`) with commas between them; nil when one of them is neither.
    public init?(_ text: String) {
        var ranges: [NetworkRange] = []
        for piece in text.split(separator: ",") {
            guard let range = NetworkRange(Self.trimmed(piece)) else { return nil }
            ranges.append(range)
        }
        self.ranges = ranges
    }

    /// Who sent a request: who holds the connection, or who a trusted proxy says is behind it.
    ///
    /// Each proxy adds whom it talks to at the right end of `X-Forwarded-For`, and anybody can send one that begins with
    /// anything: the right-most address that is not a trusted proxy's is the client's.
    /// - Parameter forwarded: the values of `X-Forwarded-For`, in their order
    /// - Returns: nil when that is not known
    public func client(peer: NetworkAddress?, forwarded: [String]) -> NetworkAddress? {
        guard var client = peer else { return nil }
        let hops = forwarded.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        for hop in hops.reversed() {
            guard contains(client) else { return client }
            guard let next = Self.address(Self.trimmed(hop)) else { return nil }
            client = next
        }
        return client
    }

    /// Whether an address is that of one of them.
    public func contains(_ address: NetworkAddress) -> Bool { ranges.contains { $0.contains(address) } }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = text.drop(while: isSpace)
        return start[..<(start.lastIndex { !isSpace($0) }.map { start.index(after: $0) } ?? start.startIndex)]
    }

    /// Some proxies write the port too: `192.0.2.7:4711`, `[2001:db8::7]:4711`.
    private static func address(_ text: Substring) -> NetworkAddress? {
        if text.first == "[" { return NetworkAddress(text.dropFirst().prefix { $0 != "]" }) }
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        return NetworkAddress(pieces.count == 2 ? pieces[0] : text)
    }
}
