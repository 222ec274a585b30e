public import Sentiment
import StrictJSON

/// What a decision gate measures: the mean of one bounded whole number per rater, so that two integers say it all.
public enum GateMetric: Sendable, Hashable {
    /// Share of positive raters less share of negative ones, -1...1.
    case netSentiment
    /// Share of raters who are negative, 0...1.
    case negativeShare
    /// Mean score of the raters who gave one, 1...5.
    case meanScore
    /// Share of raters who complain of an aspect, 0...1; with a detail, of one end or kind of it.
    case aspectComplaints(Aspect, detail: String?)

    /// As it is named in a gate.
    public enum Name: String, Sendable, CaseIterable {
        case netSentiment = "net_sentiment"
        case negativeShare = "negative_share"
        case meanScore = "mean_score"
        case aspectComplaints = "aspect_complaints"
    }

    /// As it is named in a gate.
    public var name: Name {
        switch self {
        case .netSentiment: .netSentiment
        case .negativeShare: .negativeShare
        case .meanScore: .meanScore
        case .aspectComplaints: .aspectComplaints
        }
    }

    /// What one rater's value, and so the mean, can be.
    public var range: ClosedRange<Double> {
        switch self {
        case .netSentiment: -1...1
        case .negativeShare, .aspectComplaints: 0...1
        case .meanScore: 1...5
        }
    }

    /// How many raters have a value, and the sum of their values.
    public func measure(_ figures: PartFigures) -> (raters: Int, sum: Int) {
        let sentiments = figures.sentiments
        return switch self {
        case .netSentiment: (sentiments.total, sentiments.positive - sentiments.negative)
        case .negativeShare: (sentiments.total, sentiments.negative)
        case .meanScore:
            (figures.scores.reduce(0, +), figures.scores.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element })
        case .aspectComplaints(let aspect, nil): (sentiments.total, figures.tally(of: aspect).negative)
        case .aspectComplaints(let aspect, let detail?):
            (sentiments.total, figures.tally(of: aspect, detail: detail).negative)
        }
    }

    /// The counters that `measure` reads, so that a look need not read the others.
    public var counters: [Counter] {
        let raters = Polarity.allCases.map(Counter.sentiment)
        return switch self {
        case .netSentiment, .negativeShare: raters
        case .meanScore: (1...5).map(Counter.score)
        case .aspectComplaints(let aspect, nil): raters + [.aspect(aspect, .negative)]
        case .aspectComplaints(let aspect, let detail?): raters + [.detail(aspect, detail, .negative)]
        }
    }

    /// For people, inside a sentence.
    var words: Sentence {
        switch self {
        case .netSentiment: Sentence(.netSentiment)
        case .negativeShare: Sentence(.negativeShare)
        case .meanScore: Sentence(.meanScore)
        case .aspectComplaints(let aspect, nil): Sentence(.aspectComplaints, [.aspect: .name(aspect.rawValue)])
        case .aspectComplaints(let aspect, let detail?):
            Sentence(.detailComplaints, [.aspect: .name(aspect.rawValue), .detail: .name(detail)])
        }
    }

    /// The details that comments tell apart within an aspect.
    static func details(of aspect: Aspect) -> [String] {
        switch aspect {
        case .length: Direction.allCases.map(\.rawValue)
        case .formatting: FormattingKind.allCases.map(\.rawValue)
        default: []
        }
    }

    /// Reads `metric`, `aspect` and `detail`; nil with a fault noted when they name no metric.
    static func read(in fields: inout FieldReader) -> GateMetric? {
        let text = fields.string("metric", required: true)
        let aspect = fields.word("aspect", Aspect.self)
        let detail = fields.string("detail")
        guard let text else { return nil }
        guard let name = Name.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
            let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
            fields.fault("metric", "unknown_value", "`metric` is not a value that is known here.", "One of: \(names).")
            return nil
        }
        if name == .aspectComplaints { return complaints(of: aspect, detail, &fields) }
        for (member, isGiven) in [("aspect", aspect != nil), ("detail", detail != nil)] where isGiven {
            fields.fault(
                member, "not_applicable", "`\(member)` belongs to `aspect_complaints` alone.", "Leave it out.")
        }
        return name == .netSentiment ? .netSentiment : name == .meanScore ? .meanScore : .negativeShare
    }

    private static func complaints(
        of aspect: Aspect?, _ detail: String?, _ fields: inout FieldReader
    ) -> GateMetric? {
        guard let aspect else {
            if fields.faults.isEmpty {
                fields.fault("aspect", "required", "`aspect` is missing.", "Say which aspect is complained of.")
            }
            return nil
        }
        let known = details(of: aspect)
        if let detail, !known.contains(where: { $0.utf8.elementsEqual(detail.utf8) }) {
            let hint = known.isEmpty ? "Leave it out." : "One of: \(known.joined(separator: ", "))."
            fields.fault("detail", "unknown_value", "`detail` is not known of this aspect.", hint)
            return nil
        }
        return .aspectComplaints(aspect, detail: detail)
    }

    /// As members of a gate.
    var members: [JSON.Member] {
        var members: [JSON.Member] = [("metric", .string(name.rawValue))]
        if case .aspectComplaints(let aspect, let detail) = self {
            members.append(("aspect", .string(aspect.rawValue)))
            if let detail { members.append(("detail", .string(detail))) }
        }
        return members
    }
}
