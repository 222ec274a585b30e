/// Which episodes a snapshot holds, and which windows of each: what the policy keeps, or one part of it.
public struct SnapshotSelection: Sendable {
    /// One episode of the snapshot.
    public struct Member: Sendable {
        /// The episode's id.
        public let episode: String
        /// Numbers of its windows that are kept.
        public let windows: Set<Int>
        /// Mean score of the ratings that reach it; nil where nobody rated.
        public let score: Double?
    }

    /// What the policy did.
    public let run: PolicyRun
    /// In the order in which episodes came.
    public let members: [Member]
    /// How much they are.
    public let size: Amount
    /// All parts of the split; nil without one.
    public let split: SplitReport?

    /// Selects among episodes.
    /// - Throws: 422 when a filter never saw anything, or nothing is left
    public init(_ request: SnapshotRequest, of episodes: [EpisodeFigures]) async throws {
        run = await PolicyRun.run(request.policy.policy, on: episodes)
        let kept = run.keptEpisodes
        var chosen = kept
        if let share = request.share {
            let parts = share.split.parts(of: kept.map { episodes[$0] })
            chosen = zip(kept, parts).filter { $0.1 == share.part }.map(\.0)
            split = SplitReport(share.split, of: run)
        } else {
            split = nil
        }
        let faults = run.faults
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        guard !chosen.isEmpty else {
            throw Problem(
                422, "snapshot_empty",
                episodes.isEmpty
                    ? "There is no episode that it could hold." : "The policy keeps nothing, or the part is empty.",
                errors: [
                    Fault(
                        pointer: "/policy", code: "snapshot_empty", detail: "No episode is left.",
                        hint: "POST /v1/policies/dry-run says which filter dropped what.")
                ])
        }
        members = chosen.map { [run] index in
            Member(
                episode: episodes[index].id, windows: run.windows(ofEpisodeAt: index), score: episodes[index].score)
        }
        size = chosen.reduce(into: Amount()) { [run] in $0 += run.amount(ofEpisodeAt: $1) }
    }

    /// The mix of what the policy keeps beside everything that there is; of a part, `split` tells it.
    var mixesOfKept: [MixReport] {
        let held = run.keptEpisodes.map { (run.candidates.episodes[$0], run.amount(ofEpisodeAt: $0)) }
        let all = run.candidates.episodes.indices.map { (run.candidates.episodes[$0], run.seen(ofEpisodeAt: $0)) }
        return SplitReport.keys.map { MixReport($0, part: MixCount($0, held), ofWhole: MixCount($0, all)) }
    }
}
