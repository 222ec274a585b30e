import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// Chats that ended before they began, and endless ones.
    static let turns = Filter.Kind(
        name: "turns", judges: .episodes,
        about: """
            Keeps episodes with at least `minimum` and at most `maximum` turns in the line that rows are cut from, the \
            greeting included; one of the two has to be said.
            """,
        read: { fields in
            let minimum = fields.int("minimum", in: 1...1_000_000)
            let maximum = fields.int("maximum", in: 1...1_000_000)
            fields.requireOne(of: "minimum", "maximum")
            return Filter(
                "turns",
                [("minimum", minimum.map { .int($0) } ?? .null), ("maximum", maximum.map { .int($0) } ?? .null)],
                .episode(
                    keeps: { episode in
                        let count = episode.dialogue.turns.count
                        return count >= minimum ?? 0 && count <= maximum ?? .max
                    },
                    reason: { Sentence(.reasonTurns, [.count: .number($0.dialogue.turns.count)]) }))
        })
}
