import Foundation

/// A header's value with its parameters, such as `form-data; name="log"; filename="chat.jsonl"`.
struct HeaderValue {
    /// What stands before the first `;`, lower case.
    let value: String
    /// Parameters by lower-case ASCII name, unquoted; of two with one name the first.
    private(set) var parameters: [String: String] = [:]

    init(_ text: String) {
        let pieces = Self.split(Array(text.utf8))
        value = pieces.first.map { Self.text(Self.trimmed($0)).lowercased() } ?? ""
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let bytes = Self.trimmed(piece[..<equals])
            guard bytes.allSatisfy({ $0 < 0x80 }) else { continue }
            let name = Self.text(bytes).lowercased()
            if parameters[name] == nil {
                parameters[name] = Self.text(Self.unquoted(Self.trimmed(piece[(equals + 1)...])))
            }
        }
    }

    /// `UTF-8''na%C3%AFve.json` of RFC 5987; nil for another character set or a broken value.
    static func extended(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, String(parts[0])?.lowercased() == "utf-8" else { return nil }
        return String(parts[2])?.removingPercentEncoding
    }

    /// Splits at `;` outside of quotes.
    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted:
                pieces.append(bytes[start..<index])
                start = index + 1
            default: break
            }
            index += 1
        }
        return pieces + [bytes[start...]]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.startIndex
        return bytes[..<end].drop { $0 <= 0x20 }
    }

    /// Browsers write a quote as `%22` and a line end as `%0D%0A` inside the quotes; older clients use a backslash
    /// before a quote. A backslash before anything else is a character of its own (`C:\logs\aria.json`).
    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let quote = UInt8(ascii: "\"")
        guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return bytes }
        var rest = bytes.dropFirst().dropLast()
        var output: [UInt8] = []
        while let byte = rest.first {
            let known = replacements.first { rest.starts(with: $0.written.utf8) }
            output.append(known?.character ?? byte)
            rest = rest.dropFirst(known?.written.utf8.count ?? 1)
        }
        return output[...]
    }

    private static let replacements: [(written: String, character: UInt8)] = [
        ("\\\"", UInt8(ascii: "\"")), ("%22", UInt8(ascii: "\"")), ("%0D", UInt8(ascii: " ")),
        ("%0A", UInt8(ascii: " ")),
    ]
}
