import StrictJSON

extension Filter.Kind {
    /// The toolbox's filter of similar messages.
    static let responseSimilarity = Filter.Kind(
        name: "response_similarity", judges: .windows,
        about: """
            Drops windows in which the model repeats itself. Over its turns, r = (r + s) / 2 from 0, with s the cosine \
            of the counts of words of two and more letters with the window's first turn of the model, those at exactly \
            1 left out; dropped where r >= `threshold`, 0.75 where nothing is said.
            """,
        read: { fields in
            let threshold = fields.double("threshold", in: 0...1) ?? 0.75
            return Filter(
                "response_similarity", [("threshold", .double(threshold))],
                .window(
                    keeps: { $1.similarity < threshold },
                    reason: { Sentence(.reasonSimilarity, [.value: .number($1.similarity)]) })
            )
        })
}
