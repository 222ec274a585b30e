/// A part's feedback in one or two words, for a heading or a badge.
///
/// The rule, after the review labels of game stores but with three classes: a neutral rater counts half to each side,
/// so the side that leads has the share s = (leading + neutral / 2) / raters.
///
/// | label | when |
/// |---|---|
/// | `too_few` | fewer than 5 raters |
/// | `overwhelmingly_…` | s >= 0.90, and w >= 0.75 (12 raters of one mind suffice) |
/// | `mostly_…` | s >= 0.65 |
/// | `generally_…` | s >= 0.60 |
/// | `mixed` | otherwise |
///
/// w is the lower bound of Wilson's 95 % interval of the leading class among all raters.
/// It describes what these raters said. Whether the next ones would say the same is for the intervals and the verdict.
public enum FeedbackLabel: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nearly everybody is pleased.
    case overwhelminglyPositive = "overwhelmingly_positive"
    /// About two in three, or more, are pleased.
    case mostlyPositive = "mostly_positive"
    /// More are pleased than not.
    case generallyPositive = "generally_positive"
    /// Neither side leads clearly.
    case mixed
    /// More are displeased than not.
    case generallyNegative = "generally_negative"
    /// About two in three, or more, are displeased.
    case mostlyNegative = "mostly_negative"
    /// Nearly everybody is displeased.
    case overwhelminglyNegative = "overwhelmingly_negative"
    /// Fewer than five raters: no word would be fair.
    case tooFew = "too_few"

    /// The fewest raters for which a label, or a percentage, is shown.
    public static let fewestRaters = 5

    /// The label of a part with these many raters per sentiment.
    public static func of(negative: Int, neutral: Int, positive: Int) -> FeedbackLabel {
        let raters = negative + neutral + positive
        guard raters >= fewestRaters else { return .tooFew }
        let isPositive = positive > negative
        let leading = max(positive, negative)
        // s in twentieths of the raters, in whole numbers so that the thresholds are exact: 2s = 1 + net / raters.
        let twentieths = 10 * (2 * leading + neutral)
        if twentieths >= 18 * raters, Interval.wilson(Proportion(leading, of: raters)).low >= 0.75 {
            return isPositive ? .overwhelminglyPositive : .overwhelminglyNegative
        }
        if twentieths >= 13 * raters { return isPositive ? .mostlyPositive : .mostlyNegative }
        if twentieths >= 12 * raters { return isPositive ? .generallyPositive : .generallyNegative }
        return .mixed
    }
}
