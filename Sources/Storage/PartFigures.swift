public import Core
public import Foundation
public import Postgres

/// What figures are kept by: each cell is added to by the ratings of one bucket alone.
struct FigureCell: Hashable {
    var bucket: Int16
    var experiment: String
    var part: Int32
    /// Version of the sentiment model that read the comments.
    var model: String
}

extension Connection {
    /// The figures of every part of an experiment: totals and what is not folded into them yet.
    /// Parts that nobody rated are absent.
    public func figures(of experiment: String) throws -> [Int: PartFigures] {
        let sums = SQL.join(Self.columns.map { "sum(\(raw: $0))::bigint" as SQL }, separator: ", ")
        let rows: [FigureRow] = try query(
            """
            select 0::smallint, \(experiment), part, '', \(sums)
            from (
                select part, \(Self.list) from part_totals where experiment = \(experiment)
                union all
                select part, \(Self.list) from part_deltas where experiment = \(experiment)
            ) as figures group by part
            """)
        return Dictionary(rows.map { (Int($0.2), PartFigures($0)) }, uniquingKeysWith: +)
    }

    /// The same figures counted from the ratings themselves: what `chorus verify` compares with.
    public func recountedFigures(of experiment: String) throws -> [Int: PartFigures] {
        let cells = try countedFigures(of: "select * from ratings where experiment = \(experiment)")
        return Dictionary(cells.map { (Int($0.0.part), $0.1) }, uniquingKeysWith: +)
    }

    /// What some ratings add to the figures.
    /// - Parameter ratings: a query of rows of `ratings`
    func countedFigures(of ratings: SQL) throws -> [(FigureCell, PartFigures)] {
        let rows: [FigureRow] = try query(
            """
            select bucket, experiment, part, sentiment_model,
                count(*) filter (where status in ('accepted', 'superseded')),
                count(*) filter (where counts), count(comment) filter (where counts),
                count(*) filter (where counts and sentiment = 'negative'),
                count(*) filter (where counts and sentiment = 'neutral'),
                count(*) filter (where counts and sentiment = 'positive'),
                count(*) filter (where counts and score = 1), count(*) filter (where counts and score = 2),
                count(*) filter (where counts and score = 3), count(*) filter (where counts and score = 4),
                count(*) filter (where counts and score = 5),
                count(comment_sentiment) filter (where counts and sentiment_source = 'stated'),
                count(*) filter (where counts and sentiment_source = 'stated' and comment_sentiment <> sentiment)
            from (select *, status = 'accepted' as counts from (\(ratings)) as chosen) as rated
            group by bucket, experiment, part, sentiment_model
            """)
        return rows.map { (FigureCell(bucket: $0.0, experiment: $0.1, part: $0.2, model: $0.3), PartFigures($0)) }
    }

    /// Buckets whose deltas are not folded yet.
    public func bucketsWithDeltas() throws -> [Int16] {
        try query("select distinct bucket from part_deltas order by bucket")
    }

    /// Moves the deltas of one bucket into its totals: readers see the same sums before and after.
    /// - Returns: how many deltas were folded
    @discardableResult
    public func foldDeltas(bucket: Int16) throws -> Int {
        let sums = SQL.join(Self.columns.map { "sum(\(raw: $0)) as \(raw: $0)" as SQL }, separator: ", ")
        let added = SQL.join(
            Self.columns.map { "\(raw: $0) = t.\(raw: $0) + excluded.\(raw: $0)" as SQL }, separator: ", ")
        return try execute(
            """
            with folded as (delete from part_deltas where bucket = \(bucket) returning *),
            sums as (
                select experiment, part, sentiment_model, \(sums) from folded
                group by experiment, part, sentiment_model)
            insert into part_totals as t (bucket, experiment, part, sentiment_model, \(Self.list))
            select \(bucket)::smallint, experiment, part, sentiment_model, \(Self.list) from sums
            on conflict (bucket, experiment, part, sentiment_model) do update set \(added)
            """)
    }

    /// Notes what a change adds to the figures of a rating's part, in the change's own transaction.
    func insertDelta(_ change: PartFigures, for rating: Rating, at now: Date) throws {
        let cell = FigureCell(
            bucket: rating.id.bucket, experiment: rating.input.experiment, part: Int32(rating.input.part),
            model: rating.sentimentModel)
        try insertDelta(change, cell, at: now)
    }

    /// Notes what a change adds to the figures of a cell.
    func insertDelta(_ change: PartFigures, _ cell: FigureCell, at now: Date) throws {
        guard !change.isZero else { return }
        let id = ID<PartFigures>(bucket: UInt8(cell.bucket), at: now)
        let values = SQL.join(change.integers.map { "\(Int32($0))" as SQL }, separator: ", ")
        try execute(
            """
            insert into part_deltas (bucket, id, experiment, part, sentiment_model, \(Self.list))
            values (\(cell.bucket), \(id.uuid), \(cell.experiment), \(cell.part), \(cell.model), \(values))
            """)
    }

    /// The figures' columns, in the order of `PartFigures.integers`.
    private static let columns = [
        "ratings", "raters", "comments", "negative", "neutral", "positive", "score_1", "score_2", "score_3", "score_4",
        "score_5", "stated_and_read", "differing",
    ]
    private static var list: SQL { "\(raw: columns.joined(separator: ", "))" }
}

private typealias FigureRow = (
    Int16, String, Int32, String, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int
)

extension PartFigures {
    fileprivate init(_ row: FigureRow) {
        self.init()
        ratings = row.4
        raters = row.5
        comments = row.6
        negative = row.7
        neutral = row.8
        positive = row.9
        scores = [row.10, row.11, row.12, row.13, row.14]
        statedAndRead = row.15
        differing = row.16
    }
}
