public import Sentiment

/// What figures are made of in a rating, as it is kept: no text, and nothing that is read anew.
///
/// A comment may have been read by an older model than this program's; what is taken out of the figures must be what
/// went into them.
public struct CountedRating: Sendable, Equatable {
    /// What the comment was read to say of an aspect.
    public struct Reading: Sendable, Equatable {
        /// Which aspect.
        public var aspect: Aspect
        /// Complaint, neutral mention or praise.
        public var polarity: Polarity
        /// What it means beyond that; nil where the comment does not say.
        public var detail: String?

        /// All members.
        public init(aspect: Aspect, polarity: Polarity, detail: String?) {
            self.aspect = aspect
            self.polarity = polarity
            self.detail = detail
        }
    }

    /// Key.
    public var id: ID<Rating>
    /// Part that is judged.
    public var part: Int
    /// Version of the model that read the comment.
    public var sentimentModel: String
    /// The sentiment that counts.
    public var sentiment: Polarity
    /// Stated by the rater, or read from the comment.
    public var source: Rating.Source
    /// 1 (worst) ... 5 (best).
    public var score: Int?
    /// Whether there is a comment.
    public var hasComment: Bool
    /// What the model read in the comment.
    public var commentSentiment: Polarity?
    /// Aspects that the rater named.
    public var aspects: [AspectOpinion]
    /// Aspects that the comment speaks of, those that the rater named included.
    public var readings: [Reading]
    /// How the model was run.
    public var sampling: SamplingSettings
    /// Program that the rater chatted in.
    public var frontEnd: String?
    /// Whether it looks as if one group had made it with others.
    public var isClustered: Bool

    /// All members.
    public init(
        id: ID<Rating>, part: Int, sentimentModel: String, sentiment: Polarity, source: Rating.Source, score: Int?,
        hasComment: Bool, commentSentiment: Polarity?, aspects: [AspectOpinion], readings: [Reading],
        sampling: SamplingSettings, frontEnd: String?, isClustered: Bool
    ) {
        self.id = id
        self.part = part
        self.sentimentModel = sentimentModel
        self.sentiment = sentiment
        self.source = source
        self.score = score
        self.hasComment = hasComment
        self.commentSentiment = commentSentiment
        self.aspects = aspects
        self.readings = readings
        self.sampling = sampling
        self.frontEnd = frontEnd
        self.isClustered = isClustered
    }

    /// Of a rating that was just read by this program's model.
    public init(_ rating: Rating, isClustered: Bool) {
        self.init(
            id: rating.id, part: rating.input.part, sentimentModel: rating.sentimentModel,
            sentiment: rating.sentiment.label, source: rating.source, score: rating.input.score,
            hasComment: rating.input.comment != nil, commentSentiment: rating.commentSentiment?.label,
            aspects: rating.input.aspects,
            readings: (rating.commentSentiment?.aspects ?? []).map {
                Reading(aspect: $0.aspect, polarity: $0.polarity, detail: $0.detail)
            },
            sampling: rating.input.sampling, frontEnd: rating.input.frontEnd, isClustered: isClustered)
    }
}
