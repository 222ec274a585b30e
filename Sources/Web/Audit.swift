import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func listAudit(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let filter = try AuditFilter(request)
        let (entries, next) = try await audit(filter)
        return .json(
            .object([
                ("entries", .array(entries.map(\.json))),
                ("next_cursor", next.map { .string($0.description) } ?? .null),
            ]))
    }

    /// A page of the audit, and where the next one begins if there is one.
    func audit(_ filter: AuditFilter) async throws -> ([AuditEntry], next: ID<AuditEntry>?) {
        var more = filter
        more.limit += 1
        let asked = more
        let found = try await pool.withConnection { db in try db.audit(asked) }
        let shown = Array(found.prefix(filter.limit))
        return (shown, found.count > shown.count ? shown.last?.id : nil)
    }
}

extension AuditFilter {
    /// Reads the query of a request.
    init(_ request: Request) throws {
        self.init()
        let query = try QueryReader(request, known: ["actor", "action", "cursor", "limit"])
        actor = query.text("actor").flatMap { $0.isEmpty ? nil : $0 }
        action = query.text("action") == "" ? nil : try query.word("action")
        before = try query.cursor({ ID<AuditEntry>($0) }, hint: "Send back next_cursor as you got it.")
        limit = try query.number("limit", in: 1...200) ?? limit
    }
}
