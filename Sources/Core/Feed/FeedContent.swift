public import ChatLogs
public import Foundation

/// What is known of the episode of an event when its line is written.
public struct FeedContent: Sendable {
    /// Experiment of its submission.
    public var experiment: String?
    /// Whether its submitter lets it be published.
    public var isPublic: Bool
    /// When its submission came in.
    public var receivedAt: Date
    /// Canonical episode as UTF-8; nil while it is withdrawn or held.
    public var episode: [UInt8]?
    /// Whether the episode is there and so long that it is not here: it is handed out piece by piece.
    public var isLong: Bool
    /// What was measured of it; nil where nobody asked, and where it is to be measured from the text.
    public var figures: DialogueFigures?
    /// Mean score, 1 to 5, of the ratings that reach it; nil where nobody rated it, and where nobody asked.
    public var score: Double?

    /// All members.
    public init(
        experiment: String?, isPublic: Bool, receivedAt: Date, episode: [UInt8]?, isLong: Bool = false,
        figures: DialogueFigures? = nil, score: Double? = nil
    ) {
        self.experiment = experiment
        self.isPublic = isPublic
        self.receivedAt = receivedAt
        self.episode = episode
        self.isLong = isLong
        self.figures = figures
        self.score = score
    }
}
