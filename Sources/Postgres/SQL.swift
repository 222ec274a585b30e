/// SQL text with the values that belong to it: what is interpolated is bound, never spliced.
///
/// ```swift
/// let byPart: SQL = "select id from rating where part = \(part) and verdict = any(\(verdicts))"
/// byPart.description  // select id from rating where part = $1 and verdict = any($2)
/// ```
/// Fragments nest and join; their parameters are renumbered.
public struct SQL: ExpressibleByStringInterpolation, CustomStringConvertible, Sendable {
    /// UTF-8 with `$1`, `$2` … in place.
    private(set) var text: [UInt8] = []
    private(set) var parameters = Parameters()
    /// Where each `$n` stands in `text`: text may hold dollar signs of its own, so they cannot be searched for.
    private var placeholders: [Int] = []
    private var endsWithPlaceholder = false

    /// SQL without values.
    public init(stringLiteral text: String) {
        append(text)
    }

    /// SQL from an interpolated literal.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    fileprivate init() {}

    /// The text with `$1`, `$2` … for the values; never the values.
    public var description: String { String(decoding: text, as: UTF8.self) }

    /// Both fragments in a row; write the blank between them yourself.
    public static func + (first: SQL, second: SQL) -> SQL {
        var sum = first
        sum.append(second)
        return sum
    }

    /// Appends the fragment; write the blank between them yourself.
    public static func += (first: inout SQL, second: SQL) {
        first.append(second)
    }

    /// The fragments with `separator` in between, for conditions that come and go.
    public static func join(_ fragments: [SQL], separator: SQL) -> SQL {
        var sum = SQL()
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { sum.append(separator) }
            sum.append(fragment)
        }
        return sum
    }

    fileprivate mutating func append(_ literal: String) {
        guard let first = literal.utf8.first else { return }
        separateDigit(first)
        text.append(contentsOf: literal.utf8)
    }

    fileprivate mutating func bind(_ value: some SQLValue) {
        parameters.append(value)
        appendPlaceholder()
    }

    fileprivate mutating func append(_ other: SQL) {
        var copied = 0
        for placeholder in other.placeholders {
            appendText(other.text[copied..<placeholder])
            appendPlaceholder()
            copied = placeholder + 1
            while copied < other.text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(other.text[copied]) {
                copied += 1
            }
        }
        appendText(other.text[copied...])
        parameters.append(other.parameters)
    }

    private mutating func appendText(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return }
        separateDigit(first)
        text.append(contentsOf: bytes)
    }

    private mutating func appendPlaceholder() {
        separateDigit(UInt8(ascii: "$"))
        placeholders.append(text.count)
        text.append(UInt8(ascii: "$"))
        text.append(contentsOf: String(placeholders.count).utf8)
        endsWithPlaceholder = true
    }

    /// Keeps `$1` followed by the text `0` from becoming `$10`.
    private mutating func separateDigit(_ next: UInt8) {
        if endsWithPlaceholder, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) {
            text.append(UInt8(ascii: " "))
        }
        endsWithPlaceholder = false
    }
}

extension SQL {
    /// Collects the pieces of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL()

        /// An empty collection.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Text of the program itself.
        public mutating func appendLiteral(_ literal: String) { sql.append(literal) }

        /// A value, bound as a parameter.
        public mutating func appendInterpolation(_ value: some SQLValue) { sql.bind(value) }

        /// A value or NULL, bound as a parameter.
        public mutating func appendInterpolation<Value: SQLValue>(_ value: Value?) { sql.bind(value) }

        /// A fragment with its own values.
        public mutating func appendInterpolation(_ fragment: SQL) { sql.append(fragment) }

        /// The name of a table, column or channel, quoted.
        public mutating func appendInterpolation(identifier: String) {
            sql.append("\"" + identifier.replacing("\"", with: "\"\"") + "\"")
        }

        /// A string constant, quoted, for statements that take no parameters (COPY, SET, NOTIFY).
        public mutating func appendInterpolation(literal: String) {
            // E'' means the same whatever standard_conforming_strings says.
            let escaped = literal.replacing("\\", with: "\\\\").replacing("'", with: "''")
            sql.append(" E'" + escaped + "'")
        }

        /// Text of the program that is not a literal; anything from outside would be an injection.
        public mutating func appendInterpolation(raw: String) { sql.append(raw) }
    }
}
