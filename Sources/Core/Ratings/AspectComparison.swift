public import Sentiment
public import Statistics
import StrictJSON

/// What the raters of a part say of one aspect, or of one end or kind of it, beside those of another part.
public struct AspectComparison: Sendable {
    /// Which aspect.
    public let aspect: Aspect
    /// Which end or kind, such as `short`; nil for the aspect as a whole.
    public let detail: String?
    /// Raters who say something of it.
    public let tally: Tally
    /// Those who complain, of all raters of the part.
    public let complaints: Proportion
    /// The same of the other part; nil without one.
    public let other: Proportion?
    /// Barnard's p of the change, and the same corrected for all aspects by Benjamini and Hochberg; nil where a part
    /// has fewer than five raters.
    public let p: (exact: Double, adjusted: Double)?

    /// Every aspect that somebody speaks of in either part, those with most complaints first, each followed by its ends
    /// or kinds.
    public static func all(of part: PartFigures, beside other: PartFigures?) -> [AspectComparison] {
        let topics = Self.topics.filter { topic in
            tally(topic, in: part).total > 0 || other.map { tally(topic, in: $0).total > 0 } == true
        }
        let isCompared = min(part.raters, other?.raters ?? 0) >= FeedbackLabel.fewestRaters
        let exact = topics.map { topic in
            other.map { barnardExact(complaints(topic, in: part), complaints(topic, in: $0)) } ?? 1
        }
        let adjusted = benjaminiHochberg(exact)
        let found = topics.indices.map { index in
            AspectComparison(
                aspect: topics[index].aspect, detail: topics[index].detail, tally: tally(topics[index], in: part),
                complaints: complaints(topics[index], in: part),
                other: other.map { complaints(topics[index], in: $0) },
                p: isCompared ? (exact[index], adjusted[index]) : nil)
        }
        return found.filter { $0.detail == nil }.sorted(by: isBefore).flatMap { whole in
            [whole] + found.filter { $0.aspect == whole.aspect && $0.detail != nil }.sorted(by: isBefore)
        }
    }

    /// What is told apart: every aspect, the ends of length, the kinds of formatting.
    private static let topics: [(aspect: Aspect, detail: String?)] =
        Aspect.allCases.map { ($0, nil) } + Direction.allCases.map { (.length, $0.rawValue) }
        + FormattingKind.allCases.map { (.formatting, $0.rawValue) }

    private static func tally(_ topic: (aspect: Aspect, detail: String?), in figures: PartFigures) -> Tally {
        topic.detail.map { figures.tally(of: topic.aspect, detail: $0) } ?? figures.tally(of: topic.aspect)
    }

    private static func complaints(
        _ topic: (aspect: Aspect, detail: String?), in figures: PartFigures
    ) -> Proportion {
        Proportion(tally(topic, in: figures).negative, of: figures.raters)
    }

    private static func isBefore(_ one: AspectComparison, _ two: AspectComparison) -> Bool {
        (-one.complaints.count, one.aspect.rawValue, one.detail ?? "")
            < (-two.complaints.count, two.aspect.rawValue, two.detail ?? "")
    }

    /// Whether complaints changed by more than chance among all aspects does.
    public var isChanged: Bool { p.map { $0.adjusted <= Evidence.smallP } ?? false }

    /// As answered by the API; shares are left out below five raters.
    func json(otherPart: Int?) -> JSON {
        let isShown = complaints.total >= FeedbackLabel.fewestRaters
        var members: [JSON.Member] = [
            ("aspect", .string(aspect.rawValue)), ("detail", detail.map(JSON.string) ?? .null),
            ("complaints", .int(complaints.count)), ("mentions", .int(tally.total)), ("praise", .int(tally.positive)),
            ("share", isShown ? .rounded(complaints.share) : .null),
            ("interval", isShown ? .interval(.wilson(complaints)) : .null),
        ]
        members.append(("versus_previous", otherPart.flatMap(change) ?? .null))
        return .object(members)
    }

    private func change(since part: Int) -> JSON? {
        guard let other, let p else { return nil }
        let difference = (complaints.share ?? 0) - (other.share ?? 0)
        return .object([
            ("part", .int(part)), ("complaints", .int(other.count)), ("raters", .int(other.total)),
            ("difference", .rounded(difference)), ("newcombe", .interval(.newcombe(complaints, minus: other))),
            ("p_exact", .rounded(p.exact)), ("p_adjusted", .rounded(p.adjusted)), ("changed", .bool(isChanged)),
        ])
    }
}
