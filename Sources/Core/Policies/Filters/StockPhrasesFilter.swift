import ChatLogs
import StrictJSON

extension Filter.Kind {
    /// Phrases that language models overuse.
    static let stockPhrases = Filter.Kind(
        name: "stock_phrases", judges: .episodes,
        about: """
            Drops episodes with more than `per_1000_words` stock phrases in a thousand words of the model. A single one \
            says nothing: people write like that too.
            """,
        read: { fields in
            let most = fields.double("per_1000_words", in: 0...1000, required: true) ?? 0
            return Filter(
                "stock_phrases", [("per_1000_words", .double(most))],
                .episode(
                    keeps: { $0.dialogue.slopPerThousandWords <= most },
                    reason: {
                        Sentence(.reasonStockPhrases, [.value: .number($0.dialogue.slopPerThousandWords)])
                    }))
        })
}
