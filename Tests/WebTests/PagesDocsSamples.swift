import StrictJSON

@testable import Web

/// Pages of a small API that has one of everything.
extension PagesSamples {
    static func docsPages() throws -> [any PageModel] {
        let text = """
            {"info":{"title":"Small","description":"First `code`.\\n\\nSecond."},
            "tags":[{"name":"things","description":"What there is."}],
            "paths":{"/things/{id}":{"get":\(operation("getThing")),"put":\(operation("putThing")),
            "delete":\(operation("dropThing"))}},
            "components":{"securitySchemes":{"token":{"description":"For some."}},
            "schemas":{"Thing":{"type":"object","description":"A thing.","properties":{
            "word":{"$ref":"#/components/schemas/Word"},"many":{"type":"array","description":"All.","items":
            {"type":"integer","minimum":1,"maximum":3}}},"required":["word"]},
            "Word":{"type":"string","description":"One of a few.","enum":["a"],"x-enumDescriptions":{"a":"The `a`."}}}}}
            """
        let bytes = Array(text.utf8)
        let book = DocsBook(OpenAPIDocument(bytes, try JSONDocument(bytes, limits: .log)))
        let middle = book.operations["putThing"].map { [$0] } ?? []
        // Nobody names `Thing` but operations, and `Word` but `Thing`.
        var named = book.schemas.values.map { $0 }
        named = named.map {
            DocsSchemaPage(
                schema: $0.schema, operations: book.contents.sections[0].operations, holders: book.contents.schemas)
        }
        return [book.contents] + middle + named
    }

    private static func operation(_ id: String) -> String {
        """
        {"tags":["things"],"operationId":"\(id)","summary":"Gets it","description":"At once.",
        "security":[{"token":["curate"]},{"receipt":[]}],
        "parameters":[{"name":"id","in":"path","required":true,"description":"Its name.","schema":{"type":"string"}}],
        "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"},
        "example":{"word":"a"}}}},
        "responses":{"200":{"description":"The thing.","headers":{"ETag":{}},"content":{"application/json":
        {"schema":{"$ref":"#/components/schemas/Thing"},"example":{"word":"a"}}}}},
        "x-codeSamples":[{"source":"curl http://localhost:8080/things/1"}]}
        """
    }
}
