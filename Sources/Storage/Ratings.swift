public import Core
public import Foundation
public import Postgres
import Sentiment
import StrictJSON

extension Connection {
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

    /// Replaces the contents of a rating that its rater corrects; figures follow.
    /// - Parameter old: as it was read with `isToChange` in this transaction
    public func update(_ rating: Rating, from old: Rating, at now: Date) throws {
        var counted = try countedRatings(of: rating.rater, experiment: rating.input.experiment)
        let before = old.status == .accepted ? counted.remove(part: rating.input.part) : nil
        let changes = TableColumn<Rating>.contents.map { "\(raw: $0.name) = \($0.value(rating))" as SQL }
        try execute(
            """
            update ratings set revision = \(Int32(rating.revision)), \(SQL.join(changes, separator: ", "))
            where bucket = \(rating.id.bucket) and id = \(rating.id.uuid)
            """)
        try execute("delete from rating_aspects where bucket = \(rating.id.bucket) and rating_id = \(rating.id.uuid)")
        try insertAspects(of: [rating])
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
        try forgetOrigin(of: rating.id)
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

    /// Stores what raters stated of aspects, and what was read in their comments.
    func insertAspects(of ratings: [Rating]) throws {
        let rows = ratings.flatMap { rating in
            rating.input.aspects.map { AspectRow(rating.id, $0.aspect, $0.polarity, .stated, nil) }
                + (rating.commentSentiment?.aspects ?? []).map {
                    AspectRow(rating.id, $0.aspect, $0.polarity, .comment, $0.detail)
                }
        }
        guard !rows.isEmpty else { return }
        try queue(
            """
            insert into rating_aspects (bucket, rating_id, aspect, polarity, source, detail)
            select bucket, rating_id, aspect, polarity, source, detail
            from unnest(\(rows.map(\.id.bucket))::smallint[], \(rows.map(\.id.uuid))::uuid[],
                \(rows.map(\.aspect))::text[], \(rows.map(\.polarity))::text[], \(rows.map(\.source))::text[],
                \(rows.map(\.detail))::text[]) as given(bucket, rating_id, aspect, polarity, source, detail)
            """)
    }
}

private struct AspectRow {
    let id: ID<Rating>
    let aspect, polarity, source: String
    let detail: String?

    init(_ id: ID<Rating>, _ aspect: Aspect, _ polarity: Polarity, _ source: Rating.Source, _ detail: String?) {
        self.id = id
        (self.aspect, self.polarity, self.source) = (aspect.rawValue, polarity.rawValue, source.rawValue)
        self.detail = detail
    }
}
