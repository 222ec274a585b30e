import Core
import StrictJSON

/// A policy as somebody would type it: a member a line, a filter a line.
enum PolicyText {
    static func indented(_ policy: Policy) -> String {
        guard case .object(let members) = policy.json else { return "" }
        let lines = members.map { key, value in "  \"\(key)\": \(text(of: value))" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }

    private static func text(of value: JSON) -> String {
        guard case .array(let elements) = value, !elements.isEmpty else { return spaced(value) }
        return "[\n" + elements.map { "    " + spaced($0) }.joined(separator: ",\n") + "\n  ]"
    }

    /// On one line, with a space after each comma and colon.
    private static func spaced(_ value: JSON) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { "\"\($0.key)\": \(spaced($0.value))" }.joined(separator: ", ") + "}"
        case .array(let elements): "[" + elements.map(spaced).joined(separator: ", ") + "]"
        default: String(decoding: value.bytes(), as: UTF8.self)
        }
    }
}
