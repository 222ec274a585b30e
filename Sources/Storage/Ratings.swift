public import Core
public import Foundation
public import Postgres
import Sentiment
import StrictJSON

extension Connection {
    /// Stores a rating; an earlier one of the same rater for the same part stops counting.
    /// - Returns: the rating that it replaces
    /// - Throws: `PostgresError` with constraint `rating_once_per_rater_and_part` when another one of this rater arrives
    ///   at the same moment: try again
    public func insert(_ rating: Rating, receiptHash: [UInt8], key: IdempotencyKey) throws -> ID<Rating>? {
        let previous = try countedRating(of: rating.rater, experiment: rating.input.experiment, part: rating.input.part)
        var change = PartFigures(counting: rating, sign: 1)
        change.ratings = 1
        if let previous {
            try setStatus(.superseded, of: previous.id)
            try insertDelta(PartFigures(counting: previous, sign: -1), for: previous, at: rating.receivedAt)
        }
        try insertRow(rating, receiptHash: receiptHash, key: key)
        try insertAspects(of: rating)
        try insertDelta(change, for: rating, at: rating.receivedAt)
        return previous?.id
    }

    /// The rating of a receipt; nil for absent, foreign and withdrawn ones alike.
    /// - Parameter isToChange: locks it until the transaction ends, so that what the change takes out of the figures is
    ///   what is in them
    public func rating(_ id: ID<Rating>, receiptHash: [UInt8], isToChange: Bool = false) throws -> Rating? {
        try ratings(
            where: """
                bucket = \(id.bucket) and id = \(id.uuid) and receipt_hash = \(Data(receiptHash))
                and status <> 'withdrawn' \(raw: isToChange ? "for update" : "")
                """
        ).first
    }

    /// Replaces the contents of a rating that its rater corrects; figures follow.
    /// - Parameter old: as it was read with `isToChange` in this transaction
    public func update(_ rating: Rating, from old: Rating, at now: Date) throws {
        let changes = assignments(of: rating).map { assignment in
            "\(raw: assignment.column) = \(assignment.value)" as SQL
        }
        try execute(
            """
            update ratings set revision = \(Int32(rating.revision)), \(SQL.join(changes, separator: ", "))
            where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)
            """)
        try execute("delete from rating_aspects where bucket = \(rating.id.bucket) and rating_id = \(rating.id.uuid)")
        try insertAspects(of: rating)
        guard rating.status == .accepted else { return }
        try insertDelta(PartFigures(counting: old, sign: -1), for: old, at: now)
        try insertDelta(PartFigures(counting: rating, sign: 1), for: rating, at: now)
    }

    /// Takes a rating back: its text goes, and the rater's rating before it counts again.
    /// - Parameter rating: as it was read with `isToChange` in this transaction
    public func withdraw(_ rating: Rating, at now: Date) throws {
        try execute(
            """
            update ratings set status = 'withdrawn', withdrawn_at = \(now), revision = revision + 1, rater = '',
                score = null, stated_sentiment = null, comment = null, comment_sentiment = null, submission = null,
                front_end = null, temperature = null, top_p = null, top_k = null, repetition_penalty = null,
                contrastive = null, sentiment = 'neutral', sentiment_source = 'stated', p_negative = 0, p_neutral = 1,
                p_positive = 0
            where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)
            """)
        try execute("delete from rating_aspects where bucket = \(rating.id.bucket) and rating_id = \(rating.id.uuid)")
        try insertWithdrawal(of: rating.id.uuid, bucket: rating.id.bucket, subject: "rating", at: now)
        try forgetAnswer(about: rating)
        var change = rating.status == .accepted ? PartFigures(counting: rating, sign: -1) : PartFigures()
        change.ratings = [.accepted, .superseded].contains(rating.status) ? -1 : 0
        try insertDelta(change, for: rating, at: now)
        if rating.status == .accepted, let earlier = try latestSuperseded(by: rating) {
            try setStatus(.accepted, of: earlier.id)
            try insertDelta(PartFigures(counting: earlier, sign: 1), for: earlier, at: now)
        }
    }

    /// A retry of the request that made it is told that it was withdrawn, and nothing else.
    private func forgetAnswer(about rating: Rating) throws {
        let hash: Data? = try first(
            "select idempotency_hash from ratings where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)")
        guard let hash, let bucket = hash.last else { return }
        let answer = String(decoding: Rating.withdrawnAnswer(rating.id).bytes(), as: UTF8.self)
        try execute(
            """
            update idempotency set body = \(answer)::json
            where bucket = \(Int16(bucket)) and key_hash = \(hash)
            """)
    }

