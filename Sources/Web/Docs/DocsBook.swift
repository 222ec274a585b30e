import StrictJSON

/// The API for people to read, made from `openapi.json`: contents, and a page for each operation and each schema.
struct DocsBook: Sendable {
    let contents: DocsPage
    let operations: [String: DocsOperationPage]
    let schemas: [String: DocsSchemaPage]

    init(_ document: OpenAPIDocument) {
        let root = document.root
        let all = root["paths"].members.flatMap { path, item in
            item.members.map { DocsOperation($0.value, method: $0.key, path: path, in: document) }
        }
        let sections = root["tags"].elements.map { tag in
            let name = tag["name"]?.string ?? ""
            return DocsSection(
                name: name, about: DocsParagraph.all(in: tag["description"]),
                operations: all.filter { $0.tag == name }.map(\.line))
        }
        let named = root["components"]?["schemas"].members.map { DocsSchema($0.key, $0.value) } ?? []
        contents = DocsPage(
            title: root["info"]?["title"]?.string ?? "", about: DocsParagraph.all(in: root["info"]?["description"]),
            schemes: root["components"]?["securitySchemes"].members.map { name, scheme in
                DocsScheme(name: name, about: DocsParagraph.all(in: scheme["description"]))
            } ?? [], sections: sections, schemas: named.map { DocsSchemaLine(name: $0.name) })
        // Page after page, as the contents have them.
        let order = sections.flatMap(\.operations)
        let pages = order.enumerated().compactMap { index, line in
            all.first { $0.id == line.id }.map { operation in
                DocsOperationPage(
                    operation: operation, earlier: index > 0 ? order[index - 1] : nil,
                    later: index + 1 < order.count ? order[index + 1] : nil)
            }
        }
        operations = Dictionary(pages.map { ($0.operation.id, $0) }) { first, _ in first }
        let lines = Dictionary(order.map { ($0.id, $0) }) { first, _ in first }
        schemas = Dictionary(
            named.map { schema in
                let users = all.filter { $0.schemas.contains(schema.name) }.compactMap { lines[$0.id] }
                let holders = named.filter { $0.schemas.contains(schema.name) && $0.name != schema.name }
                return (
                    schema.name,
                    DocsSchemaPage(
                        schema: schema, operations: users, holders: holders.map { DocsSchemaLine(name: $0.name) })
                )
            }
        ) { first, _ in first }
    }

    /// Read once: it does not change while the program runs.
    static let shared = Result<DocsBook, any Error> { DocsBook(try OpenAPIDocument.shared.get()) }
}
