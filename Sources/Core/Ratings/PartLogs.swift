/// What was measured in the episodes that were donated with one part, and where they come from.
public struct PartLogs: Sendable, Equatable {
    /// Accepted episodes.
    public var episodes = 0
    /// The median over them of the median number of words of a response; nil without episodes.
    public var medianWords: Double?
    /// Episodes in which a response has unbalanced marks.
    public var unbalanced = 0
    /// Episodes in which a response ends in the middle.
    public var truncated = 0
    /// Episodes by format, such as `sillytavern`.
    public var formats: [String: Int] = [:]

    /// No episodes.
    public init() {}

    /// All of it as text that is the same for the same values.
    var digest: String {
        let mix = formats.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return "\(episodes)|\(medianWords ?? -1)|\(unbalanced)|\(truncated)|\(mix)"
    }
}
