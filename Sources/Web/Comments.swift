import Core
import HTTPTypes
import Hummingbird
import Postgres
import Sentiment
import Storage
import StrictJSON

extension Service {
    func listComments(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let number = try context.partNumber()
        let filter = try CommentFilter(request)
        var more = filter
        more.limit += 1
        let asked = more
        let found = try await pool.withConnection { db in
            guard try db.part(number, of: slug) != nil else { throw Problem.unknownPart }
            return try db.comments(of: slug, part: number, asked)
        }
        let shown = found.prefix(filter.limit)
        return .json(
            .object([
                ("experiment", .string(slug)), ("part", .int(number)), ("comments", .array(shown.map(\.json))),
                (
                    "next_cursor",
                    found.count > filter.limit ? shown.last.map { .string($0.id.description) } ?? .null : .null
                ),
            ]), headers: [.cacheControl: "no-cache"])
    }
}

extension CommentFilter {
    /// Reads the query of a request.
    init(_ request: Request) throws {
        self.init()
        let query = try QueryReader(
            request, known: ["sentiment", "aspect", "front_end", "sampling", "cursor", "limit"])
        // A form sends what was not chosen as an empty text.
        sentiment = query.text("sentiment") == "" ? nil : try query.word("sentiment")
        aspect = query.text("aspect") == "" ? nil : try query.word("aspect")
        frontEnd = try query.text("front_end").flatMap { text in
            guard text != "" else { return nil }
            let frontEnd = FrontEnd(text.lowercased())
            guard frontEnd.name == text.lowercased() else {
                let known = FrontEnd.known.joined(separator: ", ")
                throw QueryReader.fault("front_end", "unknown_value", "Known are: \(known), other.")
            }
            return frontEnd
        }
        sampling = try query.text("sampling").flatMap { text in
            guard text != "" else { return nil }
            guard let band = SamplingBand(text) else {
                let known = SamplingBand.Setting.allCases.flatMap(SamplingBand.all).map(\.text)
                throw QueryReader.fault(
                    "sampling", "unknown_value", "Known are: \(known.joined(separator: ", ")).")
            }
            return band
        }
        before = try query.cursor({ ID<Rating>($0) }, hint: "Send back next_cursor as you got it.")
        limit = try query.number("limit", in: 1...200) ?? limit
    }
}
