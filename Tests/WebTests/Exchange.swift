import Core
import Foundation
import StrictJSON
import TestService
import Testing

/// Compares a question and its answer with what is recorded in `Exchanges/NAME.txt`.
///
/// With `RECORD=1` the file is written instead, and the test fails, so that a recording is never mistaken for a pass.
func expectExchange(_ name: String, _ reply: Reply, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Exchanges/\(name).txt")
    let actual = Exchange.text(of: reply)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(actual.utf8).write(to: file)
        Issue.record("recorded \(name): read the difference, then run without RECORD", sourceLocation: sourceLocation)
        return
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
        Issue.record("\(name) was never recorded: RECORD=1", sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard !expected.utf8.elementsEqual(actual.utf8) else { return }
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let first = zip(expectedLines, actualLines).enumerated().first { $1.0 != $1.1 }
    let line = first?.offset ?? min(expectedLines.count, actualLines.count)
    Issue.record(
        """
        \(name) differs from line \(line + 1) on:
        - \(expectedLines.dropFirst(line).first ?? "(end)")
        + \(actualLines.dropFirst(line).first ?? "(end)")
        \(actual)
        """, sourceLocation: sourceLocation)
}

/// How an exchange is written down: what differs from run to run is replaced by `id-1`, `receipt-1`, `time-1`, …
enum Exchange {
    static func text(of reply: Reply) -> String {
        let request = reply.request
        var text = "\(request.method) \(request.path)\n"
        for (name, value) in request.headers { text += "\(name): \(value)\n" }
        if let body = request.body { text += "\n" + pretty(body, type: "json") + "\n" }
        text += "\n\(reply.status)\n"
        for (name, value) in reply.lastingHeaders.sorted(by: { $0.key < $1.key }) {
            text += "\(name): \(value)\n"
        }
        if !reply.body.isEmpty { text += "\n" + pretty(reply.body, type: reply.headers["content-type"] ?? "") + "\n" }
        return stable(text)
    }

    /// JSON over several lines; other bytes as text, shortened, with what cannot be printed escaped.
    private static func pretty(_ body: [UInt8], type: String) -> String {
        if type.contains("ndjson") {
            return body.split(separator: UInt8(ascii: "\n")).map { pretty(Array($0), type: "json") }
                .joined(separator: "\n")
        }
        if type.contains("json"), let document = try? JSONDocument(body, limits: .log) {
            return indented(document.root, depth: 0)
        }
        let text = String(decoding: body.prefix(2000), as: UTF8.self)
        let shown = text.unicodeScalars.map { scalar in
            scalar == "\r"
                ? ""
                : scalar == "\n" || (0x20..<0x7F).contains(scalar.value) ? "\(scalar)" : scalar.escaped(asASCII: true)
        }
        return shown.joined() + (body.count > 2000 ? "… (\(body.count) bytes)" : "")
    }

    private static func indented(_ value: JSONValue, depth: Int) -> String {
        let flat = String(decoding: value.json().bytes(), as: UTF8.self)
        guard flat.utf8.count + depth > 100 else { return flat }
        let inner = "\n" + String(repeating: " ", count: depth + 2)
        let end = "\n" + String(repeating: " ", count: depth)
        switch value.kind {
        case .array:
            return "[" + value.elements.map { inner + indented($0, depth: depth + 2) }.joined(separator: ",") + end
                + "]"
        case .object:
            let members = value.members.map { key, value in
                inner + String(decoding: JSON.string(key).bytes(), as: UTF8.self) + ": "
                    + indented(value, depth: depth + 2)
            }
            return "{" + members.joined(separator: ",") + end + "}"
        default: return flat
        }
    }

    /// Replaces each id, receipt, token, cursor and moment by a name for it.
    private static func stable(_ text: String) -> String {
        var names: [String: String] = [:]
        var counts: [String: Int] = [:]
        var output = ""
        var word = ""
        func endWord() {
            let (word, tail) = withoutNumber(word)
            if let kind = kind(of: word) {
                let name = names[word] ?? "\(kind)-\(counts[kind, default: 0] + 1)"
                if names.updateValue(name, forKey: word) == nil { counts[kind, default: 0] += 1 }
                output += name + tail
            } else {
                output += word + tail
            }
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII, isWordByte(UInt8(scalar.value)) {
                word.unicodeScalars.append(scalar)
            } else {
                endWord()
                word = ""
                output.unicodeScalars.append(scalar)
            }
        }
        endWord()
        return output
    }

    /// Cuts the number of a row off the identifier that begins with its episode's id.
    private static func withoutNumber(_ word: String) -> (word: String, tail: String) {
        guard word.utf8.count > 36, ID<Episode>(String(word.prefix(36))) != nil else { return (word, "") }
        return (String(word.prefix(36)), String(word.dropFirst(36)))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func kind(of word: String) -> String? {
        let bytes = Array(word.utf8)
        let isBase32 = bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
        if bytes.count == 36, ID<Submission>(word) != nil { return "id" }
        if bytes.count == 24, RFC3339.parse(word) != nil { return "time" }
        if bytes.count == 52, isBase32 { return "receipt" }
        if bytes.count == 59, word.hasPrefix("chorus_") { return "token" }
        if bytes.count == 43, Cursor(word) != nil { return "cursor" }
        return nil
    }
}
