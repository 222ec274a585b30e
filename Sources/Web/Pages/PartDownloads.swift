import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Sentiment
import Storage

extension Service {
    /// What the page of a part shows, in Markdown.
    func partReport(_ request: Request, _ context: AppContext) async throws -> Response {
        let number = try context.partNumber()
        let view = try await view(of: try context.parameters.require("experiment"), orThrow: .part)
        guard let text = Logbook(view.record, family: view.family).markdown(ofPart: number) else {
            throw Problem.unknownPart
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/markdown; charset=utf-8", .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// The comments that the page of a part shows, all of them, for a spreadsheet.
    func partComments(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        var filter = try CommentFilter(request)
        filter.limit = Self.mostComments
        let asked = filter
        let comments = try await pool.withConnection { db in
            guard try db.part(number, of: slug) != nil else { throw Problem.unknownPart }
            return try db.comments(of: slug, part: number, asked)
        }
        var table = CSV(["occurred_at", "sentiment", "score", "front_end", "aspects", "comment"])
        for comment in comments { table.append(comment.cells) }
        var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8", .cacheControl: "no-cache"]
        headers[.contentDisposition] = "attachment; filename=\"\(slug)-part-\(number)-comments.csv\""
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: table.bytes)))
    }

    /// The newest of a part; whoever wants more goes through the API page by page.
    private static let mostComments = 10_000
}

extension PublicComment {
    fileprivate var cells: [String] {
        let aspects = stated.map { ($0.aspect, $0.polarity) } + readings.map { ($0.aspect, $0.polarity) }
        return [
            RFC3339.text(occurredAt), sentiment.rawValue, score.map { "\($0)" } ?? "", frontEnd ?? "",
            aspects.map { "\($0.0.rawValue) \($0.1.rawValue)" }.joined(separator: "; "), text,
        ]
    }
}
