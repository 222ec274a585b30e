public import Sentiment
public import Statistics
import StrictJSON

/// What raters complain about beside what was measured in the logs that were donated with the same part.
///
/// Raters who find replies short are right or wrong about something that can be counted: a complaint that no figure
/// follows is about something else, such as how the part before was.
public struct ReportedAndMeasured: Sendable {
    /// What is complained about.
    public let aspect: Aspect
    /// Which end or kind of it.
    public let detail: String
    /// Raters who complain, of all.
    public let complaints: Proportion
    /// What is measured: `response_words_median`, or a share of episodes.
    public let measure: String
    /// In the logs of this part, and of the part before; nil without logs.
    public let value, previous: Double?

    /// All that can be set beside each other, for which there is a complaint or a log.
    static func all(of part: PartRecord, beside previous: PartRecord?) -> [ReportedAndMeasured] {
        let measures: [(Aspect, String, String, @Sendable (PartLogs) -> Double?)] = [
            (.length, Direction.short.rawValue, "response_words_median", { $0.medianWords }),
            (.length, Direction.long.rawValue, "response_words_median", { $0.medianWords }),
            (.formatting, FormattingKind.cutOff.rawValue, "truncated_share", { $0.share(of: $0.truncated) }),
            (.formatting, FormattingKind.marks.rawValue, "unbalanced_share", { $0.share(of: $0.unbalanced) }),
        ]
        return measures.compactMap { aspect, detail, name, measure in
            let complaints = part.figures.tally(of: aspect, detail: detail).negative
            guard complaints > 0 || part.logs.episodes > 0 else { return nil }
            return ReportedAndMeasured(
                aspect: aspect, detail: detail, complaints: Proportion(complaints, of: part.figures.raters),
                measure: name, value: measure(part.logs), previous: previous.flatMap { measure($0.logs) },
                episodes: part.logs.episodes)
        }
    }

    /// Episodes that were measured.
    public let episodes: Int

    private init(
        aspect: Aspect, detail: String, complaints: Proportion, measure: String, value: Double?, previous: Double?,
        episodes: Int
    ) {
        self.aspect = aspect
        self.detail = detail
        self.complaints = complaints
        self.measure = measure
        self.value = value
        self.previous = previous
        self.episodes = episodes
    }

    /// As answered by the API.
    var json: JSON {
        let isShown = complaints.total >= FeedbackLabel.fewestRaters
        return .object([
            ("aspect", .string(aspect.rawValue)), ("detail", .string(detail)), ("complaints", .int(complaints.count)),
            ("share", isShown ? .rounded(complaints.share) : .null), ("measure", .string(measure)),
            ("value", .rounded(value)), ("previous", .rounded(previous)), ("episodes", .int(episodes)),
        ])
    }
}

extension PartLogs {
    /// Of all episodes; nil without any.
    func share(of count: Int) -> Double? { episodes == 0 ? nil : Double(count) / Double(episodes) }
}
