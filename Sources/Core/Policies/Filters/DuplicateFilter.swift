import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// The toolbox's filter of duplicates.
    static let duplicate = Filter.Kind(
        name: "duplicate", judges: .comparison,
        about: """
            Keeps the first of equal windows: the same persona, scenario and turns. With `unit` `episode`, the first of \
            equal dialogues in whatever format they came; quotes, case and white space make no difference to those.
            """,
        read: { fields in
            let unit = fields.word("unit", DuplicateUnit.self) ?? .window
            let drops: @Sendable (inout Candidates) -> Void =
                switch unit {
                case .window: { $0.dropRepeatedWindows() }
                case .episode: { $0.dropRepeatedEpisodes() }
                }
            return Filter(
                "duplicate", [("unit", .string(unit.rawValue))],
                .comparison(
                    drops: drops, reason: Sentence(unit == .window ? .reasonSameWindow : .reasonSameEpisode)))
        })
}

/// What is compared.
private enum DuplicateUnit: String, CaseIterable { case window, episode }

extension Candidates {
    fileprivate mutating func dropRepeatedWindows() {
        var seen = HashSet(capacity: windowCount)
        for episode in survivors {
            for window in windows(of: episode) where isIn(window) {
                if !seen.insert(identity(of: window)) { drop(window: window) }
            }
        }
    }

    fileprivate mutating func dropRepeatedEpisodes() {
        var seen = HashSet(capacity: episodes.count)
        for episode in survivors where !seen.insert(episodes[episode].dialogue.dialogue) { drop(episode: episode) }
    }
}
