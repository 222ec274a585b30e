/// Numbers about a session that filters and pages read instead of text.
///
/// A word is a run without Unicode white space (the 29 code points of Python's `str.split`). Hidden turns and system
/// turns count as turns only. Lists of model turns are of the visible ones in order, the greeting included: the turns
/// marked `g` and `m` in `turnRoles`.
public struct Metrics: Sendable, Equatable {
    /// All turns, hidden and system ones included.
    public var turns = 0
    /// Visible turns of the user.
    public var userTurns = 0
    /// Visible turns of the model, the greeting included.
    public var modelTurns = 0
    /// Median number of words of the visible model turns (mean of the middle two when even); 0 without any.
    public var modelWordsMedian = 0.0
    /// Mean number of words of the visible model turns; 0 without any.
    public var modelWordsMean = 0.0
    /// Words of all visible turns but system ones.
    public var wordsTotal = 0
    /// Alternates that were not selected.
    public var alternates = 0
    /// Words of each turn, hidden and system ones included: windows are cut by them.
    public var turnWords: [Int] = []
    /// One letter a turn: `h` hidden, `s` system, `g` greeting, `m` model, `u` user, `n` narrator, `t` tool, `x` unknown.
    public var turnRoles = ""
    /// Cosine of each model turn with the first one; exactly 1 when their counts are proportional, as the first's own.
    public var similarities: [Double] = []
    /// The same against the first model turn of the window in which the turn falls, when the session is cut as the
    /// profile `pygmalion-2023-03` cuts it: a window ends before the turn with which it would have more than 2048
    /// tokens of 1.7 a word. Windows cut otherwise are computed anew from the text, except the first of all, for which
    /// `similarities` holds.
    public var windowSimilarities: [Double] = []
    /// Whether each model turn stutters (`W-what`).
    public var stutters: [Bool] = []
    /// Whether each model turn tells of embarrassment between asterisks.
    public var embarrassments: [Bool] = []
    /// Longest run of combining marks in a visible turn.
    public var longestMarkRun = 0
    /// Refusals and self-references within the first 200 bytes of model turns.
    public var refusalHits = 0
    /// Stock phrases of language models in model turns.
    public var slopHits = 0
    /// Language of the model's text as BCP 47 code; nil when it is short or nothing stands out.
    public var language: String?
    /// Share of visible turns in another language than English among those whose language can be told; nil
    /// without any.
    public var nonEnglishRatio: Double?

    /// Creates metrics, all zero.
    public init() {}

    /// Words of each visible model turn.
    public var responseWords: [Int] {
        zip(turnRoles.utf8, turnWords).filter { $0.0 == UInt8(ascii: "g") || $0.0 == UInt8(ascii: "m") }.map(\.1)
    }
    /// Similarity of the first model turn with the others, recency-weighted; 0 without others.
    public var firstTurnSimilarity: Double { RunningAverage.ofSimilarities(similarities) }
    /// Share of stuttering model turns, recency-weighted.
    public var stutterRatio: Double { RunningAverage.of(stutters) }
    /// Share of embarrassed model turns, recency-weighted.
    public var embarrassedRatio: Double { RunningAverage.of(embarrassments) }
    /// Stock phrases in a thousand words of the model; 0 without words.
    public var slopPerThousandWords: Double {
        let words = responseWords.reduce(0, +)
        return words == 0 ? 0 : Double(slopHits) * 1000 / Double(words)
    }
}
