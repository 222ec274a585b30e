import StrictJSON

extension Filter.Kind {
    /// The toolbox's length filter, with lots that can be drawn again.
    static let medianResponseWords = Filter.Kind(
        name: "median_response_words", judges: .windows,
        about: """
            Drops windows of short responses, the shorter the more often. With m the median words of the model's turns \
            of the window, the greeting included, p = 1 - (m - `minimum`) / (`desired` - `minimum`), at least 0 and at \
            most 1; the window is kept where U >= p. `minimum` is 8 and `desired` 48 where they are not said.
            """,
        read: { fields in
            let minimum = fields.int("minimum", in: 0...100_000) ?? 8
            let desired = fields.int("desired", in: 0...100_000) ?? 48
            if desired < minimum {
                fields.fault("desired", "out_of_range", "`desired` is less than `minimum`.", "Make it at least that.")
            }
            @Sendable func dropProbability(_ median: Double) -> Double {
                guard desired > minimum else { return median >= Double(desired) ? 0 : 1 }
                // In the order of the toolbox's interpolation, so that it rounds alike.
                let slope = (0.0 - 1.0) / Double(desired - minimum)
                return min(max(0, 1 + (median - Double(minimum)) * slope), 1)
            }
            @Sendable func rounded(_ value: Double) -> Sentence { .number((value * 1000).rounded() / 1000) }
            return Filter(
                "median_response_words", [("minimum", .int(minimum)), ("desired", .int(desired))],
                .window(
                    keeps: { _, window in
                        let p = dropProbability(window.medianResponseWords)
                        return p <= 0 || (p < 1 && window.lot.drawn(window: window.number) >= p)
                    },
                    reason: { _, window in
                        let p = dropProbability(window.medianResponseWords)
                        let u = window.lot.drawn(window: window.number)
                        return Sentence(
                            .reasonMedian,
                            [.value: .number(window.medianResponseWords), .p: rounded(p), .lot: rounded(u)])
                    }))
        })
}
