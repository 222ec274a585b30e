/// The sentiment of a comment.
public enum Polarity: String, Sendable, Hashable, CaseIterable, Codable {
    /// Displeased.
    case negative
    /// Neither, both alike, or no opinion at all.
    case neutral
    /// Pleased.
    case positive
}
