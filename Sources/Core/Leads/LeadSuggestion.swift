public import Sentiment
import Statistics
public import StrictJSON

/// Something concrete that few raters report and nobody has pinned yet.
public struct LeadSuggestion: Sendable, Hashable {
    /// What it is about.
    public var aspect: Aspect
    /// The end or kind of the aspect.
    public var detail: String?
    /// Raters who report it, by part.
    public var raters: [Int: Int]

    /// What can be looked for in a log, so that one report is worth following. Of other aspects, or of an end of the
    /// length, a single opinion is a matter of taste.
    static let concrete: [(aspect: Aspect, detail: String?)] = [
        (.formatting, "cut_off"), (.formatting, "marks"), (.repetition, nil), (.safety, nil),
    ]
    /// As many raters of a part, at most, make it rare; more are advice.
    static let most = 3
    /// The share of a part's raters, at most, that is rare.
    static let largestShare = 0.2

    /// What the figures of an experiment's parts suggest: in some part 1 to 3 raters report it and they are at most one
    /// in five, and in no part more. What is pinned already, open or closed, is left out.
    public static func all(in figures: [Int: PartFigures], pinned: [Lead]) -> [LeadSuggestion] {
        concrete.compactMap { aspect, detail in
            let isPinned = pinned.contains { $0.aspect == aspect && ($0.detail == detail || $0.detail == nil) }
            let reports = figures.mapValues { figures in
                let tally = detail.map { figures.tally(of: aspect, detail: $0) } ?? figures.tally(of: aspect)
                return Proportion(tally.negative, of: figures.raters)
            }.filter { $0.value.count > 0 }
            let isRare = reports.values.allSatisfy { report in
                report.count <= most && (report.share ?? 1) <= largestShare
            }
            guard !isPinned, isRare, !reports.isEmpty else { return nil }
            return LeadSuggestion(aspect: aspect, detail: detail, raters: reports.mapValues(\.count))
        }
    }

    /// The part in which it was first reported.
    public var part: Int { raters.keys.min() ?? 0 }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("aspect", .string(aspect.rawValue)), ("detail", detail.map(JSON.string) ?? .null), ("part", .int(part)),
            ("raters", .int(raters.values.reduce(0, +))),
            (
                "by_part",
                .array(
                    raters.sorted { $0.key < $1.key }.map {
                        .object([("part", .int($0.key)), ("raters", .int($0.value))])
                    })
            ),
        ])
    }
}
