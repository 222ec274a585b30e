public import Foundation
public import Sentiment
public import StrictJSON

/// What can wait for a maintainer.
public enum ModerationKind: String, Sendable, CaseIterable {
    /// An upload of which episodes are held back.
    case submission
    /// A rating that is held back, or looks like a group's without a group being known.
    case rating
    /// Ratings of one part that look like one group's.
    case cluster
}

/// Something that waits for a maintainer.
public struct ModerationItem: Sendable {
    /// What it is.
    public enum Subject: Sendable {
        case submission(HeldSubmission)
        case rating(HeldRating)
        case cluster(HeldCluster)
    }

    /// Id of the submission, rating or group; of version 7, so that items are in the order in which they came.
    public var id: UUID
    /// When it came.
    public var since: Date
    /// Experiment that it is about, if it says so.
    public var experiment: String?
    /// Part that it is about, if it says so.
    public var part: Int?
    /// Why a maintainer held it back; nil where none did, or gave no reason.
    public var reason: String?
    /// What is known of it.
    public var subject: Subject

    /// All members.
    public init(id: UUID, since: Date, experiment: String?, part: Int?, reason: String?, subject: Subject) {
        self.id = id
        self.since = since
        self.experiment = experiment
        self.part = part
        self.reason = reason
        self.subject = subject
    }

    /// What it is.
    public var kind: ModerationKind {
        switch subject {
        case .submission: .submission
        case .rating: .rating
        case .cluster: .cluster
        }
    }

    /// As answered by the API.
    public var json: JSON {
        var parts: (submission: JSON, rating: JSON, cluster: JSON) = (.null, .null, .null)
        switch subject {
        case .submission(let held): parts.submission = held.json
        case .rating(let held): parts.rating = held.json
        case .cluster(let held): parts.cluster = held.json
        }
        return .object([
            ("kind", .string(kind.rawValue)), ("id", .string(ID<ModerationItem>(id).description)),
            ("since", .string(RFC3339.text(since))), ("experiment", experiment.map(JSON.string) ?? .null),
            ("part", part.map(JSON.int) ?? .null), ("reason", reason.map(JSON.string) ?? .null),
            ("submission", parts.submission), ("rating", parts.rating), ("cluster", parts.cluster),
        ])
    }
}

/// An upload of which episodes are held back: numbers and codes, and an excerpt only where its consent allows eyes.
public struct HeldSubmission: Sendable {
    /// Whether people may read it: it was given for publication.
    public var isPublic: Bool
    /// Its episodes that are held back; at most ``mostEpisodes``.
    public var episodes: [HeldEpisode]
    /// How many more of them there are.
    public var further: Int
    /// How many of its episodes are handed out.
    public var accepted: Int

    /// Most episodes of one submission that are listed.
    public static let mostEpisodes = 10

    /// All members.
    public init(isPublic: Bool, episodes: [HeldEpisode], further: Int, accepted: Int) {
        self.isPublic = isPublic
        self.episodes = episodes
        self.further = further
        self.accepted = accepted
    }

    var json: JSON {
        .object([
            ("public", .bool(isPublic)), ("episodes", .array(episodes.map(\.json))), ("further", .int(further)),
            ("accepted", .int(accepted)),
        ])
    }
}

/// An episode of such an upload.
public struct HeldEpisode: Sendable {
    /// Key.
    public var id: ID<Episode>
    /// Name of the log format.
    public var format: String
    /// All turns, those of the user, and those of the model.
    public var turns: Int, userTurns: Int, modelTurns: Int
    /// Median number of words of the model's turns.
    public var modelWordsMedian: Double
    /// Structural flags.
    public var flags: [String]
    /// Codes that say why it is held back.
    public var reasons: [String]
    /// Beginnings of turns; nil where nobody may read it: no consent to publication, or held for the safety check.
    public var excerpt: [Excerpt]?

    /// All members.
    public init(
        id: ID<Episode>, format: String, turns: Int, userTurns: Int, modelTurns: Int, modelWordsMedian: Double,
        flags: [String], reasons: [String], excerpt: [Excerpt]?
    ) {
        self.id = id
        self.format = format
        (self.turns, self.userTurns, self.modelTurns) = (turns, userTurns, modelTurns)
        self.modelWordsMedian = modelWordsMedian
        self.flags = flags
        self.reasons = reasons
        self.excerpt = excerpt
    }

    var json: JSON {
        .object([
            ("id", .string(id.description)), ("format", .string(format)),
            ("turns", .int(turns)), ("user_turns", .int(userTurns)), ("model_turns", .int(modelTurns)),
            ("model_words_median", .double(modelWordsMedian)), ("flags", .array(flags.map(JSON.string))),
            ("reasons", .array(reasons.map(JSON.string))),
            ("excerpt", excerpt.map { .array($0.map(\.json)) } ?? .null),
        ])
    }
}

/// A rating that is held back or looks like a group's.
public struct HeldRating: Sendable {
    /// What became of it.
    public var status: Rating.Status
    /// Whether it looks like a group's.
    public var isClustered: Bool
    /// 1 (worst) ... 5 (best).
    public var score: Int?
    /// The sentiment that counts.
    public var sentiment: Polarity
    /// What the rater wrote.
    public var comment: String?

    /// All members.
    public init(status: Rating.Status, isClustered: Bool, score: Int?, sentiment: Polarity, comment: String?) {
        self.status = status
        self.isClustered = isClustered
        self.score = score
        self.sentiment = sentiment
        self.comment = comment
    }

    var json: JSON {
        .object([
            ("status", .string(status.rawValue)), ("clustered", .bool(isClustered)),
            ("score", score.map(JSON.int) ?? .null), ("sentiment", .string(sentiment.rawValue)),
            ("comment", comment.map(JSON.string) ?? .null),
        ])
    }
}

/// Ratings of one part that look like one group's, those of them that are not decided about.
public struct HeldCluster: Sendable {
    /// What shows it.
    public var signs: [RatingCluster.Sign]
    /// How many there are.
    public var ratings: Int
    /// How many of them a maintainer holds back.
    public var quarantined: Int
    /// By the sentiment that counts.
    public var counts: Tally
    /// When the first and the last of them came.
    public var first: Date, last: Date
    /// Some of their comments, each once.
    public var comments: [String]

    /// Most comments that are shown.
    public static let mostComments = 3

    /// All members.
    public init(
        signs: [RatingCluster.Sign], ratings: Int, quarantined: Int, counts: Tally, first: Date, last: Date,
        comments: [String]
    ) {
        self.signs = signs
        self.ratings = ratings
        self.quarantined = quarantined
        self.counts = counts
        (self.first, self.last) = (first, last)
        self.comments = comments
    }

    var json: JSON {
        .object([
            ("signs", .array(signs.map { .string($0.rawValue) })), ("ratings", .int(ratings)),
            ("quarantined", .int(quarantined)), ("counts", counts.json), ("first_at", .string(RFC3339.text(first))),
            ("last_at", .string(RFC3339.text(last))), ("comments", .array(comments.map(JSON.string))),
        ])
    }
}

/// Which part of the queue is asked for.
public struct ModerationFilter: Sendable, Equatable {
    /// Only this kind.
    public var kind: ModerationKind?
    /// Only what came after this item.
    public var after: ID<ModerationItem>?
    /// Most items.
    public var limit = 25

    /// Everything, oldest first.
    public init() {}
}
