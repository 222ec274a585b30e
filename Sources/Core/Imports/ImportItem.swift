public import Foundation
public import Sentiment

/// One person's feedback as it lies elsewhere.
public struct ImportItem: Sendable, Equatable {
    /// Longest comment, bytes.
    public static let longestComment = 10_000

    /// Its name there: stable, and unlike that of any other thing of the source.
    public var externalID: String
    /// Who wrote it, as a rater: the source and its name for that person.
    public var rater: String
    /// When it was written.
    public var occurredAt: Date
    /// What it says.
    public var comment: String?
    /// 1...5.
    public var score: Int?
    /// Sentiment that was stated.
    public var sentiment: Polarity?
    /// Part that it names itself; nil for the one of the request, or of the moment.
    public var part: Int?
    /// Program that was chatted in.
    public var frontEnd: String?

    /// All members.
    public init(
        externalID: String, rater: String, occurredAt: Date, comment: String?, score: Int? = nil,
        sentiment: Polarity? = nil, part: Int? = nil, frontEnd: String? = nil
    ) {
        self.externalID = externalID
        self.rater = rater
        self.occurredAt = occurredAt
        self.comment = comment
        self.score = score
        self.sentiment = sentiment
        self.part = part
        self.frontEnd = frontEnd
    }

    /// The rating that it is.
    func input(experiment: String, part: Int) -> RatingInput {
        let text = comment.flatMap { $0.utf8.allSatisfy { $0 <= 0x20 } ? nil : $0 }
        return RatingInput(
            experiment: experiment, part: part, score: score, sentiment: sentiment, comment: text, aspects: [],
            sampling: SamplingSettings(
                temperature: nil, topP: nil, topK: nil, repetitionPenalty: nil, contrastive: nil),
            frontEnd: frontEnd, rater: rater, submission: nil, occurredAt: occurredAt)
    }
}
