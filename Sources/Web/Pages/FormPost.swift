import Core
import Foundation
import HTTPTypes
import Hummingbird

extension Request {
    /// Refuses a form that another site sent in the visitor's name.
    func requireSameOrigin() throws {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ headers[$0] }) {
            guard site == "same-origin" || site == "none" else { throw Self.crossSite }
            return
        }
        // Browsers leave Sec-Fetch-Site out on plain http; every one of them sends Origin with a POST.
        guard let origin = headers[.origin], let scheme = origin.firstRange(of: "://"), let host = head.authority,
            origin[scheme.upperBound...].lowercased().utf8.elementsEqual(host.lowercased().utf8)
        else { throw Self.crossSite }
    }

    private static let crossSite = Problem(
        403, "cross_site", "This form was sent from another site. Open the page here and send it again.")

    /// The fields of an `application/x-www-form-urlencoded` body.
    func form(upTo limit: Int = FormFields.maximumBytes) async throws -> FormFields {
        guard mediaType == "application/x-www-form-urlencoded" else {
            throw Problem(415, "unsupported_media_type", "Send this as application/x-www-form-urlencoded.")
        }
        return try FormFields(urlEncoded: try await bytes(upTo: limit))
    }
}

/// The fields of a form, as they were sent.
struct FormFields {
    /// A comment of the greatest length with each byte as `%xx`, and the other fields.
    static let maximumBytes = 65_536

    private(set) var pairs: [(name: String, value: String)] = []

    init(urlEncoded bytes: [UInt8]) throws {
        for pair in bytes.split(separator: UInt8(ascii: "&")).prefix(200) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append((try Self.decoded(halves[0]), halves.count > 1 ? try Self.decoded(halves[1]) : ""))
        }
    }

    /// The last value of a field without white space around it; empty when it was not sent.
    subscript(name: String) -> String {
        let value = pairs.last { $0.name.utf8.elementsEqual(name.utf8) }?.value ?? ""
        return value.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Every value of a field, in order.
    func all(_ name: String) -> [String] {
        pairs.filter { $0.name.utf8.elementsEqual(name.utf8) && !$0.value.isEmpty }.map(\.value)
    }

    /// What a retry repeats exactly.
    var canonicalPieces: [[UInt8]] { pairs.map { Array("\($0.name)=\($0.value)".utf8) } }

    /// Undoes `+` and `%xx`; browsers send line breaks as CR LF.
    private static func decoded(_ bytes: ArraySlice<UInt8>) throws -> String {
        var decoded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let value = hex(bytes[(index + 1)...(index + 2)])
            {
                if value != 0x0D { decoded.append(value) }
                index += 3
            } else {
                decoded.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
            }
        }
        return try FormText.string(decoded)
    }

    private static func hex(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

/// A random name for one filling of a form, so that a double click stores once.
enum FormKey {
    /// Name of its hidden field.
    static let field = "form_key"

    static func make() -> String { Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255) }) }

    /// A key as it came back; nil when it was never one of ours, which makes a fresh one.
    static func taken(_ text: String) -> String? {
        text.utf8.count == 32 && text.utf8.allSatisfy { $0 < 0x80 } ? "form-" + text : nil
    }
}
