import HTTPTypes

/// Names a request in logs and answers: the client's own name for it, or ours.
struct RequestID: Sendable, CustomStringConvertible {
    let description: String

    /// - Parameter given: what the client sent in `X-Request-Id`; anything but a short word is not taken
    init(given: String? = nil) {
        if let given, 1...64 ~= given.utf8.count, given.utf8.allSatisfy(Self.isTaken) {
            description = given
        } else {
            let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
            description = String(repeating: "0", count: 16 - digits.count) + digits
        }
    }

    private static func isTaken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension HTTPField.Name {
    /// Names a request, on its way in and out.
    static let xRequestID = HTTPField.Name("X-Request-Id") ?? .eTag
}
