/// What a maintainer decides about a rating.
public enum RatingDecision: String, Sendable, CaseIterable {
    /// It stands, and counts if it is the latest of its rater for its part.
    case accept
    /// It is refused; the rater's rating before it counts instead.
    case reject
    /// It is held back; the rater's rating before it counts instead.
    case quarantine
}
