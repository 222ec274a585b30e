public import StrictJSON

/// What a change of policy changes: the same episodes under two policies, response by response.
public struct PolicyDifference: Sendable, Equatable {
    /// Responses that both keep.
    public private(set) var both = 0
    /// Responses that only the first keeps.
    public private(set) var lost = 0
    /// Responses that only the second keeps.
    public private(set) var gained = 0
    /// Episodes of which only the first keeps something.
    public private(set) var episodesLost = 0
    /// Episodes of which only the second keeps something.
    public private(set) var episodesGained = 0

    /// Compares two runs.
    /// - Precondition: both ran on the same episodes in the same order
    public init(from first: PolicyRun, to second: PolicyRun) {
        let count = min(first.candidates.episodes.count, second.candidates.episodes.count)
        for episode in 0..<count {
            // Windows may be cut differently: a response is told by its turn.
            let one = first.candidates.keptTurns(of: episode)
            let other = second.candidates.keptTurns(of: episode)
            let common = one.intersection(other).count
            both += common
            lost += one.count - common
            gained += other.count - common
            if other.isEmpty, !one.isEmpty { episodesLost += 1 }
            if one.isEmpty, !other.isEmpty { episodesGained += 1 }
        }
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("responses", .object([("both", .int(both)), ("lost", .int(lost)), ("gained", .int(gained))])),
            ("episodes", .object([("lost", .int(episodesLost)), ("gained", .int(episodesGained))])),
        ])
    }
}

extension Candidates {
    /// Positions in the episode of the responses that are kept.
    fileprivate func keptTurns(of episode: Int) -> Set<UInt32> {
        Set(windows(of: episode).filter { verdicts[$0] == Self.kept }.map { windows[$0].turn })
    }
}
