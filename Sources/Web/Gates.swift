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
            throw Problem(404, "unknown_part", "This part is not registered.")
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
        let parameters = request.uri.queryParameters
        for (name, _) in parameters where !["after", "limit"].contains(name) {
            throw Self.fault(String(name), "unknown_field", "Known are: after, limit.")
        }
        after = try Self.number("after", parameters["after"], in: 0...Int(Int32.max)) ?? 0
        limit = try Self.number("limit", parameters["limit"], in: 1...1000) ?? 100
    }

    private static func number(_ name: String, _ text: Substring?, in range: ClosedRange<Int>) throws -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw fault(name, "out_of_range", "It goes from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    private static func fault(_ name: String, _ code: String, _ hint: String) -> Problem {
        .invalid([Fault(pointer: name, code: code, detail: "`\(name.prefix(64))` is not taken here.", hint: hint)])
    }
}
