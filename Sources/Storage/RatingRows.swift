import Core
import Foundation
import Postgres
import Sentiment

extension Connection {
    /// Ratings with their aspects, read back as the values that they were.
    func ratings(where condition: SQL) throws -> [Rating] {
        let rows: [RatingRow] = try query(
            """
            select id, experiment, part, rater, status, revision, score, stated_sentiment, comment, occurred_at,
                received_at, front_end, submission, sentiment, sentiment_source, p_negative, p_neutral, p_positive,
                comment_sentiment, sentiment_model
            from ratings where \(condition)
            """)
        return try rows.map { row in
            let id = ID<Rating>(row.0)
            let input = RatingInput(
                experiment: row.1, part: Int(row.2), score: row.6.map { Int($0) },
                sentiment: row.7.flatMap(Polarity.init), comment: row.8, aspects: try aspects(of: id),
                sampling: try sampling(of: id), frontEnd: row.11, rater: row.3, submission: row.12, occurredAt: row.9)
            return rating(row, id: id, input: input)
        }
    }

    private func rating(_ row: RatingRow, id: ID<Rating>, input: RatingInput) -> Rating {
        Rating(
            id: id, input: input, rater: row.3, status: Rating.Status(rawValue: row.4) ?? .quarantined,
            revision: Int(row.5),
            sentiment: SentimentReading(
                label: Polarity(rawValue: row.13) ?? .neutral,
                probabilities: .init(negative: row.15, neutral: row.16, positive: row.17), valence: row.17 - row.15),
            source: Rating.Source(rawValue: row.14) ?? .stated,
            commentSentiment: row.18.flatMap(Polarity.init).map { label in
                input.comment.map { SentimentModel.read($0) } ?? SentimentReading(certain: label)
            }, sentimentModel: row.19, receivedAt: row.10)
    }

    private func aspects(of id: ID<Rating>) throws -> [AspectOpinion] {
        let rows: [(String, String)] = try query(
            """
            select aspect, polarity from rating_aspects
            where bucket = \(id.bucket) and rating_id = \(id.uuid) and source = 'stated' order by aspect
            """)
        return rows.compactMap { row in
            guard let aspect = AspectOpinion.Aspect(rawValue: row.0), let polarity = Polarity(rawValue: row.1) else {
                return nil
            }
            return AspectOpinion(aspect: aspect, polarity: polarity)
        }
    }

    private func sampling(of id: ID<Rating>) throws -> SamplingSettings {
        let row: (Double?, Double?, Int32?, Double?, Bool?)? = try first(
            """
            select temperature, top_p, top_k, repetition_penalty, contrastive from ratings
            where bucket = \(id.bucket) and id = \(id.uuid)
            """)
        return SamplingSettings(
            temperature: row?.0, topP: row?.1, topK: row?.2.map { Int($0) }, repetitionPenalty: row?.3,
            contrastive: row?.4)
    }
}

private typealias RatingRow = (
    UUID, String, Int32, String, String, Int32, Int16?, String?, String?, Date, Date, String?, UUID?, String, String,
    Double, Double, Double, String?, String
)
