import StrictJSON

extension Filter.Kind {
    /// The toolbox's tomato filter.
    static let embarrassment = Filter.Kind(
        name: "embarrassment", judges: .windows,
        about: """
            Drops windows in which the model blushes or stutters all the time. Over its turns, r = (r + x) / 2 from 0, \
            with x 1 where an action between asterisks tells of embarrassment; dropped where r >= `threshold`. The same \
            with words such as `W-what` and `stutter`. Both are 0.7 where they are not said.
            """,
        read: { fields in
            let threshold = fields.double("threshold", in: 0...1) ?? 0.7
            let stutter = fields.double("stutter", in: 0...1) ?? 0.7
            return Filter(
                "embarrassment", [("threshold", .double(threshold)), ("stutter", .double(stutter))],
                .window(
                    keeps: { $1.stutterRatio < stutter && $1.embarrassedRatio < threshold },
                    reason: {
                        Sentence(
                            .reasonEmbarrassed,
                            [.value: .number($1.embarrassedRatio), .otherValue: .number($1.stutterRatio)])
                    }))
        })
}
