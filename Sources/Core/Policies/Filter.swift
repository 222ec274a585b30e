public import StrictJSON

/// One filter of a policy with its parameters: decides which episodes, or which of their windows, are kept.
///
/// A kind of filter is a value in a file of its own below `Filters/`, listed in `Kind.all`.
public struct Filter: Sendable {
    /// Name of its kind.
    public let name: String
    /// Its parameters, those that were not said included.
    public let parameters: [JSON.Member]
    let rule: Rule

    init(_ name: String, _ parameters: [JSON.Member], _ rule: Rule) {
        self.name = name
        self.parameters = parameters
        self.rule = rule
    }

    /// In canonical form.
    public var json: JSON { .object([("filter", .string(name))] + parameters) }

    /// What a filter looks at, and what it decides. `reason` says, with the numbers, why something was dropped.
    enum Rule: Sendable {
        /// Keeps or drops an episode as a whole.
        case episode(
            keeps: @Sendable (EpisodeFigures) -> Bool, reason: @Sendable (EpisodeFigures) -> Sentence)
        /// Keeps or drops a window, that is a response as a row.
        case window(
            keeps: @Sendable (EpisodeFigures, borrowing WindowFigures) -> Bool,
            reason: @Sendable (EpisodeFigures, borrowing WindowFigures) -> Sentence)
        /// Compares with other episodes: goes through everything that earlier filters kept, and drops some of it.
        case comparison(drops: @Sendable (inout Candidates) -> Void, reason: Sentence)
    }

    /// A kind of filter: how its parameters are read, and what it does with them.
    public struct Kind: Sendable {
        /// What a kind of filter looks at, where an `action` does not say otherwise.
        public enum Subject: String, Sendable {
            /// Each episode as a whole.
            case episodes
            /// Each response with the dialogue before it.
            case windows
            /// Each response.
            case responses
            /// Episodes or windows beside those that came before.
            case comparison = "all together"
        }

        /// Stable name, the member `filter`.
        public let name: String
        /// What it looks at.
        public let judges: Subject
        /// What it does, with its formula and parameters, in Markdown.
        public let about: String
        let read: @Sendable (inout FieldReader) -> Filter

        /// Every kind.
        public static let all: [Kind] = [
            .medianResponseWords, .duplicate, .combiningMarks, .embarrassment, .responseSimilarity, .responseWords,
            .balancedMarkup, .flags, .language, .rating, .turns, .stockPhrases, .source, .prefix, .nearDuplicate,
        ]

        /// The kind of a name.
        public static func named(_ name: String) -> Kind? { all.first { $0.name == name } }
    }
}
