public import StrictJSON

/// How much of something there is.
public struct Amount: Sendable, Equatable {
    /// Episodes with at least one response.
    public var episodes = 0
    /// Windows: stretches of dialogue that fit, with at least one response.
    public var windows = 0
    /// Responses, each a row in formats with one response a row.
    public var responses = 0
    /// Words of the responses.
    public var words = 0

    /// Nothing.
    public init() {}

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("episodes", .int(episodes)), ("windows", .int(windows)), ("responses", .int(responses)),
            ("words", .int(words)),
        ])
    }

    static func += (left: inout Amount, right: Amount) {
        left.episodes += right.episodes
        left.windows += right.windows
        left.responses += right.responses
        left.words += right.words
    }

    static func - (left: Amount, right: Amount) -> Amount {
        var rest = left
        rest.episodes -= right.episodes
        rest.windows -= right.windows
        rest.responses -= right.responses
        rest.words -= right.words
        return rest
    }
}

/// What there was of a group of episodes, and what is kept.
public struct Passage: Sendable, Equatable {
    /// What there was.
    public var seen = Amount()
    /// What is kept.
    public var kept = Amount()

    /// Members of an answer: seen, kept, dropped.
    var members: [JSON.Member] {
        [("seen", seen.json), ("kept", kept.json), ("dropped", (seen - kept).json)]
    }

    static func += (left: inout Passage, right: Passage) {
        left.seen += right.seen
        left.kept += right.kept
    }
}
