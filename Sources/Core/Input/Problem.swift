public import StrictJSON

/// One thing that is wrong with what was sent.
public struct Fault: Error, Sendable, Equatable {
    /// JSON pointer (RFC 6901) of the member, or the name of a form field; empty for the whole body.
    public var pointer: String
    /// Stable code, for programs.
    public var code: String
    /// What is wrong, for people.
    public var detail: String
    /// How to put it right.
    public var hint: String
    /// 1-based line of an uploaded file.
    public var line: Int?

    /// All parts.
    public init(pointer: String, code: String, detail: String, hint: String, line: Int? = nil) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
        self.hint = hint
        self.line = line
    }

    /// As answers have it, outside of problems.
    public var json: JSON {
        .object([
            ("pointer", .string(pointer)), ("code", .string(code)), ("detail", .string(detail)),
            ("hint", .string(hint)),
        ])
    }
}

/// A refused request: becomes an RFC 9457 problem with `status`; nothing of it was stored.
public struct Problem: Error, Sendable {
    /// HTTP status, 4xx or 5xx.
    public var status: Int
    /// Stable code, for programs.
    public var code: String
    /// What happened, for people; never quotes submitted text.
    public var detail: String
    /// The single faults, where there are several or where they have a place.
    public var errors: [Fault]
    /// Seconds after which a retry makes sense (429, 409 and 503).
    public var retryAfter: Int?
    /// Further members of the answer, such as the documents of a refused upload.
    public var members: [JSON.Member] = []

    /// A problem with its code and status.
    public init(_ status: Int, _ code: String, _ detail: String, errors: [Fault] = [], retryAfter: Int? = nil) {
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.retryAfter = retryAfter
    }

    /// 422 with every fault that was found.
    public static func invalid(_ errors: [Fault]) -> Problem {
        let detail = errors.count == 1 ? errors[0].detail : "\(errors.count) things need correction."
        return Problem(422, errors.count == 1 ? errors[0].code : "invalid", detail, errors: errors)
    }

    /// 404 for an address that is none.
    public static let notFound = Problem(404, "not_found", "There is nothing at this address.")

    /// 404 for an experiment that is not registered.
    public static let unknownExperiment = Problem(404, "unknown_experiment", "This experiment is not registered.")

    /// 404 for a part that is not registered.
    public static let unknownPart = Problem(404, "unknown_part", "This part is not registered.")

    /// 409 for what somebody else is at.
    public static let busy = Problem(
        409, "busy", "Another request about the same thing is under way.", retryAfter: 1)

    /// 507 when a disk is full, or too full to go on.
    public static let diskFull = Problem(507, "disk_full", "There is no room to store this now.", retryAfter: 60)

    /// 503 when there is more work than can be taken.
    /// - Parameter retryAfter: seconds; not all shall come back at the same time
    public static func overloaded(retryAfter: Int = .random(in: 1...5)) -> Problem {
        Problem(503, "overloaded", "Too much is going on here now.", retryAfter: retryAfter)
    }

    /// 404 of receipts, the same for absent, foreign and withdrawn things, and without a receipt.
    public static let nothingForReceipt = Problem(
        404, "not_found", "This receipt opens nothing. Show it as `Authorization: Receipt CODE`.")
}
