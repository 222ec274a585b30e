import Core
public import Foundation
public import Postgres

/// A figure that differs from what the rows themselves say.
public struct Discrepancy: Sendable, CustomStringConvertible {
    /// Where: `exp7/3 score:5 of MODEL`, or `feed/812`.
    public var place: String
    /// What is kept.
    public var kept: String
    /// What the rows say.
    public var recomputed: String

    /// For people.
    public var description: String { "\(place): kept \(kept), recomputed \(recomputed)" }
}

extension Connection {
    /// Recomputes every counter from the ratings and compares both ways, under one snapshot.
    public func verifyFigures() throws -> [Discrepancy] {
        try transaction(.repeatableRead) { db in try db.differences().map(\.discrepancy) }
    }

    /// Sets every counter to what the ratings say, in one transaction: what differs is added as any other change is, so
    /// that ratings may go on and none is lost. Two repairs take turns, and no fold runs meanwhile.
    /// - Returns: what differed
    public func repairFigures(at now: Date) throws -> [Discrepancy] {
        try transaction(.repeatableRead) { db in
            // This statement, unlike any other, leaves the snapshot to be taken after it.
            try db.execute("lock table part_totals in share row exclusive mode")
            let differences = try db.differences()
            for difference in differences {
                try db.insertCorrection(difference, at: now)
            }
            return differences.map(\.discrepancy)
        }
    }

    private func differences() throws -> [FigureDifference] {
        try execute("set local statement_timeout = 0")
        let kept = try keptCounters()
        let recounted = try recountedCounters()
        return Set(kept.keys).union(recounted.keys).sorted().compactMap { key in
            let (kept, recounted) = (kept[key] ?? 0, recounted[key] ?? 0)
            return kept == recounted ? nil : FigureDifference(key: key, kept: kept, recounted: recounted)
        }
    }

    /// Whatever the names are, even those that no counter has.
    private func keptCounters() throws -> [CounterKey: Int] {
        let rows: [(String, Int32, String, String, Int)] = try query(
            """
            select experiment, part, sentiment_model, counter, sum(count)::bigint from (
                select experiment, part, sentiment_model, counter, count from part_totals
                union all
                select d.experiment, d.part, d.sentiment_model, c.counter, c.count
                from part_deltas as d, unnest(d.counters, d.counts) as c(counter, count)
            ) as kept group by experiment, part, sentiment_model, counter
            """)
        return Dictionary(
            rows.map { (CounterKey(experiment: $0.0, part: $0.1, model: $0.2, name: $0.3), $0.4) }, uniquingKeysWith: +)
    }

    private func recountedCounters() throws -> [CounterKey: Int] {
        var counters: [CounterKey: Int] = [:]
        for (experiment, change) in try recount(where: "true") {
            for (cell, figures) in change.cells {
                for (name, count) in figures.named {
                    let key = CounterKey(
                        experiment: experiment, part: Int32(cell.part), model: cell.sentimentModel, name: name)
                    counters[key] = count
                }
            }
        }
        return counters
    }

    private func insertCorrection(_ difference: FigureDifference, at now: Date) throws {
        let key = difference.key
        let bucket: Int16 = 0
        try execute(
            """
            insert into part_deltas (bucket, id, experiment, part, sentiment_model, counters, counts)
            values (\(bucket), \(ID<PartFigures>(bucket: 0, at: now).uuid), \(key.experiment), \(key.part), \(key.model),
                \([key.name]), \([difference.recounted - difference.kept]))
            """)
    }

    /// Walks the feed from its start: positions without a gap, each link computed again, the head at the end.
    /// - Returns: what is wrong, and how many events were seen
    public func verifyFeed() throws -> (found: [Discrepancy], events: Int) {
        try transaction(.repeatableRead) { db in
            let head = try db.feedHead()
            let start: Data? = try db.first("select sha256(uuid_send(epoch)) from feed_head")
            var chain = Array(start ?? Data())
            var position = 0
            while true {
                let page = try db.feed(after: position, limit: 1000)
                for entry in page {
                    position += 1
                    chain = entry.event.chain(after: chain)
                    guard entry.event.position == position, entry.chain == chain else {
                        return (
                            [
                                Discrepancy(
                                    place: "feed/\(entry.event.position)", kept: Hex.encode(entry.chain.prefix(8)),
                                    recomputed: "position \(position), \(Hex.encode(chain.prefix(8)))")
                            ], position
                        )
                    }
                }
                if page.count < 1000 { break }
            }
            guard head.position == position, head.chain == chain else {
                return (
                    [Discrepancy(place: "feed head", kept: "\(head.position)", recomputed: "\(position)")], position
                )
            }
            return ([], position)
        }
    }
}

/// One counter as it is kept.
private struct CounterKey: Hashable, Comparable {
    let experiment: String
    let part: Int32
    let model: String
    let name: String

    static func < (left: Self, right: Self) -> Bool {
        (left.experiment, left.part, left.model, left.name) < (right.experiment, right.part, right.model, right.name)
    }
}

private struct FigureDifference {
    let key: CounterKey
    let kept: Int
    let recounted: Int

    var discrepancy: Discrepancy {
        Discrepancy(
            place: "\(key.experiment)/\(key.part) \(key.name) of \(key.model)", kept: "\(kept)",
            recomputed: "\(recounted)")
    }
}
