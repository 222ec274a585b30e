import Core
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Postgres
import StrictJSON

/// The one place where errors become answers: RFC 9457 problems with stable codes.
struct Problems: RouterMiddleware {
    typealias Context = AppContext

    let pages: Pages

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let needed as SignInNeeded {
            return needed.response
        } catch {
            let problem = Self.problem(for: error)
            if problem.status >= 500, !Task.isCancelled {
                // The type and a description without data: `String(describing: error)` could hold a body.
                let cause = (error as? PostgresError)?.description ?? String(describing: type(of: error))
                // What was turned away for want of room is counted; a line for each would be a load at the wrong moment.
                let isTurnedAway = (error as? Problem)?.retryAfter != nil
                context.logger.log(
                    level: isTurnedAway ? .info : .error, "request failed",
                    metadata: ["code": "\(problem.code)", "cause": "\(cause)"])
            }
            return try Self.answer(problem, to: request, pages)
        }
    }

    /// A page for a browser, otherwise JSON.
    static func answer(_ problem: Problem, to request: Request, _ pages: Pages) throws -> Response {
        if let page = ErrorPage.wanted(by: request) { return try page.response(for: problem, pages) }
        return problem.response
    }

    static func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let fault as JSONFault: problem(for: fault)
        case let fault as MultipartFault: Problem(400, "broken_multipart", "\(fault)")
        case let error as PostgresError: problem(for: error)
        case let error as HTTPError: problem(forStatus: error.status.code)
        case is NIOTooManyBytesError: problem(forStatus: 413)
        case is ConnectionEnded: .requestTimeout
        case is CancellationError: Problem(503, "shutting_down", "The service is stopping.", retryAfter: 5)
        default: .internalError
        }
    }

    private static func problem(forStatus status: Int) -> Problem {
        switch status {
        case 404: .notFound
        case 405: .methodNotAllowed
        case 413: Problem(413, "too_large", "The body is larger than this address takes.")
        default: Problem(status, "http_\(status)", Problem.titles[status] ?? "The request was refused.")
        }
    }

    private static func problem(for fault: JSONFault) -> Problem {
        let place = Fault(
            pointer: "", code: fault.code.rawValue, detail: fault.detail,
            hint: "Line \(fault.line), column \(fault.column).", line: fault.line)
        return Problem(
            fault.code == .brokenJSON ? 400 : 422, fault.code.rawValue, "The body is not JSON that is taken here.",
            errors: [place])
    }

    private static func problem(for error: PostgresError) -> Problem {
        if let constraint = error.constraint, let problem = constraints[constraint] { return problem }
        if error.outcomeUnknown {
            return Problem(
                503, "outcome_unknown",
                "Whether this was stored is not known. Send it again with the same Idempotency-Key.",
                errors: [
                    Fault(
                        pointer: "", code: "outcome_unknown",
                        detail: "The database was lost in the midst of it, or did not promise that it will last.",
                        hint: "A repetition with the same Idempotency-Key is safe: it is stored once.")
                ], retryAfter: 1)
        }
        switch error.sqlState {
        case "55P03": return .busy
        case "57P01", "57P02", "57P03": return .databaseAway
        case "25006":
            return Problem(503, "database_away", "The database takes no changes now.", retryAfter: 5)
        case "53100": return .diskFull
        case "57014": return Problem(503, "too_slow", "This took too long and was stopped.", retryAfter: 5)
        case "40001", "40P01": return Problem(503, "conflict", "Two changes met. Try again.", retryAfter: 1)
        default: break
        }
        switch error.kind {
        case .leaseTimeout: return .overloaded(retryAfter: 2)
        case .connectionFailed, .connectionLost, .poolClosed:
            return .databaseAway
        case .cancelled: return Problem(503, "shutting_down", "The service is stopping.", retryAfter: 5)
        default: break
        }
        if error.isConnectionLost || error.isTooManyConnections {
            return .databaseAway
        }
        return .internalError
    }
}

extension Problem {
    static let databaseAway = Problem(503, "database_away", "The database cannot be reached now.", retryAfter: 2)

    static let internalError = Problem(500, "internal_error", "Something went wrong here; it has been noted.")

    /// Short names of the statuses that are used here (RFC 9110).
    static let titles: [Int: String] = [
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type",
        422: "Unprocessable Content", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
        500: "Internal Server Error", 503: "Service Unavailable", 507: "Insufficient Storage",
    ]

    /// The answer, `application/problem+json`.
    var response: Response {
        Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes())))
    }

    /// The fields of its answer.
    var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if status == 401 { headers[.wwwAuthenticate] = "Bearer realm=\"chorus\"" }
        return headers
    }

    var json: JSON {
        .object(
            [
                ("type", .string("urn:chorus:problem:\(code)")),
                ("title", .string(Self.titles[status] ?? "Refused")), ("status", .int(status)),
                ("detail", .string(detail)), ("code", .string(code)),
                (
                    "errors",
                    .array(
                        errors.map { fault in
                            .object([
                                ("pointer", .string(fault.pointer)), ("code", .string(fault.code)),
                                ("detail", .string(fault.detail)), ("hint", .string(fault.hint)),
                                ("line", fault.line.map(JSON.int) ?? .null),
                            ])
                        })
                ),
            ] + members)
    }
}
