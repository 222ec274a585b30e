import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import StrictJSON

/// The API for people to read: the page of `openapi.json`.
struct DocsPage: Sendable {
    let title: String
    let about: [DocsParagraph]
    let schemes: [DocsScheme]
    let sections: [DocsSection]
    let schemas: [DocsSchema]

    init(_ document: OpenAPIDocument) {
        let root = document.root
        let operations = root["paths"].members.flatMap { path, item in
            item.members.map { DocsOperation($0.value, method: $0.key, path: path, in: document) }
        }
        title = root["info"]?["title"]?.string ?? ""
        about = DocsParagraph.all(in: root["info"]?["description"])
        schemes =
            root["components"]?["securitySchemes"].members.map { name, scheme in
                DocsScheme(name: name, about: DocsParagraph.all(in: scheme["description"]))
            } ?? []
        sections = root["tags"].elements.map { tag in
            let name = tag["name"]?.string ?? ""
            return DocsSection(
                name: name, about: DocsParagraph.all(in: tag["description"]),
                operations: operations.filter { $0.tag == name })
        }
        schemas = root["components"]?["schemas"].members.map { DocsSchema($0.key, $0.value) } ?? []
    }
}

/// How somebody identifies themselves.
struct DocsScheme: Sendable {
    let name: String
    let about: [DocsParagraph]
}

/// The operations of one tag.
struct DocsSection: Sendable {
    let name: String
    let about: [DocsParagraph]
    let operations: [DocsOperation]
}

/// One method of one path.
struct DocsOperation: Sendable {
    let id: String
    let tag: String
    let method: String
    let path: String
    let summary: String
    let about: [DocsParagraph]
    let who: String
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
        who = Self.who(operation["security"])
        fields = operation["parameters"].elements.compactMap { document.resolved($0) }.map(
            DocsField.init(parameter:))
        hasParameters = !fields.isEmpty
        bodies =
            operation["requestBody"]?["content"].members.map { DocsBody(type: $0.key, $0.value, in: document) } ?? []
        answers = operation["responses"].members.map { DocsAnswer(status: $0.key, $0.value, in: document) }
        curl = operation["x-codeSamples"]?[0]?["source"]?.string
    }

    private static func who(_ security: JSONValue?) -> String {
        let choices = security.elements.flatMap { choice in
            choice.members.map { name, scopes in
                let scopes = scopes.elements.compactMap(\.string).joined(separator: ", ")
                return scopes.isEmpty ? "whoever holds the \(name)" : "a \(name) with the scope \(scopes)"
            }
        }
        return choices.isEmpty ? "everybody" : choices.joined(separator: " or ")
    }
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
}

/// One word of a closed set.
struct DocsWord: Sendable {
    let word: String
    let meaning: [TextRun]
}

extension DocsPage {
    /// Written once: the page does not change while the program runs.
    static let text = Result<String, any Error> {
        let site = Site(place: .elsewhere, assets: try Asset.all())
        let page = PageRoot(site: site, page: DocsPage(try OpenAPIDocument.shared.get()))
        guard let text = try TemplateFolder.library().render(page, withTemplate: "docs") else {
            throw PageFault(template: "docs", detail: "is not there")
        }
        return text
    }
}

extension Service {
    func docsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let text = try DocsPage.text.get()
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// Absent is empty.
extension Optional<JSONValue> {
    var members: [(key: String, value: JSONValue)] { self.map { Array($0.members) } ?? [] }
    var elements: [JSONValue] { self.map { Array($0.elements) } ?? [] }
}
