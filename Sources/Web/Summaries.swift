import Core
import HTTPTypes
import Hummingbird
import Postgres
import Sentiment
import Storage

extension Service {
    func getSummary(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let summary = try await summary(of: number, in: slug)
        let tag = "\"\(summary.inputHash)-\(summary.position)\""
        var headers: HTTPFields = [.eTag: tag]
        headers[.cacheControl] = "public, max-age=0, must-revalidate"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        return .json(summary.json, headers: headers)
    }

    /// The summary of one part, as it stands now.
    func summary(of number: Int, in slug: String) async throws -> PartSummary {
        try await pool.transaction(.repeatableRead) { db in
            guard let part = try db.part(number, of: slug) else {
                throw Problem(404, "unknown_part", "This part is not registered.")
            }
            let figures = try db.figures(of: slug)
            return PartSummary(
                experiment: slug, part: number, figures: figures[number] ?? PartFigures(),
                pooled: figures.values.reduce(PartFigures(), +), position: try db.feedHead().position,
                asOf: try db.feedMoment() ?? part.updatedAt,
                sentimentModel: SentimentModel.version)
        }
    }
}
