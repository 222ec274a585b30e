/// An address of this service that a visitor can be led on to; nobody else's.
struct LocalAddress {
    /// Path and query.
    let text: String

    /// Nil for anything that a browser could take for another site: a second slash or backslash names a host, and white
    /// space and control characters are left out before it looks. The pages of signing in lead nowhere.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 512, bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && !Self.forbidden.contains($0) }),
            !text.utf8.starts(with: "/sign-".utf8)
        else { return nil }
        self.text = text
    }

    /// For a query.
    var encoded: String { FormText.encoded(text) }

    private static let forbidden = Set("\\\"'<>`#".utf8)
}
