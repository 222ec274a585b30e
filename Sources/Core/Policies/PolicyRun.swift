import StrictJSON

/// What a policy does to a set of episodes: what is kept, and who dropped what. Reads numbers, never text, so that a
/// curator can try policies on everything that there is.
public struct PolicyRun: Sendable {
    /// The policy.
    public let policy: Policy
    /// All of it.
    public let total: Passage
    /// By filter, in the order in which they judged; caps and sample come last.
    public let byFilter: [FilterPassage]
    /// By format of the source, the largest first.
    public let bySource: [(label: String, passage: Passage)]
    /// By front end, the largest first.
    public let byFrontEnd: [(label: String, passage: Passage)]
    /// By band of the median response, ascending.
    public let byLengthBand: [(label: String, passage: Passage)]
    /// Words of responses before and after.
    public let histograms: (before: WordHistogram, after: WordHistogram)
    /// Some of what was dropped, with the reason.
    public let victims: [Victim]
    let candidates: Candidates

    /// What one filter saw.
    public struct FilterPassage: Sendable {
        /// Its name and parameters.
        public let filter: Filter
        /// Responses that reached it, and those that it let pass; an episode is kept while a response of it is.
        public let passage: Passage
    }

    /// Something that was dropped.
    public struct Victim: Sendable, Equatable {
        /// Its episode.
        public let episode: String
        /// Number of the window.
        public let window: Int
        /// Words of the response.
        public let words: Int
        /// Which filter dropped it.
        public let filter: String
        /// Why, with the numbers.
        public let reason: Sentence
    }

    /// Applies a policy. Episodes count in the order given: of duplicates the first stays.
    public static func run(_ policy: Policy, on episodes: [EpisodeFigures]) async -> PolicyRun {
        let stages = policy.stages
        var candidates = await Judging(policy, stages).candidates(episodes)
        for (index, stage) in stages.enumerated() {
            if case .comparison(let drops, _) = stage.rule { candidates.judge(stage: index, drops) }
        }
        return PolicyRun(policy, stages, candidates, VerdictCount(candidates, stages: stages.count))
    }

    private init(_ policy: Policy, _ stages: [Filter], _ candidates: Candidates, _ count: VerdictCount) {
        self.policy = policy
        self.candidates = candidates
        total = count.total
        byFilter = zip(stages, count.passages).map { FilterPassage(filter: $0, passage: $1) }
        bySource = count.sources
        byFrontEnd = count.frontEnds
        byLengthBand = count.lengthBands
        histograms = (count.before, count.after)
        victims = VictimChoice(candidates, stages: stages, policy: policy).victims
    }

    /// The numbers of the windows of an episode that are kept (`RowOptions.windows`).
    /// - Parameter index: position of the episode among those that were given
    public func windows(ofEpisodeAt index: Int) -> Set<Int> {
        let windows = candidates.windows(of: index)
        return Set(windows.filter { candidates.verdicts[$0] == Candidates.kept }.map { $0 - windows.lowerBound })
    }

    /// Positions of the episodes of which something is kept, in order.
    public var keptEpisodes: [Int] {
        candidates.episodes.indices.filter { index in
            candidates.windows(of: index).contains { candidates.verdicts[$0] == Candidates.kept }
        }
    }

    /// Filters that never saw anything: most often one is there twice, or the one before it drops everything. An error
    /// wherever rows are to be made: the toolbox had a filter that did nothing, for months.
    public var faults: [Fault] {
        byFilter.enumerated().filter { $0.element.passage.seen.responses == 0 }.map { index, stage in
            let before = byFilter[..<index].last { $0.passage.seen.responses > 0 }.map { "`\($0.filter.name)`" }
            let hint = before.map { "\($0) dropped everything before it." } ?? "There is no response to judge."
            let pointer = index < policy.filters.count ? "/filters/\(index)" : "/\(stage.filter.name)"
            return Fault(
                pointer: pointer, code: "filter_saw_nothing", detail: "`\(stage.filter.name)` never saw anything.",
                hint: hint)
        }
    }
}
