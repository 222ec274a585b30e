import ChatLogs

/// Judges episodes one by one, on all cores.
struct Judging: Sendable {
    private let policy: Policy
    private let episodeRules: [(stage: UInt8, keeps: @Sendable (EpisodeFigures) -> Bool)]
    private let windowRules: [(stage: UInt8, keeps: @Sendable (EpisodeFigures, borrowing WindowFigures) -> Bool)]
    /// Episodes of one task.
    private static let batch = 2048

    init(_ policy: Policy, _ stages: [Filter]) {
        self.policy = policy
        episodeRules = stages.enumerated().compactMap { index, filter in
            guard case .episode(let keeps, _) = filter.rule else { return nil }
            return (UInt8(clamping: index), keeps)
        }
        windowRules = stages.enumerated().compactMap { index, filter in
            guard case .window(let keeps, _) = filter.rule else { return nil }
            return (UInt8(clamping: index), keeps)
        }
    }

    /// The windows of the episodes with what filters that look at one episode alone say of them.
    func candidates(_ episodes: [EpisodeFigures]) async -> Candidates {
        let starts = Array(stride(from: 0, to: episodes.count, by: Self.batch))
        let batches = await withTaskGroup(of: (Int, [[WindowRecord]]).self) { group in
            for (number, start) in starts.enumerated() {
                group.addTask { (number, episodes[start..<min(start + Self.batch, episodes.count)].map(records)) }
            }
            return await group.reduce(into: [[[WindowRecord]]](repeating: [], count: starts.count)) { all, batch in
                all[batch.0] = batch.1
            }
        }
        var offsets = [0]
        var windows: [WindowRecord] = []
        offsets.reserveCapacity(episodes.count + 1)
        windows.reserveCapacity(batches.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } })
        for records in batches.joined() {
            windows += records
            offsets.append(windows.count)
        }
        return Candidates(episodes: episodes, offsets: offsets, windows: windows)
    }

    /// What is found of each window of an episode.
    func records(_ episode: EpisodeFigures) -> [WindowRecord] {
        let ofEpisode = episodeRules.first { !$0.keeps(episode) }?.stage ?? Candidates.kept
        var records: [WindowRecord] = []
        records.reserveCapacity(episode.dialogue.turns.count / 2)
        var start = -1
        episode.forEachWindow(policy.cut.window, seed: policy.seed) { window in
            var verdict = ofEpisode
            for rule in windowRules where rule.stage < verdict {
                if !rule.keeps(episode, window) { verdict = rule.stage }
            }
            let response = episode.response(of: window)
            records.append(
                WindowRecord(
                    identity: window.identity, words: response.words, turn: response.index, verdict: verdict,
                    beginsStretch: window.turns.lowerBound != start))
            start = window.turns.lowerBound
        }
        return records
    }
}

extension Policy {
    /// The windows of an episode that are kept when it is judged alone: filters that compare episodes, and caps, need
    /// all of them (`PolicyRun`). For the feed, which hands out each episode as it comes.
    public func windows(of episode: EpisodeFigures) -> Set<Int> {
        let verdicts = Judging(self, stages).records(episode).map(\.verdict)
        return Set(verdicts.indices.filter { verdicts[$0] == Candidates.kept })
    }
}
