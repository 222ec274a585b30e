import StrictJSON

/// Why a request to a service came to nothing.
enum ClientFailure: Error, CustomStringConvertible {
    /// The service answered and said no.
    case refused(Refusal)
    /// No whole answer came: the service is not there, or the connection was lost.
    case unreachable(String)
    /// An answer came that a Chorus service does not give.
    case strange(String)

    /// For people; never holds a token or a text that was sent.
    var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .unreachable(let reason): "the service cannot be reached: \(reason)"
        case .strange(let what): "this does not look like a Chorus service: \(what)"
        }
    }
}

/// A problem answer (RFC 9457).
struct Refusal: Sendable, CustomStringConvertible {
    /// HTTP status, 300...599.
    let status: Int
    /// Stable code of the problem, or `http_…` when the answer was no problem.
    let code: String
    /// What is wrong, for people.
    let detail: String
    /// What to do about it, one for each fault.
    let hints: [String]
    /// Seconds after which to try again, if the service said so.
    let retryAfter: Int?
    /// Where to go on when a cursor is not on the feed any more.
    let resumeCursor: String?

    /// Reads an answer that is not 2xx; anything may have written it, a proxy too.
    init(status: Int, retryAfter: Int?, body: [UInt8]) {
        let root = (try? JSONDocument(body, limits: .request))?.root
        self.status = status
        self.retryAfter = retryAfter
        code = root?["code"]?.string ?? "http_\(status)"
        detail = root?["detail"]?.string ?? "status \(status)"
        hints = root?["errors"]?.elements.compactMap { $0["hint"]?.string }.filter { !$0.isEmpty } ?? []
        resumeCursor = root?["resume_cursor"]?.string
    }

    /// Whether the same request may do better later.
    var isPassing: Bool { [429, 502, 503, 504].contains(status) || (status == 409 && retryAfter != nil) }

    var description: String {
        (["\(detail) (\(status) \(code))"] + hints.prefix(5)).joined(separator: "\n  ")
    }
}
