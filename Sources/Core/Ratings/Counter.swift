public import Sentiment

/// One of the integers that a part's summary is computed from, kept under its name.
///
/// A name is the kind and its values with `:` between them; what a rater wrote comes last, so that it may hold anything.
public enum Counter: Sendable, Hashable {
    /// Accepted ratings, earlier ones of the same rater included.
    case ratings
    /// Raters whose latest rating counts.
    case raters
    /// Counted ratings with a comment.
    case comments
    /// Counted ratings whose sentiment is stated and that have a comment too.
    case statedAndRead
    /// Those of them whose comment reads otherwise.
    case differing
    /// Counted ratings of one sentiment.
    case sentiment(Polarity)
    /// Those of them that look as if one group had made them.
    case clustered(Polarity)
    /// Counted ratings of one score, 1...5.
    case score(Int)
    /// Counted ratings that say something of an aspect: what is stated wins over what the comment reads.
    case aspect(Aspect, Polarity)
    /// The same by what is said beyond praise and blame, where the comment says it and the rater states nothing else:
    /// replies too `short`.
    case detail(Aspect, String, Polarity)
    /// Counted ratings made in one front end, by sentiment.
    case frontEnd(FrontEnd, Polarity)
    /// Counted ratings made with a sampling setting in one band, by sentiment.
    case sampling(SamplingBand, Polarity)
    /// Raters of this part and of an earlier one, by the sentiment of both.
    case sentiments(since: Int, Polarity, Polarity)
    /// The same by the scores of both, each 1...5.
    case scores(since: Int, Int, Int)

    /// As it is kept, for example `aspect:length:negative`.
    public var name: String {
        switch self {
        case .ratings: "ratings"
        case .raters: "raters"
        case .comments: "comments"
        case .statedAndRead: "stated_and_read"
        case .differing: "differing"
        case .sentiment(let polarity): "sentiment:\(polarity.rawValue)"
        case .clustered(let polarity): "clustered:\(polarity.rawValue)"
        case .score(let score): "score:\(score)"
        case .aspect(let aspect, let polarity): "aspect:\(aspect.rawValue):\(polarity.rawValue)"
        case .detail(let aspect, let detail, let polarity):
            "detail:\(aspect.rawValue):\(detail):\(polarity.rawValue)"
        case .frontEnd(let frontEnd, let polarity): "front_end:\(polarity.rawValue):\(frontEnd.name)"
        case .sampling(let band, let polarity): "sampling:\(band.setting.rawValue):\(band.name):\(polarity.rawValue)"
        case .sentiments(let part, let earlier, let later):
            "sentiments:\(part):\(earlier.rawValue):\(later.rawValue)"
        case .scores(let part, let earlier, let later): "scores:\(part):\(earlier):\(later)"
        }
    }

    /// Reads a kept name; nil for one that no version of this code wrote.
    public init?(name: String) {
        let words = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let counter = Self.plain[name] ?? Self.parse(words) else { return nil }
        self = counter
    }

    private static let plain: [String: Counter] = [
        "ratings": .ratings, "raters": .raters, "comments": .comments, "stated_and_read": .statedAndRead,
        "differing": .differing,
    ]

    private static func parse(_ words: [String]) -> Counter? {
        switch (words.first, words.count) {
        case ("sentiment", 2): Polarity(rawValue: words[1]).map(Counter.sentiment)
        case ("clustered", 2): Polarity(rawValue: words[1]).map(Counter.clustered)
        case ("score", 2): score(words[1]).map(Counter.score)
        case ("aspect", 3): both(Aspect(rawValue: words[1]), Polarity(rawValue: words[2])).map { .aspect($0, $1) }
        case ("detail", 4):
            both(Aspect(rawValue: words[1]), Polarity(rawValue: words[3])).map { .detail($0, words[2], $1) }
        case ("front_end", 3...):
            Polarity(rawValue: words[1]).map { .frontEnd(FrontEnd(words[2...].joined(separator: ":")), $0) }
        case ("sampling", 4):
            both(SamplingBand(setting: words[1], name: words[2]), Polarity(rawValue: words[3])).map {
                .sampling($0, $1)
            }
        case ("sentiments", 4):
            both(Int(words[1]), both(Polarity(rawValue: words[2]), Polarity(rawValue: words[3])))
                .map { .sentiments(since: $0, $1.0, $1.1) }
        case ("scores", 4):
            both(Int(words[1]), both(score(words[2]), score(words[3]))).map { .scores(since: $0, $1.0, $1.1) }
        default: nil
        }
    }

    private static func score(_ text: String) -> Int? {
        Int(text).flatMap { 1...5 ~= $0 ? $0 : nil }
    }

    private static func both<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
        guard let first, let second else { return nil }
        return (first, second)
    }
}
