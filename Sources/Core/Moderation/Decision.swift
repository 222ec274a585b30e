public import StrictJSON

/// What a maintainer decides about a rating, a group of ratings or a submission.
public enum Decision: String, Sendable, CaseIterable {
    /// A rating stands by itself, and counts if it is the latest of its rater for its part; it is not taken for a group's.
    /// The episodes of a submission are handed out.
    case accept
    /// It is refused. The rater's rating before it counts instead; the text of a submission is deleted after a while.
    case reject
    /// It is held back; the rater's rating before it counts instead.
    case quarantine
}

/// The body of a decision: `POST /v1/ratings/{id}/decision` and its likes.
public struct DecisionInput: Sendable {
    /// What is decided.
    public var decision: Decision
    /// Why; for other maintainers.
    public var reason: String?

    /// Longest reason, bytes.
    public static let longestReason = 1000

    /// Both.
    public init(decision: Decision, reason: String?) {
        self.decision = decision
        self.reason = reason
    }

    /// Decodes a body; every fault that it has is in the thrown problem.
    public init(_ body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        let word = fields.word("decision", Decision.self)
        decision = word ?? .quarantine
        reason = fields.string("reason", maximum: Self.longestReason)
        if fields.faults.isEmpty, word == nil {
            fields.fault("decision", "required", "`decision` is needed.", "One of: accept, reject, quarantine.")
        }
        try fields.finish()
    }
}
