import StrictJSON

/// A piece of text: `code` in the document's Markdown, or plain.
struct TextRun: Sendable, Equatable {
    let text: String
    let isCode: Bool

    /// Splits at backticks.
    static func runs(_ text: String) -> [TextRun] {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        return pieces.enumerated().filter { !$0.element.utf8.isEmpty }.map { index, piece in
            TextRun(text: String(piece), isCode: !index.isMultiple(of: 2))
        }
    }
}

/// A paragraph of a description.
struct DocsParagraph: Sendable, Equatable {
    let runs: [TextRun]

    /// The paragraphs of a description; none without one.
    static func all(in description: JSONValue?) -> [DocsParagraph] {
        (description?.string ?? "").split(separator: "\n\n").map { DocsParagraph(runs: TextRun.runs(String($0))) }
    }
}

/// A type in words, with links to the schemas that it names.
struct DocsType: Sendable {
    let pieces: [DocsPiece]

    /// The schemas that it names.
    var schemas: [String] { pieces.filter { $0.is["schema"] == true }.map(\.text) }

    init(words: String) { pieces = [DocsPiece(words)] }

    init(_ schema: JSONValue) { pieces = Self.pieces(of: schema) }

    private static func pieces(of schema: JSONValue) -> [DocsPiece] {
        if let name = schema["$ref"]?.string?.split(separator: "/").last { return [DocsPiece(String(name), .schema)] }
        for (word, joint) in [("oneOf", DocsPiece.Kind.or), ("anyOf", .or), ("allOf", .with)] where schema[word] != nil
        {
            return joined(schema[word].elements.map(pieces(of:)), joint)
        }
        if let value = schema["const"] { return [DocsPiece(value.indented())] }
        if schema["enum"] != nil {
            let words = schema["enum"].elements.map { $0.string ?? $0.indented() }
            return [DocsPiece(words.filter { !$0.isEmpty }.joined(separator: ", "))]
        }
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"].elements.compactMap(\.string)
        return joined(types.map { type in type == "array" ? array(schema) : words(type, schema) }, .or)
    }

    private static func array(_ schema: JSONValue) -> [DocsPiece] {
        let items = schema["items"].map(pieces(of:)) ?? []
        return items.isEmpty ? [DocsPiece("array")] : [DocsPiece("", .arrayOf)] + items
    }

    private static func words(_ type: String, _ schema: JSONValue) -> [DocsPiece] {
        guard type != "null" else { return [DocsPiece(type)] }
        let form = DocsPiece(schema["format"]?.string.map { "\(type) (\($0))" } ?? type)
        switch (schema["minimum"]?.numberText, schema["maximum"]?.numberText) {
        case (let low?, let high?): return [form, DocsPiece(low, .range, end: high)]
        case (let low?, nil): return [form, DocsPiece(low, .least)]
        case (nil, let high?): return [form, DocsPiece(high, .most)]
        case (nil, nil): return [form]
        }
    }

    private static func joined(_ parts: [[DocsPiece]], _ joint: DocsPiece.Kind) -> [DocsPiece] {
        Array(parts.joined(separator: [DocsPiece("", joint)]))
    }
}

/// A piece of a type; the words between are the template's.
struct DocsPiece: Sendable {
    /// What it is.
    enum Kind: String, CaseIterable {
        case plain, schema, or, with, range, least, most
        case arrayOf = "array_of"
    }

    let `is`: [String: Bool]
    let text: String
    /// The other end of a range.
    let end: String

    init(_ text: String, _ kind: Kind = .plain, end: String = "") {
        self.text = text
        self.is = [kind.rawValue: true]
        self.end = end
    }
}

/// A row of a table: a parameter, or a member of a body.
struct DocsField: Sendable {
    let name: String
    /// Where a parameter stands; `body` of a member.
    let place: Word
    let type: DocsType
    let isRequired: Bool
    let about: [DocsParagraph]

    init(parameter: JSONValue) {
        name = parameter["name"]?.string ?? ""
        place = Word(parameter["in"]?.string ?? "")
        type = parameter["schema"].map(DocsType.init) ?? DocsType(words: "")
        isRequired = parameter["required"]?.bool ?? false
        about = DocsParagraph.all(in: parameter["description"])
    }

    private init(_ name: String, _ schema: JSONValue, isRequired: Bool) {
        self.name = name
        place = Word("body")
        type = DocsType(schema)
        self.isRequired = isRequired
        about = DocsParagraph.all(in: schema["description"])
    }

    /// The members of an object; those of objects in it follow as `outer.inner` and `outer[].inner`.
    static func members(of schema: JSONValue, prefix: String = "") -> [DocsField] {
        let required = Set(schema["required"].elements.compactMap(\.string))
        let own = schema["properties"].members.flatMap { name, member in
            let path = prefix + name
            let inner =
                members(of: member, prefix: "\(path).")
                + (member["items"].map { members(of: $0, prefix: "\(path)[].") } ?? [])
            return [DocsField(path, member, isRequired: required.contains(name))] + inner
        }
        return own
            + ["allOf", "oneOf"].flatMap { word in
                schema[word].elements.flatMap { members(of: $0, prefix: prefix) }
            }
    }
}

extension JSONValue {
    /// Written for people: what fits stays on one line.
    func indented(by depth: Int = 0) -> String {
        let flat = String(decoding: json().bytes(), as: UTF8.self)
        let isShort = flat.utf8.count + depth <= 88
        let inner = String(repeating: " ", count: depth + 2)
        let end = "\n" + String(repeating: " ", count: depth)
        switch kind {
        case .array where !isShort:
            return "[\n" + elements.map { inner + $0.indented(by: depth + 2) }.joined(separator: ",\n") + end + "]"
        case .object where !isShort:
            let lines = members.map { name, value in
                inner + String(decoding: JSON.string(name).bytes(), as: UTF8.self) + ": "
                    + value.indented(by: depth + 2)
            }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        default: return flat
        }
    }
}
