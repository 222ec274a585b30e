import Core
import Foundation
import Postgres
import Sentiment

extension TableColumn<Rating> {
    /// What a correction may change.
    static var contents: [Self] {
        [
            .init("score", "smallint") { $0.input.score.map { Int16($0) } },
            .init("stated_sentiment", "text") { $0.input.sentiment?.rawValue },
            .init("comment", "text") { $0.input.comment },
            .init("comment_fingerprint", "bigint") { $0.input.comment.flatMap(CommentFingerprint.of) },
            .init("comment_sentiment", "text") { $0.commentSentiment?.label.rawValue },
            .init("sentiment", "text") { $0.sentiment.label.rawValue },
            .init("sentiment_source", "text") { $0.source.rawValue },
            .init("p_negative", "double precision") { $0.sentiment.probabilities.negative },
            .init("p_neutral", "double precision") { $0.sentiment.probabilities.neutral },
            .init("p_positive", "double precision") { $0.sentiment.probabilities.positive },
            .init("sentiment_model", "text") { $0.sentimentModel },
            .init("temperature", "double precision") { $0.input.sampling.temperature },
            .init("top_p", "double precision") { $0.input.sampling.topP },
            .init("top_k", "integer") { $0.input.sampling.topK.map { Int32($0) } },
            .init("repetition_penalty", "double precision") { $0.input.sampling.repetitionPenalty },
            .init("contrastive", "boolean") { $0.input.sampling.contrastive },
            .init("front_end", "text") { $0.input.frontEnd },
            .init("submission", "uuid") { $0.input.submission },
            .init("occurred_at", "timestamptz") { $0.input.occurredAt ?? $0.receivedAt },
        ]
    }

    /// What it is for good.
    static var identity: [Self] {
        [
            .init("bucket", "smallint") { $0.id.bucket }, .init("id", "uuid") { $0.id.uuid },
            .init("experiment", "text") { $0.input.experiment }, .init("part", "integer") { Int32($0.input.part) },
            .init("rater", "text") { $0.rater }, .init("status", "text") { $0.status.rawValue },
            .init("revision", "integer") { Int32($0.revision) }, .init("received_at", "timestamptz") { $0.receivedAt },
        ]
    }
}
