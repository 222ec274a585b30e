extension Sentence {
    /// Where a value stands in a pattern. `other…` is of what it is compared with.
    public enum Place: String, Sendable, CaseIterable {
        case action, all, aspect, comparisons, count, counts, detail, each, few, filter, finds, found, gate, high
        case homogeneity, label, least, lot, low, metric, negative, odds, otherwise, p, part, points, raters
        case sentiments, share, threshold, value, who, within
        case otherAll, otherCount, otherFew, otherNegative, otherPart, otherShare, otherValue
    }
}
