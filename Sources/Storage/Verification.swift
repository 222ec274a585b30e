public import Core
import Foundation
public import Postgres

/// A figure that differs from what the rows themselves say.
public struct Discrepancy: Sendable, CustomStringConvertible {
    /// Where: `exp7/3`, or `feed/812`.
    public var place: String
    /// What is kept.
    public var kept: String
    /// What the rows say.
    public var recomputed: String

    /// For people.
    public var description: String { "\(place): kept \(kept), recomputed \(recomputed)" }
}

extension Connection {
    /// Recomputes every part's figures from the ratings and compares both ways, under one snapshot.
    public func verifyFigures() throws -> [Discrepancy] {
        try transaction(.repeatableRead) { db in
            try db.execute("set local statement_timeout = 0")
            var found: [Discrepancy] = []
            for experiment in try db.experiments() {
                let kept = try db.figures(of: experiment.slug).filter { !$0.value.isZero }
                let counted = try db.recountedFigures(of: experiment.slug).filter { !$0.value.isZero }
                for part in Set(kept.keys).union(counted.keys).sorted() where kept[part] != counted[part] {
                    found.append(
                        Discrepancy(
                            place: "\(experiment.slug)/\(part)", kept: "\(kept[part] ?? PartFigures())",
                            recomputed: "\(counted[part] ?? PartFigures())"))
                }
            }
            return found
        }
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
