public import Sentiment
public import Statistics

/// The integers that a part's summary is computed from, by counter.
public struct PartFigures: Sendable, Equatable {
    /// Those that are not zero.
    public private(set) var counts: [Counter: Int] = [:]

    /// Nothing yet.
    public init() {}

    /// Counters as they are kept; several of one counter are added.
    public init(_ counts: some Sequence<(Counter, Int)>) {
        for (counter, count) in counts { self[counter] += count }
    }

    /// What one counted rating adds; it is one rating more as well, which `ratings` says.
    public init(counting rating: CountedRating) {
        self[.raters] = 1
        self[.sentiment(rating.sentiment)] = 1
        if rating.isClustered { self[.clustered(rating.sentiment)] = 1 }
        if rating.hasComment { self[.comments] = 1 }
        if let score = rating.score { self[.score(score)] = 1 }
        if rating.source == .stated, let read = rating.commentSentiment {
            self[.statedAndRead] = 1
            if read != rating.sentiment { self[.differing] = 1 }
        }
        for stated in rating.aspects { self[.aspect(stated.aspect, stated.polarity)] = 1 }
        for read in rating.readings {
            // What is stated of an aspect wins over what the comment says of it.
            let stated = rating.aspects.first { $0.aspect == read.aspect }
            if stated == nil { self[.aspect(read.aspect, read.polarity)] = 1 }
            guard let detail = read.detail, (stated?.polarity ?? read.polarity) == read.polarity else { continue }
            self[.detail(read.aspect, detail, read.polarity)] = 1
        }
        self[.frontEnd(FrontEnd(rating.frontEnd), rating.sentiment)] = 1
        for band in SamplingBand.of(rating.sampling) { self[.sampling(band, rating.sentiment)] = 1 }
    }

    /// What one counted rating adds, as this program reads it.
    public init(counting rating: Rating, isClustered: Bool = false) {
        self.init(counting: CountedRating(rating, isClustered: isClustered))
    }

    /// What two counted ratings of one rater for two parts add to the figures of the later part.
    public init(from earlier: CountedRating, to later: CountedRating) {
        self[.sentiments(since: earlier.part, earlier.sentiment, later.sentiment)] = 1
        if let first = earlier.score, let second = later.score {
            self[.scores(since: earlier.part, first, second)] = 1
        }
    }

    /// What two counted ratings of one rater for two parts add to the figures of the later part.
    public init(from earlier: Rating, to later: Rating) {
        self.init(from: CountedRating(earlier, isClustered: false), to: CountedRating(later, isClustered: false))
    }

    /// One counter.
    public subscript(counter: Counter) -> Int {
        get { counts[counter] ?? 0 }
        set { counts[counter] = newValue == 0 ? nil : newValue }
    }

    /// Whether nothing would change.
    public var isZero: Bool { counts.isEmpty }

    /// All of them as name and count, in the order of the names.
    public var named: [(name: String, count: Int)] {
        counts.map { ($0.key.name, $0.value) }.sorted { $0.name < $1.name }
    }

    /// What takes these back.
    public static prefix func - (figures: Self) -> Self {
        var negated = figures
        negated.counts = figures.counts.mapValues { -$0 }
        return negated
    }

    /// Adds, counter by counter.
    public static func += (sum: inout Self, other: Self) {
        for (counter, count) in other.counts { sum[counter] += count }
    }

    /// Sum, counter by counter.
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum += right
        return sum
    }

    /// Difference, counter by counter.
    public static func - (left: Self, right: Self) -> Self { left + -right }
}

extension PartFigures {
    /// Accepted ratings, earlier ones of the same rater included.
    public var ratings: Int {
        get { self[.ratings] }
        set { self[.ratings] = newValue }
    }

    /// Raters whose latest rating counts.
    public var raters: Int {
        get { self[.raters] }
        set { self[.raters] = newValue }
    }

    /// Counted ratings by sentiment.
    public var sentiments: Tally {
        get { tally { .sentiment($0) } }
        set { for polarity in Polarity.allCases { self[.sentiment(polarity)] = newValue[polarity] } }
    }

    /// Those of them that look as if one group had made them.
    public var clustered: Tally { tally { .clustered($0) } }

    /// Raters and sentiments, and nothing else, without those that look as if one group had made them.
    public var withoutClusters: PartFigures {
        var figures = PartFigures()
        figures.raters = raters - clustered.total
        figures.sentiments = sentiments - clustered
        return figures
    }

    /// Counted ratings by score 1...5; those without a score are in none.
    public var scores: [Int] {
        get { (1...5).map { self[.score($0)] } }
        set { for (index, count) in newValue.prefix(5).enumerated() { self[.score(index + 1)] = count } }
    }

    /// What counted ratings say of an aspect.
    public func tally(of aspect: Aspect) -> Tally { tally { .aspect(aspect, $0) } }

    /// What their comments say of one end or kind of an aspect.
    public func tally(of aspect: Aspect, detail: String) -> Tally { tally { .detail(aspect, detail, $0) } }

    /// Counted ratings made in a front end.
    public func tally(in frontEnd: FrontEnd) -> Tally { tally { .frontEnd(frontEnd, $0) } }

    /// Counted ratings made within a band of a sampling setting.
    public func tally(in band: SamplingBand) -> Tally { tally { .sampling(band, $0) } }

    /// The front ends that counted ratings name, those that most do first.
    public var frontEnds: [FrontEnd] {
        let found = Set(
            counts.keys.compactMap { counter in if case .frontEnd(let name, _) = counter { name } else { nil } })
        let totals = Dictionary(uniqueKeysWithValues: found.map { ($0, tally(in: $0).total) })
        return found.sorted { (-(totals[$0] ?? 0), $0.name) < (-(totals[$1] ?? 0), $1.name) }
    }

    /// Raters of this part and an earlier one, by the sentiment of this one: those who came back.
    public func returning(since part: Int) -> Tally {
        tally { later in Polarity.allCases.map { Counter.sentiments(since: part, $0, later) } }
    }

    /// The same raters by the sentiment of the earlier part.
    public func before(at part: Int) -> Tally {
        tally { earlier in Polarity.allCases.map { Counter.sentiments(since: part, earlier, $0) } }
    }

    /// How the raters of this part and an earlier one changed their judgement, in scores where both have one, in
    /// sentiment (-1, 0, 1) otherwise.
    public func paired(since part: Int) -> PairedDifference {
        let scores = (1...5).flatMap { earlier in
            (1...5).map { later in
                (
                    earlier: Double(earlier), later: Double(later),
                    raters: self[.scores(since: part, earlier, later)]
                )
            }
        }
        if scores.reduce(0, { $0 + $1.raters }) >= FeedbackLabel.fewestRaters {
            return PairedDifference(counts: scores)
        }
        let values = Array(zip(Polarity.allCases, [-1.0, 0, 1]))
        return PairedDifference(
            counts: values.flatMap { earlier in
                values.map { later in
                    (
                        earlier: earlier.1, later: later.1,
                        raters: self[.sentiments(since: part, earlier.0, later.0)]
                    )
                }
            })
    }

    private func tally(_ counter: (Polarity) -> Counter) -> Tally { tally { [counter($0)] } }

    private func tally(_ counters: (Polarity) -> [Counter]) -> Tally {
        var tally = Tally()
        for polarity in Polarity.allCases { tally[polarity] = counters(polarity).reduce(0) { $0 + self[$1] } }
        return tally
    }
}

extension AspectReading {
    /// What an opinion means beyond praise and blame: of length its direction, of formatting its kind.
    public var detail: String? { direction?.rawValue ?? kind?.rawValue }
}