    private func countedRating(of rater: String, experiment: String, part: Int) throws -> Rating? {
        try ratings(
            where: """
                bucket = \(Int16(Bucket.of(rater))) and experiment = \(experiment) and part = \(Int32(part))
                and rater = \(rater) and status = 'accepted' for update
                """
        ).first
    }

    /// All of them are locked: with `limit 1` one that is withdrawn at this moment would hide those before it.
    private func latestSuperseded(by rating: Rating) throws -> Rating? {
        let ids: [UUID] = try query(
            """
            select id from ratings
            where bucket = \(rating.id.bucket) and experiment = \(rating.input.experiment)
                and part = \(Int32(rating.input.part)) and rater = \(rating.rater) and status = 'superseded'
            order by received_at desc, id desc for update
            """)
        guard let latest = ids.first else { return nil }
        return try ratings(where: "bucket = \(rating.id.bucket) and id = \(latest)").first
    }

    private func setStatus(_ status: Rating.Status, of id: ID<Rating>) throws {
        try execute(
            "update ratings set status = \(status.rawValue) where bucket = \(id.bucket) and id = \(id.uuid)")
    }

    private func insertRow(_ rating: Rating, receiptHash: [UInt8], key: IdempotencyKey) throws {
        let key: [Assignment] = [
            ("bucket", "\(rating.id.bucket)"), ("id", "\(rating.id.uuid)"),
            ("experiment", "\(rating.input.experiment)"), ("part", "\(Int32(rating.input.part))"),
            ("rater", "\(rating.rater)"), ("status", "\(rating.status.rawValue)"),
            ("revision", "\(Int32(rating.revision))"), ("receipt_hash", "\(Data(receiptHash))"),
            ("idempotency_hash", "\(Data(key.hash))"),
            ("received_at", "\(rating.receivedAt)"),
        ]
        let all = key + assignments(of: rating)
        let columns = all.map(\.column).joined(separator: ", ")
        try execute(
            "insert into ratings (\(raw: columns)) values (\(SQL.join(all.map(\.value), separator: ", ")))")
    }

    private func insertAspects(of rating: Rating) throws {
        let stated = rating.input.aspects
        let read = rating.commentSentiment?.aspects ?? []
        guard !stated.isEmpty || !read.isEmpty else { return }
        let aspects = stated.map(\.aspect.rawValue) + read.map(\.aspect.rawValue)
        let polarities = stated.map(\.polarity.rawValue) + read.map(\.polarity.rawValue)
        let sources = stated.map { _ in "stated" } + read.map { _ in "comment" }
        let details = stated.map { _ in nil as String? } + read.map(\.detail)
        try execute(
            """
            insert into rating_aspects (bucket, rating_id, aspect, polarity, source, detail)
            select \(rating.id.bucket), \(rating.id.uuid), aspect, polarity, source, detail
            from unnest(\(aspects)::text[], \(polarities)::text[], \(sources)::text[], \(details)::text[])
                as given(aspect, polarity, source, detail)
            """)
    }

    /// What a correction may change.
    private func assignments(of rating: Rating) -> [Assignment] {
        let input = rating.input
        let probabilities = rating.sentiment.probabilities
        return [
            ("score", "\(input.score.map { Int16($0) })"), ("stated_sentiment", "\(input.sentiment?.rawValue)"),
            ("comment", "\(input.comment)"), ("comment_sentiment", "\(rating.commentSentiment?.label.rawValue)"),
            ("sentiment", "\(rating.sentiment.label.rawValue)"), ("sentiment_source", "\(rating.source.rawValue)"),
            ("p_negative", "\(probabilities.negative)"), ("p_neutral", "\(probabilities.neutral)"),
            ("p_positive", "\(probabilities.positive)"), ("sentiment_model", "\(rating.sentimentModel)"),
            ("temperature", "\(input.sampling.temperature)"), ("top_p", "\(input.sampling.topP)"),
            ("top_k", "\(input.sampling.topK.map { Int32($0) })"),
            ("repetition_penalty", "\(input.sampling.repetitionPenalty)"),
            ("contrastive", "\(input.sampling.contrastive)"), ("front_end", "\(input.frontEnd)"),
            ("submission", "\(input.submission)"),
            ("occurred_at", "\(input.occurredAt ?? rating.receivedAt)"),
        ]
    }
}

private typealias Assignment = (column: String, value: SQL)
