import StrictJSON

/// One method of one path.
struct DocsOperation: Sendable {
    let id: String
    let tag: String
    let method: String
    let path: String
    let summary: String
    let about: [DocsParagraph]
    let access: DocsAccess
    /// The parameters.
    let fields: [DocsField]
    let hasParameters: Bool
    let bodies: [DocsBody]
    let answers: [DocsAnswer]
    let curl: String?

    init(_ operation: JSONValue, method: String, path: String, in document: OpenAPIDocument) {
        id = operation["operationId"]?.string ?? ""
        tag = operation["tags"]?[0]?.string ?? ""
        self.method = method.uppercased()
        self.path = path
        summary = operation["summary"]?.string ?? ""
        about = DocsParagraph.all(in: operation["description"])
        access = DocsAccess(operation["security"])
        fields = operation["parameters"].elements.compactMap { document.resolved($0) }.map(
            DocsField.init(parameter:))
        hasParameters = !fields.isEmpty
        bodies =
            operation["requestBody"]?["content"].members.map { DocsBody(type: $0.key, $0.value, in: document) } ?? []
        answers = operation["responses"].members.map { DocsAnswer(status: $0.key, $0.value, in: document) }
        curl = operation["x-codeSamples"]?[0]?["source"]?.string
    }

    /// The same in a list.
    var line: DocsLine { DocsLine(id: id, method: method, path: path, summary: summary, access: access) }

    /// The schemas that it names.
    var schemas: Set<String> {
        let ofBodies = bodies.flatMap { [$0.schema].compactMap { $0 } + $0.fields.map(\.type) }
        let ofAnswers = answers.flatMap(\.types).compactMap(\.schema)
        return Set((fields.map(\.type) + ofBodies + ofAnswers).flatMap(\.schemas))
    }
}

/// Who may do something.
struct DocsAccess: Sendable {
    let isForEverybody: Bool
    let holders: [DocsHolder]

    init(_ security: JSONValue?) {
        let choices = security.elements.flatMap { choice in
            choice.members.map { ($0.key, $0.value.elements.compactMap(\.string).joined(separator: ", ")) }
        }
        holders = choices.enumerated().map { index, choice in
            DocsHolder(isFurther: index > 0, name: choice.0, scopes: choice.1, hasScopes: !choice.1.isEmpty)
        }
        isForEverybody = holders.isEmpty
    }
}

/// Whoever has something to show.
struct DocsHolder: Sendable {
    /// Not the first of several.
    let isFurther: Bool
    let name: String
    let scopes: String
    let hasScopes: Bool
}

/// A body in one content type: a table of fields where it has some, and an example.
struct DocsBody: Sendable {
    let type: String
    let schema: DocsType?
    let about: [DocsParagraph]
    let fields: [DocsField]
    let hasFields: Bool
    let example: String?

    init(type: String, _ media: JSONValue, in document: OpenAPIDocument) {
        self.type = type
        let schema = media["schema"]
        let resolved = schema.flatMap(document.resolved)
        self.schema = schema?["$ref"] == nil ? nil : schema.map(DocsType.init)
        about = DocsParagraph.all(in: resolved?["description"])
        fields = resolved.map { DocsField.members(of: $0) } ?? []
        hasFields = !fields.isEmpty
        example = media["example"].map { $0.string ?? $0.indented() }
    }
}

/// One status that may come back.
struct DocsAnswer: Sendable {
    let status: String
    let about: [DocsParagraph]
    let headers: [String]
    let hasHeaders: Bool
    let types: [DocsMedia]
    let example: String?

    init(status: String, _ response: JSONValue, in document: OpenAPIDocument) {
        let resolved = document.resolved(response) ?? response
        self.status = status
        about = DocsParagraph.all(in: response["description"] ?? resolved["description"])
        headers = resolved["headers"].members.map(\.key)
        hasHeaders = !headers.isEmpty
        types = resolved["content"].members.map { type, media in
            DocsMedia(type: type, schema: media["schema"].flatMap { $0["$ref"] == nil ? nil : DocsType($0) })
        }
        let isProblem = resolved["content"]?["application/problem+json"] != nil && response["$ref"] != nil
        // Examples of shared problems would be the same everywhere.
        example =
            isProblem ? nil : resolved["content"].members.lazy.compactMap { $0.value["example"] }.first?.indented()
    }
}

/// A content type and what it holds.
struct DocsMedia: Sendable {
    let type: String
    let schema: DocsType?
}

/// A named schema with its members or its words.
struct DocsSchema: Sendable {
    let name: String
    let type: DocsType
    let about: [DocsParagraph]
    let fields: [DocsField]
    let hasFields: Bool
    let words: [DocsWord]
    let hasWords: Bool

    init(_ name: String, _ schema: JSONValue) {
        self.name = name
        about = DocsParagraph.all(in: schema["description"])
        fields = DocsField.members(of: schema)
        hasFields = !fields.isEmpty
        words = schema["x-enumDescriptions"].members.map { word, meaning in
            DocsWord(word: word, meaning: TextRun.runs(meaning.string ?? ""))
        }
        hasWords = !words.isEmpty
        type = hasWords ? DocsType(words: "string") : DocsType(schema)
    }

    /// The schemas that it names.
    var schemas: Set<String> { Set(type.schemas + fields.flatMap(\.type.schemas)) }
}

/// One word of a closed set.
struct DocsWord: Sendable {
    let word: String
    let meaning: [TextRun]
}

/// Absent is empty.
extension Optional<JSONValue> {
    var members: [(key: String, value: JSONValue)] { self.map { Array($0.members) } ?? [] }
    var elements: [JSONValue] { self.map { Array($0.elements) } ?? [] }
}
