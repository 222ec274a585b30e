public import Foundation
public import Sentiment
public import StrictJSON

/// One rater's judgement of a part.
public struct Rating: Sendable {
    /// What became of it.
    public enum Status: String, Sendable, CaseIterable {
        /// It counts: the latest of its rater for its part.
        case accepted
        /// An earlier one of the same rater, kept as history.
        case superseded
        /// Held back by moderation.
        case quarantined
        /// Refused by moderation.
        case rejected
        /// Taken back by its rater.
        case withdrawn
    }

    /// Where the effective sentiment comes from.
    public enum Source: String, Sendable, CaseIterable { case stated, comment }

    /// Key; its bucket is a function of the rater.
    public var id: ID<Rating>
    /// What was sent.
    public var input: RatingInput
    /// Who rated, never nil here: an unnamed rater gets a name of its own.
    public var rater: String
    /// What became of it.
    public var status: Status
    /// 1, and one more with each correction.
    public var revision: Int
    /// The sentiment that counts.
    public var sentiment: SentimentReading
    /// Stated by the rater, or read from the comment.
    public var source: Source
    /// What the model read in the comment; nil without a comment.
    public var commentSentiment: SentimentReading?
    /// Version of the model that read it.
    public var sentimentModel: String
    /// When it was received.
    public var receivedAt: Date

    /// A rating as it was stored.
    public init(
        id: ID<Rating>, input: RatingInput, rater: String, status: Status, revision: Int, sentiment: SentimentReading,
        source: Source, commentSentiment: SentimentReading?, sentimentModel: String, receivedAt: Date
    ) {
        self.id = id
        self.input = input
        self.rater = rater
        self.status = status
        self.revision = revision
        self.sentiment = sentiment
        self.source = source
        self.commentSentiment = commentSentiment
        self.sentimentModel = sentimentModel
        self.receivedAt = receivedAt
    }

    /// Decides what an input means: the stated sentiment wins, then the score (1-2 negative, 3 neutral, 4-5 positive),
    /// and the comment's sentiment stands in where neither was given.
    public init(_ input: RatingInput, id: ID<Rating>, rater: String, receivedAt: Date) {
        let read = input.comment.map { SentimentModel.read($0) }
        let stated = input.sentiment ?? input.score.map { $0 < 3 ? .negative : $0 == 3 ? .neutral : .positive }
        self.id = id
        self.input = input
        self.rater = rater
        self.status = .accepted
        self.revision = 1
        self.commentSentiment = read
        self.sentiment = stated.map { SentimentReading(certain: $0) } ?? read ?? SentimentReading(certain: .neutral)
        self.source = stated == nil ? .comment : .stated
        self.sentimentModel = SentimentModel.version
        self.receivedAt = receivedAt
    }

    /// The answer to `POST /v1/ratings`, without the receipt, which is never stored.
    public func answer(replaced: ID<Rating>?) -> JSON {
        .object([
            ("id", .string(id.description)), ("counted", .bool(status == .accepted)),
            ("replaced", replaced.map { .string($0.description) } ?? .null),
            ("sentiment", sentimentJSON), ("comment_sentiment", commentSentiment.map(Self.json) ?? .null),
            ("aspects", aspectsJSON),
        ])
    }

    /// What is left of the answer for a retry after the rating was withdrawn.
    public static func withdrawnAnswer(_ id: ID<Rating>) -> JSON {
        .object([
            ("id", .string(id.description)), ("counted", .bool(false)), ("status", .string(Status.withdrawn.rawValue)),
        ])
    }

    /// The answer to a receipt holder's `GET /v1/ratings/{id}`.
    public var json: JSON {
        .object([
            ("id", .string(id.description)), ("status", .string(status.rawValue)), ("revision", .int(revision)),
            ("experiment", .string(input.experiment)), ("part", .int(input.part)),
            ("score", input.score.map(JSON.int) ?? .null), ("comment", input.comment.map(JSON.string) ?? .null),
            ("counted", .bool(status == .accepted)), ("sentiment", sentimentJSON),
            ("comment_sentiment", commentSentiment.map(Self.json) ?? .null), ("aspects", aspectsJSON),
            ("sampling", input.sampling.json), ("front_end", input.frontEnd.map(JSON.string) ?? .null),
            ("submission", input.submission.map { .string($0.uuidString.lowercased()) } ?? .null),
            ("occurred_at", .string(RFC3339.text(input.occurredAt ?? receivedAt))),
            ("received_at", .string(RFC3339.text(receivedAt))),
        ])
    }

    private var sentimentJSON: JSON {
        guard case .object(let members) = Self.json(sentiment) else { return .null }
        return .object(members + [("source", .string(source.rawValue))])
    }

    /// What the comment says about aspects that the rater did not state: what is stated wins.
    public var readAspects: [AspectReading] {
        commentSentiment?.aspects.filter { read in !input.aspects.contains { $0.aspect == read.aspect } } ?? []
    }

    private var aspectsJSON: JSON { Self.aspectsJSON(stated: input.aspects, read: readAspects) }

    /// What was stated, then what was read with the clause that says so.
    static func aspectsJSON(stated: [AspectOpinion], read: [AspectReading]) -> JSON {
        .array(
            stated.map { json($0.aspect, $0.polarity, .stated, []) }
                + read.map { read in
                    json(
                        read.aspect, read.polarity, .comment,
                        [
                            ("direction", read.direction.map { .string($0.rawValue) } ?? .null),
                            ("kind", read.kind.map { .string($0.rawValue) } ?? .null),
                            ("start", .int(read.characters.lowerBound)), ("end", .int(read.characters.upperBound)),
                        ])
                })
    }

    private static func json(
        _ aspect: Aspect, _ polarity: Polarity, _ source: Source, _ clause: [JSON.Member]
    ) -> JSON {
        .object(
            [
                ("aspect", .string(aspect.rawValue)), ("polarity", .string(polarity.rawValue)),
                ("source", .string(source.rawValue)),
            ] + clause)
    }

    private static func json(_ reading: SentimentReading) -> JSON {
        .object([
            ("label", .string(reading.label.rawValue)),
            (
                "probabilities",
                .object([
                    ("negative", .double(reading.probabilities.negative)),
                    ("neutral", .double(reading.probabilities.neutral)),
                    ("positive", .double(reading.probabilities.positive)),
                ])
            ),
        ])
    }
}
