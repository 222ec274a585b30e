import StrictJSON
import Testing

@testable import Web

/// Tests that compare answers with the schemas of the OpenAPI document.
protocol SchemaSuite {
    var described: DescribedSchemas { get }
}

/// The document and what checks values against it.
struct DescribedSchemas {
    let document: OpenAPIDocument
    let check: SchemaCheck

    init() throws {
        document = try OpenAPIDocument.shared.get()
        check = SchemaCheck(document: document)
    }
}

extension SchemaSuite {
    var document: OpenAPIDocument { described.document }
    var check: SchemaCheck { described.check }

    /// Expects a value to be what a schema says.
    func expect(_ json: JSON, is name: String, at place: SourceLocation = #_sourceLocation) throws {
        let value = try JSONDocument(json.bytes(), limits: .log).root
        #expect(check.faults(value, schema(name)) == [], sourceLocation: place)
    }

    /// The example of a request's body.
    func example(of method: String, _ path: String, type: String = "application/json") throws -> JSONValue {
        try #require(document.root["paths"]?[path]?[method]?["requestBody"]?["content"]?[type]?["example"])
    }

    func schema(_ name: String) -> JSONValue { document.root["components"]?["schemas"]?[name] ?? document.root }
}
