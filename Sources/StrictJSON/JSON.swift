/// JSON to be written: an ordered tree, rendered to UTF-8 bytes.
public enum JSON: Sendable {
    /// A member of an object; order is kept.
    public typealias Member = (key: String, value: JSON)

    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number; written in its shortest form that reads back the same, `null` when it is not finite.
    case double(Double)
    /// Text.
    case string(String)
    /// `[…]`.
    case array([JSON])
    /// `{…}`, members in this order.
    case object([Member])
    /// JSON that is rendered already; spliced as it is.
    case raw([UInt8])
    /// `[…]` of very many elements: how many, and the one at a place, which is made when it is its turn and gone before
    /// the next.
    case elements(Int, @Sendable (Int) -> JSON)

    /// Rendered without white space.
    /// - Parameter capacity: about as many bytes as it will have, where they are many: what grows is copied while it does
    public func bytes(capacity: Int = 0) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(capacity)
        append(to: &output)
        return output
    }

    /// Appends the rendered value.
    public func append(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): output.append(contentsOf: String(value).utf8)
        case .double(let value): Self.append(value, to: &output)
        case .string(let value): Self.append(string: value, to: &output)
        case .raw(let bytes): output.append(contentsOf: bytes)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.append(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .elements(let count, let element):
            output.append(UInt8(ascii: "["))
            for index in 0..<count {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element(index).append(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                Self.append(string: member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.append(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Appends a quoted string: escapes what JSON must escape, and U+2028 and U+2029, which end lines elsewhere.
    public static func append(string: String, to output: inout [UInt8]) {
        var string = string
        string.withUTF8 { bytes in
            output.append(UInt8(ascii: "\""))
            var start = 0
            var at = 0
            while true {
                at = PlainText.end(in: bytes, from: at)
                guard at < bytes.count else { break }
                let length = escapedLength(in: bytes, at)
                if length > 0 {
                    output.append(contentsOf: bytes[start..<at])
                    appendEscape(of: bytes[at + length - 1], to: &output)
                    start = at + length
                }
                at += max(1, length)
            }
            output.append(contentsOf: bytes[start...])
            output.append(UInt8(ascii: "\""))
        }
    }

    /// How many bytes at an offset make a character that is escaped; 0 when they are written as they are.
    private static func escapedLength(in bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        if bytes[at] < 0x80 { return 1 }
        let isLineSeparator =
            bytes[at] == 0xE2 && at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8
        return isLineSeparator ? 3 : 0
    }

    /// `last` is the last byte of the character: those of U+2028 and U+2029 are not ASCII.
    private static func appendEscape(of last: UInt8, to output: inout [UInt8]) {
        switch last {
        case 0x22: output.append(contentsOf: "\\\"".utf8)
        case 0x5C: output.append(contentsOf: "\\\\".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0xA8: output.append(contentsOf: "\\u2028".utf8)
        case 0xA9: output.append(contentsOf: "\\u2029".utf8)
        default:
            output.append(contentsOf: (last < 16 ? "\\u000" : "\\u00").utf8)
            output.append(contentsOf: String(last, radix: 16).utf8)
        }
    }

    private static func append(_ value: Double, to output: inout [UInt8]) {
        guard value.isFinite else { return output.append(contentsOf: "null".utf8) }
        // The size is judged as a double: Int.min has no absolute value.
        if value.magnitude < 0x1p53, let whole = Int(exactly: value) {
            output.append(contentsOf: String(whole).utf8)
        } else {
            output.append(contentsOf: "\(value)".utf8)
        }
    }
}

extension JSON: Equatable {
    /// Same kind, same content; members in the same order.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.double(let a), .double(let b)): a == b
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.raw(let a), .raw(let b)): a == b
        case (.object(let a), .object(let b)):
            a.count == b.count
                && zip(a, b).allSatisfy { $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value }
        default: false
        }
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// `[…]`.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// `{…}` in the order written.
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { ($0.0, $0.1) }) }
}
