public import Core
import Foundation
public import Postgres

extension Connection {
    /// The figures of every part of an experiment: totals and what is not folded into them yet.
    /// Parts that nobody rated are absent.
    public func figures(of experiment: String) throws -> [Int: PartFigures] {
        let rows: [(Int32, String, Int)] = try query(
            """
            select part, counter, sum(count)::bigint from (
                select part, counter, count from part_totals where experiment = \(experiment)
                union all
                select d.part, c.counter, c.count
                from part_deltas as d, unnest(d.counters, d.counts) as c(counter, count)
                where d.experiment = \(experiment)
            ) as kept group by part, counter having sum(count) <> 0
            """)
        var figures: [Int: PartFigures] = [:]
        for (part, name, count) in rows {
            guard let counter = Counter(name: name) else { continue }
            figures[Int(part), default: PartFigures()][counter] += count
        }
        return figures
    }

    /// The same figures counted from the ratings themselves: what `chorus verify` compares with.
    public func recountedFigures(of experiment: String) throws -> [Int: PartFigures] {
        let changes = try transaction { db in try db.recount(where: "r.experiment = \(literal: experiment)") }
        let cells = changes[experiment]?.cells ?? [:]
        return Dictionary(cells.map { ($0.key.part, $0.value) }, uniquingKeysWith: +).filter { !$0.value.isZero }
    }

    /// Moves deltas into the totals: readers see the same sums before and after.
    ///
    /// Any number of programs may do this at once: they take turns.
    /// - Returns: how many deltas were moved, at most `limit`
    @discardableResult
    public func foldDeltas(limit: Int = 10_000) throws -> Int {
        try transaction { db in
            try db.lockFold()
            let folded: Int? = try db.first(
                """
                with folded as (
                    delete from part_deltas where (bucket, id) in
                        (select bucket, id from part_deltas order by bucket, id limit \(limit))
                    returning experiment, part, sentiment_model, counters, counts),
                added as (
                    insert into part_totals as t (experiment, part, sentiment_model, counter, count)
                    select experiment, part, sentiment_model, counter, sum(count)
                    from folded, unnest(counters, counts) as c(counter, count)
                    group by experiment, part, sentiment_model, counter having sum(count) <> 0
                    on conflict (experiment, part, sentiment_model, counter)
                        do update set count = t.count + excluded.count)
                select count(*) from folded
                """)
            // What nobody says any more, such as everything of a model before this one, is nothing to read.
            if let folded, folded < limit { try db.execute("delete from part_totals where count = 0") }
            return folded ?? 0
        }
    }

    /// Notes what a change adds to the figures of an experiment, in the change's own transaction.
    func insertDeltas(_ change: FigureChange, of experiment: String, bucket: Int16, at now: Date) throws {
        let rows = change.cells.sorted { ($0.key.part, $0.key.sentimentModel) < ($1.key.part, $1.key.sentimentModel) }
            .map { cell, figures -> SQL in
                let named = figures.named
                return """
                    (\(bucket), \(ID<PartFigures>(bucket: UInt8(bucket), at: now).uuid), \(experiment),
                        \(Int32(cell.part)), \(cell.sentimentModel), \(named.map(\.name)), \(named.map(\.count)))
                    """
            }
        // A change of a rater of very many parts is too much for one statement's values.
        for start in stride(from: 0, to: rows.count, by: 500) {
            try queue(
                """
                insert into part_deltas (bucket, id, experiment, part, sentiment_model, counters, counts)
                values \(SQL.join(Array(rows[start..<min(start + 500, rows.count)]), separator: ", "))
                """)
        }
    }
}
