public import Foundation
public import Sentiment
public import StrictJSON

/// A counted rating's comment as everybody may read it: without its rater.
public struct PublicComment: Sendable {
    /// The rating.
    public var id: ID<Rating>
    /// What was written.
    public var text: String
    /// 1...5.
    public var score: Int?
    /// The sentiment that counts.
    public var sentiment: Polarity
    /// Where it comes from.
    public var source: Rating.Source
    /// What the rater stated of aspects.
    public var stated: [AspectOpinion]
    /// As the rater wrote it.
    public var frontEnd: String?
    /// When the judgement was made.
    public var occurredAt: Date

    /// All members.
    public init(
        id: ID<Rating>, text: String, score: Int?, sentiment: Polarity, source: Rating.Source, stated: [AspectOpinion],
        frontEnd: String?, occurredAt: Date
    ) {
        self.id = id
        self.text = text
        self.score = score
        self.sentiment = sentiment
        self.source = source
        self.stated = stated
        self.frontEnd = frontEnd
        self.occurredAt = occurredAt
    }

    /// What the comment says of aspects that the rater did not state, found again in the text.
    public var readings: [AspectReading] {
        SentimentModel.read(text).aspects.filter { read in !stated.contains { $0.aspect == read.aspect } }
    }

    /// One element of the answer to `GET /v1/experiments/{e}/parts/{n}/comments`.
    public var json: JSON {
        .object([
            ("id", .string(id.description)), ("comment", .string(text)), ("score", score.map(JSON.int) ?? .null),
            ("sentiment", .string(sentiment.rawValue)), ("source", .string(source.rawValue)),
            ("aspects", Rating.aspectsJSON(stated: stated, read: readings)),
            ("front_end", frontEnd.map(JSON.string) ?? .null), ("occurred_at", .string(RFC3339.text(occurredAt))),
        ])
    }
}

/// Which comments of a part are asked for.
public struct CommentFilter: Sendable {
    /// Only those of this sentiment.
    public var sentiment: Polarity?
    /// Only those that speak of this aspect, as stated or as read.
    public var aspect: Aspect?
    /// Only those of raters who chatted in this program: one of `FrontEnd.known`, or `other`.
    public var frontEnd: FrontEnd?
    /// Only those of raters who set something within this range.
    public var sampling: SamplingBand?
    /// Only those before this one.
    public var before: ID<Rating>?
    /// Most of them.
    public var limit = 50

    /// All comments, from the newest on.
    public init() {}
}
