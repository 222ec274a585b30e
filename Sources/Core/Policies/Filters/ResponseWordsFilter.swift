import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// The rule of the logbook's later parts.
    static let responseWords = Filter.Kind(
        name: "response_words", judges: .responses,
        about: """
            Drops responses with fewer words than `minimum` or more than `maximum`; one of the two has to be said. \
            `action` is `drop_response` (only the row that trains it; the default), `drop_window` (every row in which \
            it occurs) or `drop_episode`.
            """,
        read: { fields in
            let minimum = fields.int("minimum", in: 0...100_000)
            let maximum = fields.int("maximum", in: 0...100_000)
            fields.requireOne(of: "minimum", "maximum")
            let action = fields.action()
            let range = UInt32(minimum ?? 0)...UInt32(max(minimum ?? 0, maximum ?? Int(UInt32.max)))
            if let minimum, let maximum, maximum < minimum {
                fields.fault("maximum", "out_of_range", "`maximum` is less than `minimum`.", "Make it at least that.")
            }
            return Filter(
                "response_words",
                [
                    ("minimum", minimum.map { .int($0) } ?? .null), ("maximum", maximum.map { .int($0) } ?? .null),
                    ("action", .string(action.rawValue)),
                ],
                .response(
                    action, passes: { range.contains($1.words) },
                    reason: { Sentence(.reasonWords, [.count: .number(Int($1.words))]) }))
        })
}
