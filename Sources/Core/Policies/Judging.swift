import ChatLogs

/// Judges episodes one by one, on all cores.
struct Judging: Sendable {
    private let policy: Policy
    private let episodeRules: [EpisodeRule]
    private let windowRules: [WindowRule]
    /// Episodes of one task.
    private static let batch = 2048

    init(_ policy: Policy, _ stages: [Filter]) {
        self.policy = policy
        episodeRules = stages.enumerated().compactMap { index, filter in
            guard case .episode(let keeps, _) = filter.rule else { return nil }
            return EpisodeRule(stage: UInt8(clamping: index), keeps: keeps)
        }
        windowRules = stages.enumerated().compactMap { index, filter in
            guard case .window(let keeps, _) = filter.rule else { return nil }
            return WindowRule(stage: UInt8(clamping: index), keeps: keeps)
        }
    }

    /// What a stage says of an episode. A struct: a function in a tuple is called through another one.
    private struct EpisodeRule {
        let stage: UInt8
        let keeps: @Sendable (EpisodeFigures) -> Bool
    }

    /// What a stage says of a window.
    private struct WindowRule {
        let stage: UInt8
        let keeps: @Sendable (EpisodeFigures, borrowing WindowFigures) -> Bool
    }

    /// Some episodes' windows, one after another.
    private struct Batch: Sendable {
        var windows: [WindowRecord] = []
        /// Where the windows of each episode end.
        var ends: [Int] = []
        var classes: [EpisodeClasses] = []
    }

    /// The windows of the episodes with what filters that look at one episode alone say of them.
    func candidates(_ episodes: [EpisodeFigures]) async -> Candidates {
        let starts = Array(stride(from: 0, to: episodes.count, by: Self.batch))
        let batches = await withTaskGroup(of: (Int, Batch).self) { group in
            for (number, start) in starts.enumerated() {
                group.addTask { (number, judge(episodes[start..<min(start + Self.batch, episodes.count)])) }
            }
            return await group.reduce(into: [Batch](repeating: Batch(), count: starts.count)) { all, batch in
                all[batch.0] = batch.1
            }
        }
        var all = Batch()
        all.windows.reserveCapacity(batches.reduce(0) { $0 + $1.windows.count })
        for batch in batches {
            all.ends += batch.ends.map { $0 + all.windows.count }
            all.windows += batch.windows
            all.classes += batch.classes
        }
        return Candidates(
            episodes: episodes, classes: all.classes, offsets: [0] + all.ends, windows: all.windows)
    }

    private func judge(_ episodes: ArraySlice<EpisodeFigures>) -> Batch {
        var batch = Batch()
        batch.windows.reserveCapacity(episodes.reduce(0) { $0 + $1.dialogue.turns.count / 2 })
        for episode in episodes {
            append(episode, to: &batch.windows)
            batch.ends.append(batch.windows.count)
            batch.classes.append(EpisodeClasses(episode))
        }
        return batch
    }

    /// What is found of each window of an episode.
    func append(_ episode: EpisodeFigures, to records: inout [WindowRecord]) {
        let ofEpisode = episodeRules.first { !$0.keeps(episode) }?.stage ?? Candidates.kept
        var start = -1
        episode.forEachWindow(policy.cut.window, seed: policy.seed) { window in
            var verdict = ofEpisode
            for rule in windowRules where rule.stage < verdict {
                if !rule.keeps(episode, window) { verdict = rule.stage }
            }
            records.append(
                WindowRecord(
                    identity: window.identity, words: window.response.words, turn: window.response.index,
                    verdict: verdict, beginsStretch: window.turns.lowerBound != start))
            start = window.turns.lowerBound
        }
    }
}

extension Policy {
    /// The windows of an episode that are kept when it is judged alone: filters that compare episodes, and caps, need
    /// all of them (`PolicyRun`). For the feed, which hands out each episode as it comes.
    public func windows(of episode: EpisodeFigures) -> Set<Int> {
        var records: [WindowRecord] = []
        Judging(self, stages).append(episode, to: &records)
        return Set(records.indices.filter { records[$0].verdict == Candidates.kept })
    }
}
