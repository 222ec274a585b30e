import ChatLogs

/// Chooses some of what was dropped, so that a curator sees whom a policy hits: by a hash of the dialogue, the same
/// every time, and in turns from every filter that dropped something.
struct VictimChoice {
    /// How many are shown.
    static let count = 20

    let victims: [PolicyRun.Victim]

    init(_ candidates: Candidates, stages: [Filter], policy: Policy) {
        var lists = [[(rank: UInt64, episode: Int, window: Int)]](repeating: [], count: stages.count)
        for episode in candidates.episodes.indices {
            let first = candidates.offsets[episode]
            let base = candidates.episodes[episode].dialogue.dialogue
            for window in candidates.windows(of: episode) where candidates.verdicts[window] != Candidates.kept {
                let rank = mixed(base ^ UInt64(window - first))
                lists[Int(candidates.verdicts[window])].keep(lowest: Self.count, (rank, episode, window - first))
            }
        }
        var chosen: [PolicyRun.Victim] = []
        for round in 0..<Self.count {
            for (stage, list) in lists.enumerated() where round < list.count && chosen.count < Self.count {
                let episode = candidates.episodes[list[round].episode]
                chosen.append(Self.victim(of: stages[stage], episode, window: list[round].window, policy))
            }
        }
        victims = chosen
    }

    private static func victim(
        of filter: Filter, _ episode: EpisodeFigures, window number: Int, _ policy: Policy
    ) -> PolicyRun.Victim {
        var reason = Sentence.verbatim("")
        var words = 0
        episode.forEachWindow(policy.cut.window, seed: policy.seed) { window in
            guard window.number == number else { return }
            words = Int(window.response.words)
            reason =
                switch filter.rule {
                case .episode(_, let reason): reason(episode)
                case .window(_, let reason): reason(episode, window)
                case .comparison(_, let reason): reason
                }
        }
        return PolicyRun.Victim(
            episode: episode.id, window: number, words: words, filter: filter.name, reason: reason)
    }
}

extension [(rank: UInt64, episode: Int, window: Int)] {
    /// Takes an element in, and lets go of the one with the highest rank when there are too many.
    fileprivate mutating func keep(lowest most: Int, _ element: Element) {
        if count == most, let last, last.rank <= element.rank { return }
        let place = firstIndex { $0.rank > element.rank } ?? count
        insert(element, at: place)
        if count > most { removeLast() }
    }
}
