public import StrictJSON

/// What a maintainer decides about a rating.
public enum RatingDecision: String, Sendable, CaseIterable {
    /// It stands by itself, and counts if it is the latest of its rater for its part; it is not taken for a group's.
    case accept
    /// It is refused; the rater's rating before it counts instead.
    case reject
    /// It is held back; the rater's rating before it counts instead.
    case quarantine
}

/// The body of `POST /v1/ratings/{id}/decision`.
public struct RatingDecisionInput: Sendable {
    /// What is decided.
    public var decision: RatingDecision
    /// Why; for other maintainers.
    public var reason: String?

    /// Both.
    public init(decision: RatingDecision, reason: String?) {
        self.decision = decision
        self.reason = reason
    }

    /// Decodes a body; every fault that it has is in the thrown problem.
    public init(_ body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        let word = fields.word("decision", RatingDecision.self)
        decision = word ?? .quarantine
        reason = fields.string("reason", maximum: 1000)
        if fields.faults.isEmpty, word == nil {
            fields.fault("decision", "required", "`decision` is needed.", "One of: accept, reject, quarantine.")
        }
        try fields.finish()
    }
}
