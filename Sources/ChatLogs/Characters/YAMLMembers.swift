/// The text members of a YAML mapping, in the styles that programs and people write characters in: plain, quoted, and
/// blocks after `|` or `>`. Other YAML is not understood and not needed.
struct YAMLMembers {
    private var texts: [ByteKey: [UInt8]] = [:]
    private let lines: [ArraySlice<UInt8>]
    private var next = 0

    /// Reads a mapping; what is no member of its first level is left out.
    init(_ text: [UInt8]) {
        lines = TextLines(text).map(\.text)
        while next < lines.count {
            let line = lines[next]
            next += 1
            guard let first = line.first, first.isASCIILetter || first == 0x5F,
                let colon = line.prefix(64).firstIndex(of: 0x3A)
            else { continue }
            let key = ByteKey(Array(line[..<colon]))
            let text = value(line[(colon + 1)...].drop { $0 == 0x20 })
            if texts[key] == nil { texts[key] = text }
        }
    }

    /// The text of a member; nil when it is absent or empty.
    subscript(name: String) -> [UInt8]? {
        guard let text = texts[ByteKey(Array(name.utf8))], !text.isEmpty else { return nil }
        return text
    }

    private mutating func value(_ start: ArraySlice<UInt8>) -> [UInt8] {
        switch start.first {
        case 0x7C: block(isFolded: false)
        case 0x3E: block(isFolded: true)
        case 0x22: quoted(start.dropFirst(), by: 0x22)
        case 0x27: quoted(start.dropFirst(), by: 0x27)
        default: WhiteSpace.trimmed(folded([Array(start)] + continuation()))
        }
    }

    /// The following lines that are indented, or blank, without their line ends.
    private mutating func continuation() -> [[UInt8]] {
        var found: [[UInt8]] = []
        while next < lines.count, lines[next].first.map({ $0 == 0x20 || $0 == 0x09 }) ?? true {
            found.append(Array(lines[next]))
            next += 1
        }
        while let last = found.last, last.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { found.removeLast() }
        return found
    }

    private mutating func block(isFolded: Bool) -> [UInt8] {
        let raw = continuation()
        let indent = raw.first { !$0.isEmpty }?.prefix { $0 == 0x20 }.count ?? 0
        let plain = raw.map { Array($0.dropFirst(min(indent, $0.prefix { $0 == 0x20 }.count))) }
        return isFolded ? folded(plain) : Array(plain.joined(separator: [0x0A]))
    }

    /// One line out of several: a line end is a space, a blank line is a line end.
    private func folded(_ lines: [[UInt8]]) -> [UInt8] {
        var text: [UInt8] = []
        var blanks = 0
        for (index, line) in lines.enumerated() {
            let line = WhiteSpace.trimmed(line)
            if line.isEmpty {
                blanks += 1
                continue
            }
            if blanks > 0 {
                text += [UInt8](repeating: 0x0A, count: blanks)
            } else if index > 0, !text.isEmpty {
                text.append(0x20)
            }
            blanks = 0
            text += line
        }
        return text
    }

    /// A quoted text that may go on in the following lines.
    private mutating func quoted(_ start: ArraySlice<UInt8>, by quote: UInt8) -> [UInt8] {
        var parts: [[UInt8]] = []
        var line = start
        var isJoined = false
        while true {
            let (text, end) = Self.unquoted(line, by: quote)
            if isJoined { parts[parts.count - 1] += text } else { parts.append(text) }
            guard end != .quote, next < lines.count else { break }
            isJoined = end == .escape
            line = lines[next].drop { $0 == 0x20 || $0 == 0x09 }
            next += 1
        }
        let text = parts.count == 1 ? parts[0] : folded(parts)
        return quote == 0x22 ? Self.unescaped(text) : text
    }

    /// How a line of a quoted text ends.
    private enum LineEnd { case quote, escape, text }

    /// What stands before the closing quote, doubled single quotes made one.
    private static func unquoted(_ line: ArraySlice<UInt8>, by quote: UInt8) -> (text: [UInt8], end: LineEnd) {
        var text: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            if quote == 0x22, byte == 0x5C {
                guard index + 1 < line.endIndex else { return (text, .escape) }
                text += line[index...index + 1]
                index += 2
                continue
            }
            if byte == quote {
                guard quote == 0x27, index + 1 < line.endIndex, line[index + 1] == quote else { return (text, .quote) }
                index += 1
            }
            text.append(byte)
            index += 1
        }
        return (text, .text)
    }

    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        rewriting(text, at: ByteSet([0x5C])) { index in
            guard index + 1 < text.count else { return nil }
            switch text[index + 1] {
            case 0x6E: return (2, [0x0A])
            case 0x74: return (2, [0x09])
            case 0x72: return (2, [0x0D])
            case 0x78: return scalar(text, index, digits: 2)
            case 0x75: return scalar(text, index, digits: 4)
            case 0x55: return scalar(text, index, digits: 8)
            default: return (2, [text[index + 1]])
            }
        }?.text ?? text
    }

    private static func scalar(_ text: [UInt8], _ index: Int, digits: Int) -> (length: Int, by: [UInt8])? {
        guard index + 2 + digits <= text.count else { return nil }
        let hex = String(decoding: text[index + 2..<index + 2 + digits], as: UTF8.self)
        guard let value = UInt32(hex, radix: 16) else { return nil }
        var output: [UInt8] = []
        UTF8Bytes.append(value, to: &output)
        return (digits + 2, output)
    }
}
