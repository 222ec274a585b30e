import StrictJSON

@testable import Web

/// Compares values with schemas of the document: the part of JSON Schema that the document uses, and stricter in one
/// thing: a member that the schema does not name is a fault everywhere, because a description that is silent is not true.
struct SchemaCheck {
    let document: OpenAPIDocument

    func faults(_ value: JSONValue, _ schema: JSONValue, at path: String = "") -> [String] {
        guard let schema = document.resolved(schema) else { return ["\(path): a reference leads nowhere"] }
        var found: [String] = []
        for word in ["oneOf", "anyOf"] where schema[word] != nil {
            let branches = schema[word].elements.map { faults(value, $0, at: path) }
            if !branches.contains([]) { found += ["\(path): no branch of \(word) fits"] + branches.joined() }
        }
        for branch in schema["allOf"].elements {
            found += faults(value, branch, at: path).filter { !$0.hasSuffix(Self.unnamed) }
        }
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"].elements.compactMap(\.string)
        if !types.isEmpty, !types.contains(where: { fits(value, $0) }) { found.append("\(path): is no \(types)") }
        if schema["enum"] != nil, !schema["enum"].elements.contains(where: { $0.json() == value.json() }) {
            found.append("\(path): is not in the enum")
        }
        if let constant = schema["const"], constant.json() != value.json() {
            found.append("\(path): is not the constant")
        }
        return found + bounds(value, schema, at: path) + members(value, schema, at: path)
    }

    /// Names of the members that an object of this schema may have; nil when it may have any.
    func names(_ schema: JSONValue) -> Set<String>? {
        guard let schema = document.resolved(schema) else { return nil }
        let branches = ["allOf", "oneOf", "anyOf"].flatMap { schema[$0].elements }.compactMap(names)
        guard schema["properties"] != nil || !branches.isEmpty else { return nil }
        return branches.reduce(Set(schema["properties"].members.map(\.key))) { $0.union($1) }
    }

    private static let unnamed = "is not in the schema"

    private func members(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        if value.kind == .object {
            let required = schema["required"].elements.compactMap(\.string)
            found += required.filter { value[$0] == nil }.map { "\(path)/\($0): is missing" }
            let names = names(schema)
            for (name, member) in value.members {
                if let inner = schema["properties"]?[name] {
                    found += faults(member, inner, at: "\(path)/\(name)")
                } else if let names, !names.contains(name) {
                    found.append("\(path)/\(name): \(Self.unnamed)")
                }
            }
        }
        if value.kind == .array, let items = schema["items"] {
            found += value.elements.enumerated().flatMap { faults($0.element, items, at: "\(path)/\($0.offset)") }
        }
        return found
    }

    private func bounds(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        if let number = value.double {
            if let low = schema["minimum"]?.double, number < low { found.append("\(path): is below \(low)") }
            if let high = schema["maximum"]?.double, number > high { found.append("\(path): is above \(high)") }
        }
        if let text = value.string {
            if let most = schema["maxLength"]?.int, text.unicodeScalars.count > most {
                found.append("\(path): is too long")
            }
            if let pattern = schema["pattern"]?.string, let regex = try? Regex(pattern), !text.contains(regex) {
                found.append("\(path): does not match \(pattern)")
            }
        }
        if value.kind == .array {
            if let least = schema["minItems"]?.int, value.count < least { found.append("\(path): has too few items") }
            if let most = schema["maxItems"]?.int, value.count > most { found.append("\(path): has too many items") }
        }
        return found
    }

    private func fits(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "object": value.kind == .object
        case "array": value.kind == .array
        case "string": value.kind == .string
        case "boolean": value.kind == .bool
        case "number": value.kind == .number
        case "integer": value.int != nil
        case "null": value.kind == .null
        default: false
        }
    }
}
