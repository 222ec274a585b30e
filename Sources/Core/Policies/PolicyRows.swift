public import ChatLogs
public import StrictJSON

extension Policy {
    /// How the rows of an episode are rendered under the policy.
    /// - Parameters:
    ///   - windows: the windows that are kept (`PolicyRun.windows`)
    ///   - score: mean score, 1 to 5, of the ratings that reach the episode
    ///   - submittedAt: when it came in, milliseconds since 1970; 0 where that is not told
    public func rowOptions(windows: Set<Int>, score: Double? = nil, submittedAt: Int = 0) -> RowOptions {
        var options = RowOptions(score: score, submittedAt: submittedAt)
        options.window = cut.window
        options.keepsEveryTurn = cut.keepsEveryTurn
        options.eachResponse = eachResponse
        options.windows = windows
        return options
    }

    /// The rows of an episode that is judged alone, as the feed hands it out: `episode` with what the policy reads of it,
    /// `dialogue` with its text.
    public func rows(_ format: RowFormat, of dialogue: Dialogue, _ episode: EpisodeFigures) -> [JSON] {
        format.rows(of: dialogue, rowOptions(windows: windows(of: episode), score: episode.score))
    }
}

extension RowOptions {
    /// The defaults, with what is known of the episode.
    /// - Parameters:
    ///   - score: mean score, 1 to 5, of the ratings that reach it
    ///   - submittedAt: when it came in, milliseconds since 1970; 0 where that is not told
    public init(score: Double?, submittedAt: Int = 0) {
        self.init()
        reward = Reward.of(score)
        label = Reward.label(of: score)
        self.submittedAt = submittedAt
    }
}

/// What ratings are for training.
public enum Reward {
    /// 0 for a score of 1 to 1 for a score of 5; 1 where nobody rated, as the toolbox wrote it everywhere.
    public static func of(_ score: Double?) -> Double { score.map { min(max(0, ($0 - 1) / 4), 1) } ?? 1 }

    /// Liked from 3.5, not liked up to 2.5; nil between, and where nobody rated: a label must not be a guess.
    public static func label(of score: Double?) -> Bool? {
        guard let score, score >= 3.5 || score <= 2.5 else { return nil }
        return score >= 3.5
    }
}
