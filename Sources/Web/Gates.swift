import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func getGates(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let page = try LogPage(request)
        let answer = try await pool.transaction(.repeatableRead) { db in
            let report = try db.gateReport(of: number, in: slug)
            let looks = try db.gateLooks(of: report.part, after: page.after, limit: page.limit)
            let last = looks.last?.number ?? 0
            let hasMore = report.latest.values.contains { $0.number > last }
            return report.json(looks: looks, next: hasMore && !looks.isEmpty ? last : nil)
        }
        return .json(answer)
    }

    /// How the gates of a part stand now: for pages.
    func gateReport(of number: Int, in slug: String) async throws -> GateReport {
        try await pool.transaction(.repeatableRead) { db in try db.gateReport(of: number, in: slug) }
    }
}

extension Connection {
    fileprivate func gateReport(of number: Int, in slug: String) throws -> GateReport {
        guard let part = try part(number, of: slug) else {
            throw Problem.unknownPart
        }
        return try gateReport(of: part)
    }
}

/// Which page of a log is asked for.
struct LogPage {
    /// Only what has a higher number.
    var after: Int
    /// At most so many numbers.
    var limit: Int

    init(_ request: Request) throws {
        let query = try QueryReader(request, known: ["after", "limit"])
        after = try query.number("after", in: 0...Int(Int32.max)) ?? 0
        limit = try query.number("limit", in: 1...1000) ?? 100
    }
}
