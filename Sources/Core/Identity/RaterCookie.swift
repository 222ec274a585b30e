public import Crypto
import Foundation

/// Who rates from a browser: a random name signed by the server, so that a name cannot be made up or taken over.
public enum RaterCookie {
    /// Cookie name.
    public static let name = "chorus_rater"

    /// A fresh cookie value, `name.signature`.
    public static func make(serverKey: SymmetricKey) -> String {
        let name = "web-" + BitGroups.base32.encode((0..<16).map { _ in UInt8.random(in: 0...255) })
        return "\(name).\(signature(of: name, serverKey: serverKey))"
    }

    /// The rater named by a cookie value; nil when the signature is not ours.
    public static func rater(in cookie: String, serverKey: SymmetricKey) -> String? {
        guard let dot = cookie.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let name = String(cookie[..<dot])
        let presented = cookie[cookie.utf8.index(after: dot)...]
        return isSame(presented.utf8, signature(of: name, serverKey: serverKey).utf8) ? name : nil
    }

    /// Takes as long for a signature that is nearly right as for one that is all wrong.
    private static func isSame(_ left: Substring.UTF8View, _ right: String.UTF8View) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func signature(of name: String, serverKey: SymmetricKey) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("rater|\(name)".utf8), using: serverKey)
        return BitGroups.base32.encode(code.prefix(16))
    }
}
