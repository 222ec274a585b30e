import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

/// The API as pages: everything that the document says is on one of them, and every link between them leads somewhere.
@Suite("The pages of the API", .migrated(.own), .timeLimit(.minutes(15))) struct DocsPagesTests {
    let document: OpenAPIDocument

    init() throws { document = try OpenAPIDocument.shared.get() }

    @Test("are light, have no script of their own, and lead to each other, and to every operation and schema")
    func links() async throws {
        try await withService { client in
            var pages = ["/docs": try await client.page("/docs").expect(200)]
            var waiting = ["/docs"]
            var links: Set<String> = []
            while let path = waiting.popLast(), let page = pages[path] {
                try await client.expectLight(page)
                #expect(page.text.matches(of: /<script/).count == 1 && !page.text.contains("{{#"), "\(path)")
                for link in page.text.matches(of: /href="([^"]*)"/).map({ String($0.output.1) }) {
                    let full = link.hasPrefix("#") ? path + link : link
                    guard full.hasPrefix("/docs") else { continue }
                    links.insert(full)
                    let target = String(full.prefix { $0 != "#" })
                    if pages[target] == nil {
                        pages[target] = try await client.page(target).expect(200)
                        waiting.append(target)
                    }
                }
            }
            for link in links {
                let halves = link.split(separator: "#", maxSplits: 1)
                guard halves.count == 2 else { continue }
                #expect(pages[String(halves[0])]?.text.contains("id=\"\(halves[1])\"") == true, "\(link)")
            }
            let operations = document.root["paths"].members.flatMap { $0.value.members.map(\.value) }
            let wanted =
                operations.map { "/docs/operations/\($0["operationId"]?.string ?? "?")" }
                + (document.root["components"]?["schemas"].members ?? []).map { "/docs/schemas/\($0.key)" }
            #expect(Set(wanted + ["/docs"]) == Set(pages.keys))
            #expect(links.contains("/docs/schemas/ProblemCode") && links.count > wanted.count)
        }
    }

    @Test("say everything that the document says of an operation")
    func operations() throws {
        let pages = try DocsBook.shared.get().operations
        for (path, item) in document.root["paths"].members {
            for (method, operation) in item.members {
                let id = operation["operationId"]?.string ?? "?"
                let page = try #require(pages[id]).operation
                #expect(page.path == path && page.method == method.uppercased())
                #expect(page.summary == operation["summary"]?.string && !page.summary.isEmpty)
                let parameters = operation["parameters"].elements.compactMap { document.resolved($0)?["name"]?.string }
                #expect(page.fields.map(\.name) == parameters, "\(id)")
                #expect(page.bodies.map(\.type) == (operation["requestBody"]?["content"].members ?? []).map(\.key))
                #expect(page.answers.map(\.status) == operation["responses"].members.map(\.key), "\(id)")
                #expect((page.curl != nil) == (operation["x-codeSamples"] != nil))
            }
        }
    }

    @Test("put a parameter, a member and a word of a code where they are looked for")
    func pieces() async throws {
        try await withService { client in
            let operation = try await client.page("/docs/operations/postSubmission").expect(200).text
            #expect(operation.contains("<code>consent_training</code> <span class=\"quiet\">in the query</span>"))
            #expect(operation.contains("href=\"/docs/schemas/"))
            let rating = try await client.page("/docs/operations/pullFeed").expect(200).text
            #expect(rating.contains("a token with the scope <code>curate</code>"))
            let codes = try await client.page("/docs/schemas/ProblemCode").expect(200).text
            #expect(codes.contains("<dt><code>consent_missing</code></dt>"))
            let aspect = try await client.page("/docs/schemas/Aspect").expect(200).text
            #expect(aspect.contains("length, coherence") && aspect.contains("/docs/schemas/AspectInput"))
        }
    }

    @Test("answer a name that is none with where all of them are", arguments: ["operations", "schemas"])
    func missing(kind: String) async throws {
        try await withService { client in
            for name in ["none", "Rating%20", "%3Cscript%3E", "postrating"] {
                let page = try await client.page("/docs/\(kind)/\(name)").expect(404)
                #expect(page.text.contains("<a href=\"/docs\">All operations and schemas</a>"))
                let reply = try await client.send("GET", "/docs/\(kind)/\(name)").expect(404)
                #expect(reply["code"]?.string == (kind == "schemas" ? "unknown_schema" : "unknown_operation"))
            }
            try await client.page("/docs/\(kind)").expect(404)
        }
    }
}
