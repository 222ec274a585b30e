import Foundation

/// A header's value with its parameters, such as `form-data; name="log"; filename="chat.jsonl"`.
struct HeaderValue {
    /// What stands before the first `;`, lower case.
    let value: String
    /// Parameters by lower-case name, unquoted.
    private(set) var parameters: [String: String] = [:]

    init(_ text: String) {
        let pieces = Self.split(Array(text.utf8))
        value = pieces.first.map { Self.trimmed($0).lowercased() } ?? ""
        for piece in pieces.dropFirst() {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = Self.trimmed(piece[..<equals]).lowercased()
            if parameters[name] == nil { parameters[name] = Self.unquoted(Self.trimmed(piece[(equals + 1)...])) }
        }
    }

    /// `UTF-8''na%C3%AFve.json` of RFC 5987; nil for another character set or a broken value.
    static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return parts[2].removingPercentEncoding
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
        return pieces + [bytes[min(start, bytes.count)...]]
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.startIndex
        return String(decoding: bytes[..<end].drop { $0 <= 0x20 }, as: UTF8.self)
    }

    /// Browsers write a quote as `%22` and a line end as `%0D%0A` inside the quotes; older clients use a backslash
    /// before a quote. A backslash before anything else is a character of its own (`C:\logs\aria.json`).
    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("%22", with: "\"")
            .replacing("%0D", with: " ").replacing("%0A", with: " ")
    }
}
