import Core
import HTTPTypes
import Hummingbird

/// A refusal or failure, for a browser. Needs no database.
struct ErrorPage: PageModel {
    static let template = PageTemplate.error
    static let place = Place.elsewhere
    /// Codes that have a heading of their own.
    static let worded: Set<String> = [
        "unknown_part", "unknown_experiment", "not_found", "cross_site", "too_large", "too_many_files", "form_expired",
        "scope_missing", "unknown_policy", "unknown_snapshot", "unknown_file", "file_withdrawn", "unknown_operation",
        "unknown_schema",
    ]

    let status: Int
    let code: Word
    let codeText: String
    let isMissing: Bool
    let isAway: Bool
    let isRefused: Bool
    /// Refused for a reason without a heading of its own.
    let isOtherwiseRefused: Bool
    /// A name that the contents of the API have not got.
    let isOfDocs: Bool
    /// The heading alone does not say all.
    let isDetailed: Bool
    let detail: String
    let messages: [Message]
    let hasMessages: Bool
    let retryAfter: Int?

    /// A page for a browser that asked for one; nil for programs, and for addresses that are theirs.
    static func wanted(by request: Request) -> ErrorPage? {
        let path = request.uri.path
        let isForPrograms = ["/v1/", "/api/", "/assets/", "/openapi.json", "/livez", "/readyz", "/metrics"].contains {
            path.utf8.starts(with: $0.utf8)
        }
        guard !isForPrograms, prefersHTML(request.headers[.accept] ?? "") else { return nil }
        return ErrorPage(Problem.notFound)
    }

    /// The page with the problem's status.
    func response(for problem: Problem, _ pages: Pages) throws -> Response {
        var headers: HTTPFields = [:]
        if let retryAfter = problem.retryAfter { headers[.retryAfter] = String(retryAfter) }
        return try pages.response(ErrorPage(problem), status: .init(code: problem.status), headers: headers)
    }

    init(_ problem: Problem) {
        status = problem.status
        code = Word(problem.code.replacing(".", with: "_"))
        codeText = problem.code
        isMissing = problem.status == 404 || problem.status == 410
        isAway = problem.status >= 500
        isRefused = !isMissing && !isAway
        isOtherwiseRefused = !isAway && !Self.worded.contains(problem.code)
        isOfDocs = problem.code == "unknown_operation" || problem.code == "unknown_schema"
        isDetailed = problem.code != "not_found" && !isOfDocs
        detail = problem.detail
        messages = problem.errors.prefix(10).map { Message($0) }
        hasMessages = !problem.errors.isEmpty
        retryAfter = problem.retryAfter
    }

    /// Whether `text/html` weighs more than JSON in `Accept`.
    static func prefersHTML(_ accept: String) -> Bool {
        var html = 0.0
        var json = 0.0
        for choice in accept.split(separator: ",") {
            let pieces = choice.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            switch pieces.first {
            case "text/html", "application/xhtml+xml": html = max(html, weight)
            case "application/json", "application/problem+json": json = max(json, weight)
            default: break
            }
        }
        return html > json
    }
}
