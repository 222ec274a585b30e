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
    private static let names = ["sentiment", "aspect", "cursor", "limit"]

    /// Reads the query of a request; empty values are none.
    init(_ request: Request) throws {
        self.init()
        for (name, value) in request.uri.queryParameters {
            guard Self.names.contains(String(name)) else {
                throw Self.fault(name, "unknown_field", "Known are: \(Self.names.joined(separator: ", ")).")
            }
            guard !value.isEmpty else { continue }
            switch name {
            case "sentiment": sentiment = try Self.word(name, value)
            case "aspect": aspect = try Self.word(name, value)
            case "cursor":
                guard let id = ID<Rating>(String(value)) else {
                    throw Self.fault(name, "bad_cursor", "Send back next_cursor as you got it.")
                }
                before = id
            default:
                guard let number = Int(value), 1...200 ~= number else {
                    throw Self.fault(name, "out_of_range", "It goes from 1 to 200.")
                }
                limit = number
            }
        }
    }

    private static func word<Value: RawRepresentable & CaseIterable>(
        _ name: Substring, _ text: Substring
    ) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: String(text)) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(name, "unknown_value", "Known are: \(known).")
        }
        return value
    }

    private static func fault(_ name: Substring, _ code: String, _ hint: String) -> Problem {
        .invalid([Fault(pointer: "\(name)", code: code, detail: "`\(name.prefix(64))` is not taken here.", hint: hint)])
    }
}
