public import Core
public import Foundation
public import Postgres
import Sentiment
import StrictJSON

extension Connection {
    /// Stores a rating; an earlier one of the same rater for the same part stops counting. If that one looked like a
    /// group's, so does this one: who rates again does not leave the group.
    /// - Parameter network: where it came from; nil when that is not known or says nothing
    /// - Returns: the rating that it replaces
    public func insert(
        _ rating: Rating, receiptHash: [UInt8], key: IdempotencyKey, network: RatingNetwork? = nil
    ) throws -> ID<Rating>? {
        try lockTurns(of: [RaterInExperiment(rating)])
        var counted = try countedRatings(of: rating.rater, experiment: rating.input.experiment)
        if !counted.isEmpty {
            try lockReadings()
            counted = try countedRatings(of: rating.rater, experiment: rating.input.experiment)
        }
        let previous = counted.remove(part: rating.input.part)
        if let previous { try setStatus(.superseded, of: previous.id) }
        let isClustered = previous?.isClustered ?? false
        let cluster: UUID? = isClustered ? try previous.flatMap { try clusterID(of: $0.id) } : nil
        let isGated = try insertRow(
            rating, receiptHash: receiptHash, key: key,
            [
                ("network", "\(network?.mark)"), ("is_clustered", "\(isClustered)"), ("cluster_id", "\(cluster)"),
            ])
        try insertAspects(of: rating)
        var change = FigureChange()
        change.addRatings(1, to: rating.cell)
        change.replace(previous, by: CountedRating(rating, isClustered: isClustered), beside: counted)
        try insertDeltas(change, of: rating, at: rating.receivedAt)
        if isGated { try lookAtGates(after: .rating, of: rating, at: rating.receivedAt) }
        return previous?.id
    }

    /// The rating of a receipt; nil for absent, foreign and withdrawn ones alike.
    /// - Parameter isToChange: makes changes of this rater's ratings take turns until the transaction ends, so that what
    ///   a change takes out of the figures is what is in them
    public func rating(_ id: ID<Rating>, receiptHash: [UInt8], isToChange: Bool = false) throws -> Rating? {
        let isHeld: SQL = """
            bucket = \(id.bucket) and id = \(id.uuid) and receipt_hash = \(Data(receiptHash)) and status <> 'withdrawn'
            """
        if isToChange, try !lockRater(where: isHeld) { return nil }
        return try ratings(where: isHeld).first
    }

    /// The rating of a rater that counts for a part, if there is one.
    public func rating(of rater: String, experiment: String, part: Int) throws -> Rating? {
        try ratings(
            where: """
                bucket = \(Int16(Bucket.of(rater))) and rater = \(rater) and experiment = \(experiment)
                and part = \(Int32(part)) and status = 'accepted'
                """
        ).first
    }

    private func clusterID(of id: ID<Rating>) throws -> UUID? {
        let row: UUID?? = try first("select cluster_id from ratings where bucket = \(id.bucket) and id = \(id.uuid)")
        return row ?? nil
    }

    /// Replaces the contents of a rating that its rater corrects; figures follow.
    /// - Parameter old: as it was read with `isToChange` in this transaction
    public func update(_ rating: Rating, from old: Rating, at now: Date) throws {
        var counted = try countedRatings(of: rating.rater, experiment: rating.input.experiment)
        let before = old.status == .accepted ? counted.remove(part: rating.input.part) : nil
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
        var change = FigureChange()
        if rating.status.isStanding {
            change.addRatings(-1, to: old.cell)
            change.addRatings(1, to: rating.cell)
        }
        if let before {
            change.replace(before, by: CountedRating(rating, isClustered: before.isClustered), beside: counted)
        }
        try insertDeltas(change, of: rating, at: now)
        if before != nil { try lookAtGates(after: .correction, of: rating, at: now) }
    }

    /// Takes a rating back: its text goes, and the rater's rating before it counts again.
    /// - Parameter rating: as it was read with `isToChange` in this transaction
    public func withdraw(_ rating: Rating, at now: Date) throws {
        let isOutOfFigures = try changeStanding(of: rating, at: now) { db in
            try db.execute(
                """
                update ratings set status = 'withdrawn', withdrawn_at = \(now), revision = revision + 1, rater = '',
                    score = null, stated_sentiment = null, comment = null, comment_sentiment = null, submission = null,
                    front_end = null, temperature = null, top_p = null, top_k = null, repetition_penalty = null,
                    contrastive = null, network = null, comment_fingerprint = null, sentiment = 'neutral',
                    sentiment_source = 'stated', p_negative = 0, p_neutral = 1, p_positive = 0, decision_reason = null
                where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)
                """)
            try db.execute(
                "delete from rating_aspects where bucket = \(rating.id.bucket) and rating_id = \(rating.id.uuid)")
            return .withdrawn
        }
        try insertWithdrawal(of: rating.id.uuid, bucket: rating.id.bucket, subject: "rating", at: now)
        try forgetAnswer(about: rating)
        try forgetConfirmations(by: rating.id)
        if isOutOfFigures { try lookAtGates(after: .withdrawal, of: rating, at: now) }
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

    /// - Returns: whether the part has gates to look at, so that those without cost no question
    private func insertRow(
        _ rating: Rating, receiptHash: [UInt8], key: IdempotencyKey, _ others: [Assignment]
    ) throws -> Bool {
        let key: [Assignment] = [
            ("bucket", "\(rating.id.bucket)"), ("id", "\(rating.id.uuid)"),
            ("experiment", "\(rating.input.experiment)"), ("part", "\(Int32(rating.input.part))"),
            ("rater", "\(rating.rater)"), ("status", "\(rating.status.rawValue)"),
            ("revision", "\(Int32(rating.revision))"), ("receipt_hash", "\(Data(receiptHash))"),
            ("idempotency_hash", "\(Data(key.hash))"),
            ("received_at", "\(rating.receivedAt)"),
        ]
        let all = key + others + assignments(of: rating)
        let columns = all.map(\.column).joined(separator: ", ")
        let isGated: Bool? = try first(
            """
            insert into ratings as r (\(raw: columns)) values (\(SQL.join(all.map(\.value), separator: ", ")))
            returning exists (
                select from parts as p where p.experiment = r.experiment and p.number = r.part
                    and \(Self.isGated(at: rating.receivedAt)))
            """)
        return isGated ?? false
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
            ("comment", "\(input.comment)"),
            ("comment_fingerprint", "\(input.comment.flatMap(CommentFingerprint.of))"),
            ("comment_sentiment", "\(rating.commentSentiment?.label.rawValue)"),
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
