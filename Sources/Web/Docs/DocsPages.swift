import Core
import HTTPTypes
import Hummingbird

/// The contents: every operation with who may do it, and every schema.
struct DocsPage: PageModel, Sendable {
    static let template = PageTemplate.docs
    static let place = Place.elsewhere

    let title: String
    let about: [DocsParagraph]
    let schemes: [DocsScheme]
    let sections: [DocsSection]
    let schemas: [DocsSchemaLine]
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
    let operations: [DocsLine]
}

/// An operation in a list.
struct DocsLine: Sendable {
    let id: String
    let method: String
    let path: String
    let summary: String
    let access: DocsAccess

    var address: String { "/docs/operations/\(id)" }
}

/// A schema in a list.
struct DocsSchemaLine: Sendable {
    let name: String
}

/// One operation, and the way to its neighbours.
struct DocsOperationPage: PageModel, Sendable {
    static let template = PageTemplate.docsOperation
    static let place = Place.elsewhere

    let operation: DocsOperation
    let earlier: DocsLine?
    let later: DocsLine?
}

/// One schema, and who names it.
struct DocsSchemaPage: PageModel, Sendable {
    static let template = PageTemplate.docsSchema
    static let place = Place.elsewhere

    let schema: DocsSchema
    let operations: [DocsLine]
    let hasOperations: Bool
    let holders: [DocsSchemaLine]
    let hasHolders: Bool

    init(schema: DocsSchema, operations: [DocsLine], holders: [DocsSchemaLine]) {
        self.schema = schema
        self.operations = operations
        hasOperations = !operations.isEmpty
        self.holders = holders
        hasHolders = !holders.isEmpty
    }
}

extension Service {
    func docsPage(_ request: Request, _ context: AppContext) async throws -> Response {
        try docs(DocsBook.shared.get().contents)
    }

    func docsOperationPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let name = context.parameters.get("operation") ?? ""
        guard let page = try DocsBook.shared.get().operations[name] else { throw Problem.unknownOperation }
        return try docs(page)
    }

    func docsSchemaPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let name = context.parameters.get("schema") ?? ""
        guard let page = try DocsBook.shared.get().schemas[name] else { throw Problem.unknownSchema }
        return try docs(page)
    }

    private func docs(_ page: some PageModel) throws -> Response {
        try pages.response(page, headers: [.cacheControl: "no-cache"])
    }
}

extension Problem {
    static let unknownOperation = Problem(
        404, "unknown_operation", "The API has no operation of this name. The contents at /docs have all of them.")

    static let unknownSchema = Problem(
        404, "unknown_schema", "The API has no schema of this name. The contents at /docs have all of them.")
}
