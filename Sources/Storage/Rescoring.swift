import Core
public import Foundation
public import Postgres
import Sentiment

extension Connection {
    /// Ratings whose figures still are those of another version of the sentiment model.
    public func ratingsToRescore() throws -> Int {
        try first(
            """
            select count(*) from ratings
            where sentiment_model <> \(SentimentModel.version) and status <> 'withdrawn'
            """) ?? 0
    }

    /// Reads some comments again and puts the readings aside; nothing that anybody sees changes.
    /// - Returns: how many ratings were read; 0 when all are
    public func rescoreBatch(limit: Int = 500) throws -> Int {
        try transaction { db in
            let rows: [(Int16, UUID, Int32, String?)] = try db.query(
                """
                select bucket, id, revision, comment from ratings as r
                where sentiment_model <> \(SentimentModel.version) and status <> 'withdrawn' and \(Self.isUnread)
                order by bucket, id limit \(limit)
                """)
            let readings = rows.map { row in row.3.map { SentimentModel.read($0) } }
            for (row, reading) in zip(rows, readings) { try db.putAside(reading, of: row.1, revision: row.2) }
            return rows.count
        }
    }

    /// Swaps the readings in, all at once: readers see the figures of the old version before and those of the new one
    /// after. A rating that was changed or came meanwhile keeps what it has; call again until nothing is left to read.
    ///
    /// Only raters of whom nothing is counted yet can rate meanwhile, and nothing that is counted can change.
    /// - Returns: how many ratings were changed
    public func swapRescored(at now: Date) throws -> Int {
        try transaction { db in
            try db.execute("set local statement_timeout = 0")
            try db.lockSwap()
            try db.forgetOutdatedReadings()
            let old = try db.recount(where: Self.isOfRescoredRater)
            let changed = try db.applyRescored()
            let new = try db.recount(where: Self.isOfRescoredRater)
            for (experiment, figures) in new {
                let change = figures - (old[experiment] ?? FigureChange())
                // In any bucket: it sums up all of them.
                try db.insertDeltas(change, of: experiment, bucket: 0, at: now)
                try db.lookAtGates(
                    of: Set(change.cells.keys.map(\.part)), in: experiment, cause: .rescore, rating: nil, at: now)
            }
            try db.execute("delete from rescored")
            return changed
        }
    }

    /// A rating that reads otherwise bears on what its rater is counted for with other parts. One that does not stand bears
    /// on nothing, and its rater may rate meanwhile.
    private static var isOfRescoredRater: SQL {
        """
        (r.bucket, r.experiment, r.rater) in (
            select x.bucket, x.experiment, x.rater from rescored as s
            join ratings as x on x.bucket = s.bucket and x.id = s.rating_id
            where x.status in ('accepted', 'superseded'))
        """
    }

    /// Not put aside yet, or changed since.
    private static var isUnread: SQL {
        """
        not exists (select from rescored as s where s.bucket = r.bucket and s.rating_id = r.id
            and s.revision = r.revision and s.model = \(SentimentModel.version))
        """
    }

    private func putAside(_ reading: SentimentReading?, of rating: UUID, revision: Int32) throws {
        let aspects = reading?.aspects ?? []
        let p = reading?.probabilities ?? .init(negative: 0, neutral: 1, positive: 0)
        try execute(
            """
            insert into rescored as s (bucket, rating_id, revision, model, label, p_negative, p_neutral, p_positive,
                aspects, polarities, details)
            values (\(ID<Rating>(rating).bucket), \(rating), \(revision), \(SentimentModel.version),
                \(reading?.label.rawValue), \(p.negative), \(p.neutral), \(p.positive),
                \(aspects.map(\.aspect.rawValue)), \(aspects.map(\.polarity.rawValue)), \(aspects.map(\.detail)))
            on conflict (bucket, rating_id) do update set revision = excluded.revision, model = excluded.model,
                label = excluded.label, p_negative = excluded.p_negative, p_neutral = excluded.p_neutral,
                p_positive = excluded.p_positive, aspects = excluded.aspects, polarities = excluded.polarities,
                details = excluded.details
            """)
    }

    /// Replaces the readings of the ratings that are still as they were read; what raters stated stays.
    private func applyRescored() throws -> Int {
        let changed = try execute(
            """
            update ratings as r set sentiment_model = s.model, comment_sentiment = s.label,
                sentiment = case when sentiment_source = 'comment' then s.label else sentiment end,
                p_negative = case when sentiment_source = 'comment' then s.p_negative else r.p_negative end,
                p_neutral = case when sentiment_source = 'comment' then s.p_neutral else r.p_neutral end,
                p_positive = case when sentiment_source = 'comment' then s.p_positive else r.p_positive end
            from rescored as s
            where s.bucket = r.bucket and s.rating_id = r.id and s.revision = r.revision
            """)
        try execute(
            """
            delete from rating_aspects as a using rescored as s
            where a.bucket = s.bucket and a.rating_id = s.rating_id and a.source = 'comment'
            """)
        try execute(
            """
            insert into rating_aspects (bucket, rating_id, aspect, polarity, source, detail)
            select s.bucket, s.rating_id, read.aspect, read.polarity, 'comment', read.detail
            from rescored as s, unnest(s.aspects, s.polarities, s.details) as read(aspect, polarity, detail)
            """)
        return changed
    }

    /// Readings of what has changed since are of no use.
    private func forgetOutdatedReadings() throws {
        try execute(
            """
            delete from rescored as s using ratings as r
            where r.bucket = s.bucket and r.id = s.rating_id and (r.revision <> s.revision or r.status = 'withdrawn')
            """)
    }
}
