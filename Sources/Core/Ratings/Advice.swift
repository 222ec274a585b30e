import Sentiment
public import Statistics
public import StrictJSON

/// What raters' complaints about a part suggest for the data of the next one, each with a policy filter that would act on
/// it.
///
/// **What is advised.** A complaint, if all of this holds:
/// 1. at least 5 raters judged the part, and at least 3 of them complain: one report is a lead, not a trend;
/// 2. it is not rare: the lower end of Wilson's 95 % interval of the share who complain is above 5 %. Some rater finds
///    something wrong with every part. Raters who complain of the aspect and do not say which end or kind they mean count
///    here, if those who say lean to this one beyond chance: Wilson's interval of its share among them is above one half;
/// 3. more raters complain of the aspect than praise it;
/// 4. where the aspect has two ends (too short, too long), those who say which one lean to this one beyond chance. Else a
///    filter would please some and harm others.
public struct Advice: Sendable {
    /// Version of the rules; part of every answer.
    public static let method = "advice/1"

    /// The fewest raters whose complaint is advised on.
    public static let fewestComplaints = 3
    /// The share of raters who find something wrong with any part.
    public static let commonShare = 0.05

    /// The figures of the part that raters complain of.
    public var figures: PartFigures
    /// Words that filters of length would use.
    public var words: WordLimits
    /// Share of responses or episodes of the pending data that a filter would keep, 0...1, where an engine has tried it.
    public var kept: [Complaint: Double]

    /// Words per response that a filter of length keeps.
    public struct WordLimits: Sendable, Hashable {
        /// Shorter ones are dropped.
        public var minimum: Int
        /// Longer ones are dropped.
        public var maximum: Int

        /// The minimum of the original logbook, and a maximum that leaves three long paragraphs.
        public init(minimum: Int = 60, maximum: Int = 300) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// All inputs.
    public init(figures: PartFigures, words: WordLimits = WordLimits(), kept: [Complaint: Double] = [:]) {
        self.figures = figures
        self.words = words
        self.kept = kept
    }

    /// One thing that could be done.
    public struct Suggestion: Sendable {
        /// What raters complain of.
        public var complaint: Complaint
        /// Raters who complain of exactly this, of all.
        public var exact: Proportion
        /// How many more complain of the aspect and do not say which end or kind they mean.
        public var unspecified: Int
        /// A filter that would act on it, as it stands in a policy.
        public var filter: JSON
        /// Filters that could take its place.
        public var alternatives: [JSON]
        /// What the filter does, for the end of a sentence.
        var effect: Sentence
        /// Share of the pending data that the filter keeps; nil where nobody has tried it.
        public var kept: Double?

        /// Wilson's 95 % interval of the share who complain of exactly this.
        public var interval: Interval { .wilson(exact) }
    }

    /// What is advised, the complaint of most raters first.
    public var suggestions: [Suggestion] {
        Complaint.allCases.filter(isAdvised).map(suggestion).enumerated()
            .sorted { (-$0.element.exact.count, $0.offset) < (-$1.element.exact.count, $1.offset) }
            .map(\.element)
    }

    private func isAdvised(_ complaint: Complaint) -> Bool {
        let exact = complaint.complaints(in: figures)
        guard exact.total >= FeedbackLabel.fewestRaters, exact.count >= Self.fewestComplaints else { return false }
        let isLeaning = Interval.wilson(complaint.leaning(in: figures)).low > 0.5
        guard isLeaning || !complaint.hasOpposite else { return false }
        let count = exact.count + (isLeaning ? complaint.unspecified(in: figures) : 0)
        return Interval.wilson(Proportion(count, of: exact.total)).low > Self.commonShare
            && max(exact.count, figures.tally(of: complaint.aspect).negative)
                > figures.tally(of: complaint.aspect).positive
    }

    private func suggestion(_ complaint: Complaint) -> Suggestion {
        let (filter, alternatives, effect) = filters(against: complaint)
        return Suggestion(
            complaint: complaint, exact: complaint.complaints(in: figures),
            unspecified: complaint.unspecified(in: figures), filter: filter, alternatives: alternatives,
            effect: effect, kept: kept[complaint])
    }

    /// Filters of a policy, the best first, and what that one does.
    private func filters(against complaint: Complaint) -> (best: JSON, others: [JSON], effect: Sentence) {
        switch complaint {
        case .short:
            (
                ["filter": "response_words", "minimum": .int(words.minimum), "action": "drop_response"],
                [
                    [
                        "filter": "median_response_words", "minimum": .int(words.minimum),
                        "desired": .int(2 * words.minimum),
                    ]
                ], Sentence(.minimumOfWords, [.count: .number(words.minimum)])
            )
        case .long:
            (
                ["filter": "response_words", "maximum": .int(words.maximum), "action": "drop_response"], [],
                Sentence(.maximumOfWords, [.count: .number(words.maximum)])
            )
        // Who sees a message end in the middle mostly sees an open asterisk or quotation mark.
        case .cutOff: (Self.balancedMarkup, [Self.without("truncated_turn")], Sentence(.balancedMarkup))
        case .marks: (Self.balancedMarkup, [], Sentence(.balancedMarkup))
        case .repetition:
            (
                ["filter": "response_similarity", "threshold": 0.75], [],
                Sentence(.similarityOfResponses, [.threshold: .verbatim("0.75")])
            )
        case .safety: (Self.without("refusal"), [], Sentence(.noRefusals))
        case .character:
            (Self.without("multi_speaker_in_turn"), [], Sentence(.noSeveralSpeakers))
        }
    }

    private static let balancedMarkup: JSON = ["filter": "balanced_markup", "marks": ["*", "\""]]

    private static func without(_ flag: String) -> JSON { ["filter": "flags", "exclude": [.string(flag)]] }

    /// The answer's member `suggestions` and what it rests on.
    public var json: JSON {
        .object([
            ("method", .string(Self.method)), ("raters", .int(figures.raters)),
            ("suggestions", .array(suggestions.map(\.json))),
        ])
    }
}

extension Advice.Suggestion {
    /// "34 % of raters (9 of 26) find responses too short; a minimum of 60 words would keep 47 % of the pending data."
    public var sentence: Sentence {
        var finds = Sentence(
            complaint.patterns.finds,
            [.share: .share(exact.share ?? 0), .count: .number(exact.count), .all: .number(exact.total)])
        if unspecified > 0 {
            finds = Sentence(
                .findsAndMore,
                [.finds: finds, .count: .number(unspecified), .aspect: .name(complaint.aspect.rawValue)])
        }
        guard let kept else { return Sentence(.wouldAct, [.finds: finds, .filter: effect]) }
        return Sentence(.wouldKeep, [.finds: finds, .filter: effect, .share: .share(kept)])
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("aspect", .string(complaint.aspect.rawValue)), ("detail", complaint.detail.map(JSON.string) ?? .null),
            ("complaints", .int(exact.count)), ("unspecified", .int(unspecified)), ("raters", .int(exact.total)),
            ("share", .rounded(exact.share)),
            ("interval", .interval(interval)), ("filter", filter),
            ("alternatives", .array(alternatives)), ("kept", .rounded(kept)),
            ("sentence", .string(sentence.description)),
        ])
    }
}
