import StrictJSON

extension Filter.Kind {
    /// The toolbox's filter of suspect Unicode.
    static let combiningMarks = Filter.Kind(
        name: "combining_marks", judges: .windows,
        about: """
            Drops windows in which any turn has `run` (3 where nothing is said) or more combining marks in a row, as in \
            zalgo text. Marks are counted as typed, before composition.
            """,
        read: { fields in
            let run = fields.int("run", in: 1...255) ?? 3
            return Filter(
                "combining_marks", [("run", .int(run))],
                .window(
                    keeps: { Int($1.markRun) < run },
                    reason: { Sentence(.reasonCombiningMarks, [.count: .number(Int($1.markRun))]) }))
        })
}
