import StrictJSON

extension Filter {
    /// Keeps so many episodes of each submitter or character: those with the lowest lots, so that neither the first
    /// nor the last that came are favoured. What has no name is not counted.
    static func cap(
        _ name: String, _ most: Int, seed: String, key: @escaping @Sendable (EpisodeFigures) -> String
    ) -> Filter {
        Filter(
            "caps.\(name)", [("most", .int(most))],
            .comparison(
                drops: { candidates in
                    let episodes = candidates.episodes
                    let groups = Dictionary(grouping: candidates.survivors) { key(episodes[$0]) }
                    for (name, group) in groups where !name.isEmpty && group.count > most {
                        for episode in group.ordered(by: episodes, seed: seed, purpose: "cap").dropFirst(most) {
                            candidates.drop(episode: episode)
                        }
                    }
                }, reason: Sentence(.reasonOthersDrawn)))
    }

    /// Keeps a share of the episodes: those whose lot is below it.
    static func sample(_ fraction: Double, seed: String) -> Filter {
        @Sendable func lot(_ episode: EpisodeFigures) -> Double { Lot(seed: seed, episode: episode.id).drawn("sample") }
        return Filter(
            "sample", [("fraction", .double(fraction))],
            .episode(keeps: { lot($0) < fraction }, reason: { Sentence(.reasonLot, [.lot: .number(lot($0))]) }))
    }
}

extension [Int] {
    /// Indices of episodes in the order of their lots.
    func ordered(by episodes: [EpisodeFigures], seed: String, purpose: String) -> [Int] {
        map { (Lot(seed: seed, episode: episodes[$0].id).drawn(purpose), $0) }
            .sorted { ($0.0, episodes[$0.1].id) < ($1.0, episodes[$1.1].id) }.map(\.1)
    }
}
