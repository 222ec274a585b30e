import StrictJSON

extension Filter.Kind {
    /// What raters thought of the submission, or its submitter of the part.
    static let rating = Filter.Kind(
        name: "rating", judges: .episodes,
        about: """
            Keeps episodes whose mean score is at least `minimum_score`, 1 to 5. `unrated` decides about those that no \
            rating reaches: `keep`, the default, or `drop`.
            """,
        read: { fields in
            let minimum = fields.double("minimum_score", in: 1...5, required: true) ?? 1
            let unrated = fields.word("unrated", KeepOrDrop.self) ?? .keep
            return Filter(
                "rating", [("minimum_score", .double(minimum)), ("unrated", .string(unrated.rawValue))],
                .episode(
                    keeps: { $0.score.map { $0 >= minimum } ?? (unrated == .keep) },
                    reason: {
                        $0.score.map { Sentence(.reasonScore, [.value: .number($0)]) }
                            ?? Sentence(.reasonNoRating)
                    }))
        })
}
