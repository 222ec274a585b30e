/// What one rule did or saw.
public struct Finding: Sendable, Equatable {
    /// The rule's stable name; `Rule` lists them all.
    public var rule: String
    /// How many times.
    public var count: Int
    /// Byte range (UTF-8) of the first occurrence in the turn's normalised text. Nil in sums, and for rules that
    /// changed the text and so left nothing to point at.
    public var span: Range<Int>?

    /// Creates a finding.
    public init(rule: String, count: Int, span: Range<Int>? = nil) {
        self.rule = rule
        self.count = count
        self.span = span
    }
}
