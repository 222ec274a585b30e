import Sentiment
public import Statistics
public import StrictJSON

/// Whether a complaint became rarer with the next part: what advice that was followed has to show for itself.
public struct AdviceCheck: Sendable {
    /// What may be said of the change.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// Fewer than five raters of a part.
        case tooLittleData = "too_little_data"
        /// Newcombe's interval of the difference lies below 0.
        case fell
        /// It lies above 0.
        case rose
        /// It contains 0 and lies within 10 points on both sides.
        case practicallyEqual = "practically_equal"
        /// It contains 0, and more besides.
        case noEvidence = "no_evidence"
    }

    /// What raters complained of.
    public var complaint: Complaint
    /// Those who did, of all raters of the part that was advised on.
    public var before: Proportion
    /// Those who do, of all raters of the next part.
    public var after: Proportion

    /// Compares two parts.
    public init(_ complaint: Complaint, before: PartFigures, after: PartFigures) {
        self.complaint = complaint
        self.before = complaint.complaints(in: before)
        self.after = complaint.complaints(in: after)
    }

    /// The difference of the shares, next part less the one before; nil without raters on a side.
    public var difference: Double? {
        guard let first = before.share, let second = after.share else { return nil }
        return second - first
    }

    /// Newcombe's 95 % interval of the difference.
    public var newcombe: Interval { .newcombe(after, minus: before) }

    /// What may be said.
    public var verdict: Verdict {
        guard min(before.total, after.total) >= FeedbackLabel.fewestRaters else { return .tooLittleData }
        let interval = newcombe
        if interval.high < 0 { return .fell }
        if interval.low > 0 { return .rose }
        return max(-interval.low, interval.high) <= 0.10 ? .practicallyEqual : .noEvidence
    }

    /// In words, for the logbook.
    public var sentence: Sentence {
        let counts = Sentence(
            .beforeAndNow,
            [
                .who: Sentence(complaint.patterns.who), .count: .number(before.count), .all: .number(before.total),
                .otherCount: .number(after.count), .otherAll: .number(after.total),
            ])
        guard verdict != .tooLittleData, let difference else { return Sentence(.checkTooFew, [.counts: counts]) }
        let pattern: Sentence.Pattern =
            switch verdict {
            case .fell: .checkFell
            case .rose: .checkRose
            case .practicallyEqual: .checkEqual
            case .noEvidence, .tooLittleData: .checkOpen
            }
        return Sentence(
            pattern,
            [
                .counts: counts, .points: Self.points(difference), .low: Self.points(newcombe.low),
                .high: Self.points(newcombe.high),
            ])
    }

    private static func points(_ difference: Double) -> Sentence {
        let whole = Int((difference * 100).rounded())
        return .verbatim(whole > 0 ? "+\(whole)" : "\(whole)")
    }

    /// As answered by the API.
    public var json: JSON {
        let isShown = verdict != .tooLittleData
        return .object([
            ("aspect", .string(complaint.aspect.rawValue)), ("detail", complaint.detail.map(JSON.string) ?? .null),
            ("before", Self.json(before)), ("after", Self.json(after)),
            ("difference", isShown ? .rounded(difference) : .null),
            ("newcombe", isShown ? .interval(newcombe) : .null),
            ("verdict", .string(verdict.rawValue)), ("sentence", .string(sentence.description)),
        ])
    }

    private static func json(_ proportion: Proportion) -> JSON {
        .object([("complaints", .int(proportion.count)), ("raters", .int(proportion.total))])
    }
}
