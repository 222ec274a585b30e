public import Core
public import Foundation
public import Postgres

extension Connection {
    /// The figures of every part of an experiment: totals and what is not folded into them yet.
    /// Parts that nobody rated are absent.
    public func figures(of experiment: String) throws -> [Int: PartFigures] {
        let rows: [FigureRow] = try query(
            """
            select part, sum(ratings)::bigint, sum(raters)::bigint, sum(comments)::bigint, sum(negative)::bigint,
                sum(neutral)::bigint, sum(positive)::bigint, sum(score_1)::bigint, sum(score_2)::bigint,
                sum(score_3)::bigint, sum(score_4)::bigint, sum(score_5)::bigint
            from (
                select part, ratings, raters, comments, negative, neutral, positive, score_1, score_2, score_3,
                    score_4, score_5
                from part_totals where experiment = \(experiment)
                union all
                select part, ratings, raters, comments, negative, neutral, positive, score_1, score_2, score_3,
                    score_4, score_5
                from part_deltas where experiment = \(experiment)
            ) as figures group by part
            """)
        return Dictionary(rows.map { (Int($0.0), PartFigures($0)) }, uniquingKeysWith: +)
    }

    /// The same figures counted from the ratings themselves: what `chorus verify` compares with.
    public func recountedFigures(of experiment: String) throws -> [Int: PartFigures] {
        let rows: [FigureRow] = try query(
            """
            select part, count(*) filter (where status in ('accepted', 'superseded')),
                count(*) filter (where counts), count(comment) filter (where counts),
                count(*) filter (where counts and sentiment = 'negative'),
                count(*) filter (where counts and sentiment = 'neutral'),
                count(*) filter (where counts and sentiment = 'positive'),
                count(*) filter (where counts and score = 1), count(*) filter (where counts and score = 2),
                count(*) filter (where counts and score = 3), count(*) filter (where counts and score = 4),
                count(*) filter (where counts and score = 5)
            from (select *, status = 'accepted' as counts from ratings where experiment = \(experiment)) as rated
            group by part
            """)
        return Dictionary(rows.map { (Int($0.0), PartFigures($0)) }, uniquingKeysWith: +)
    }

    /// Buckets whose deltas are not folded yet.
    public func bucketsWithDeltas() throws -> [Int16] {
        try query("select distinct bucket from part_deltas order by bucket")
    }

    /// Moves the deltas of one bucket into its totals: readers see the same sums before and after.
    /// - Returns: how many deltas were folded
    @discardableResult
    public func foldDeltas(bucket: Int16) throws -> Int {
        try execute(
            """
            with folded as (delete from part_deltas where bucket = \(bucket) returning *),
            sums as (
                select experiment, part, sentiment_model, sum(ratings) as ratings, sum(raters) as raters,
                    sum(comments) as comments, sum(negative) as negative, sum(neutral) as neutral,
                    sum(positive) as positive, sum(score_1) as score_1, sum(score_2) as score_2,
                    sum(score_3) as score_3, sum(score_4) as score_4, sum(score_5) as score_5
                from folded group by experiment, part, sentiment_model)
            insert into part_totals as t (bucket, experiment, part, sentiment_model, ratings, raters, comments,
                negative, neutral, positive, score_1, score_2, score_3, score_4, score_5)
            select \(bucket)::smallint, experiment, part, sentiment_model, ratings, raters, comments, negative,
                neutral, positive, score_1, score_2, score_3, score_4, score_5 from sums
            on conflict (bucket, experiment, part, sentiment_model) do update set
                ratings = t.ratings + excluded.ratings, raters = t.raters + excluded.raters,
                comments = t.comments + excluded.comments, negative = t.negative + excluded.negative,
                neutral = t.neutral + excluded.neutral, positive = t.positive + excluded.positive,
                score_1 = t.score_1 + excluded.score_1, score_2 = t.score_2 + excluded.score_2,
                score_3 = t.score_3 + excluded.score_3, score_4 = t.score_4 + excluded.score_4,
                score_5 = t.score_5 + excluded.score_5
            """)
    }

    /// Notes what a change adds to the figures of a rating's part, in the change's own transaction.
    func insertDelta(_ change: PartFigures, for rating: Rating, at now: Date) throws {
        guard !change.isZero else { return }
        let id = ID<PartFigures>(bucket: UInt8(rating.id.bucket), at: now)
        try execute(
            """
            insert into part_deltas (bucket, id, experiment, part, sentiment_model, ratings, raters, comments, negative,
                neutral, positive, score_1, score_2, score_3, score_4, score_5)
            values (\(id.bucket), \(id.uuid), \(rating.input.experiment), \(Int32(rating.input.part)),
                \(rating.sentimentModel), \(Int32(change.ratings)), \(Int32(change.raters)), \(Int32(change.comments)),
                \(Int32(change.negative)), \(Int32(change.neutral)), \(Int32(change.positive)),
                \(Int32(change.scores[0])), \(Int32(change.scores[1])), \(Int32(change.scores[2])),
                \(Int32(change.scores[3])), \(Int32(change.scores[4])))
            """)
    }
}

private typealias FigureRow = (Int32, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)

extension PartFigures {
    fileprivate init(_ row: FigureRow) {
        self.init()
        ratings = row.1
        raters = row.2
        comments = row.3
        negative = row.4
        neutral = row.5
        positive = row.6
        scores = [row.7, row.8, row.9, row.10, row.11]
    }
}
