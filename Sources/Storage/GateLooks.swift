public import Core
public import Foundation
public import Postgres

extension Connection {
    /// Looks at the gates of parts whose figures have just changed, in the transaction that changed them, and logs what is
    /// seen. Parts without gates, and parts that are not released, cost one look-up by key.
    ///
    /// Looks at one part take turns from here to the end of the transaction, so that each sees all before it. To be
    /// called last: what is locked after this may be waited for by somebody who waits for this. A transaction that changes
    /// several parts gives them all at once.
    /// - Parameter rating: the one that caused it; nil where many changed at once
    public func lookAtGates(
        of parts: some Sequence<Int>, in experiment: String, cause: GateLook.Cause, rating: ID<Rating>?, at now: Date
    ) throws {
        let gated: [(Int32, String, String)] = try query(
            """
            select number, gates::text, pg_advisory_xact_lock(hashtextextended(experiment || '/' || number, 11))::text
            from (
                select experiment, number, gates from parts
                where experiment = \(experiment) and number = any(\(parts.map { Int32($0) })::integer[])
                    and \(Self.isGated(at: now)) order by number
            ) as gated
            """)
        for (part, text, _) in gated {
            let gates = DecisionGate.list(kept: text)
            let figures = try figures(of: experiment, part: part, counters: Set(gates.flatMap(\.metric.counters)))
            let looks = GateLook.all(gates, number: 0, figures: figures, cause: cause, at: now)
            try insert(looks, of: experiment, part: part, ratings: looks.map { _ in rating })
        }
    }

    /// As `lookAtGates(of:)`, after several ratings that were written at once: what each look sees, and its number, are
    /// as if they had come one after the other.
    func lookAtGates(after accepted: [AcceptedRating]) throws {
        let gated = accepted.filter(\.isGated).map(\.new.rating)
        guard let last = gated.map(\.receivedAt).max() else { return }
        let parts: [(String, Int32, String, String)] = try query(
            """
            select experiment, number, gates::text,
                pg_advisory_xact_lock(hashtextextended(experiment || '/' || number, 11))::text
            from (
                select experiment, number, gates from parts
                where (experiment, number) in (
                        select * from unnest(\(gated.map(\.input.experiment))::text[],
                            \(gated.map { Int32($0.input.part) })::integer[]))
                    and \(Self.isGated(at: last)) order by experiment, number
            ) as gated
            """)
        for (experiment, part, text, _) in parts {
            let gates = DecisionGate.list(kept: text)
            let all = accepted.filter { $0.new.rating.input.experiment.utf8.elementsEqual(experiment.utf8) }
            // Everything is in the figures already: what comes after a look is taken out again.
            var seen = try figures(of: experiment, part: part, counters: Set(gates.flatMap(\.metric.counters)))
            for one in all { seen += -one.change.figures(of: Int(part)) }
            var looks: [GateLook] = []
            var ratings: [ID<Rating>] = []
            var number = 0
            for one in all {
                seen += one.change.figures(of: Int(part))
                let rating = one.new.rating
                guard one.isGated, rating.input.part == Int(part) else { continue }
                let own = GateLook.all(
                    gates, number: number, figures: seen, cause: .rating, at: rating.receivedAt)
                looks += own
                ratings += own.map { _ in rating.id }
                number += 1
            }
            try insert(looks, of: experiment, part: part, ratings: ratings)
        }
    }

    /// Whether a row of `parts` has gates to look at.
    static func isGated(at now: Date) -> SQL { "gates_frozen_at <= \(now) and json_array_length(gates) > 0" }

    /// How the gates of a part stand.
    public func gateReport(of part: Part) throws -> GateReport {
        // One question for each gate, which the index answers at once however long the log is.
        let decisions = try looks(
            """
            select \(Self.lookColumns) from generate_series(0, \(part.gates.count - 1)) as g
            cross join lateral (
                select * from gate_looks
                where \(Self.log(of: part)) and gate = g and outcome <> 'open' order by look limit 1
            ) as first_that_decides
            """)
        let latest = try looks(
            """
            select \(Self.lookColumns) from gate_looks
            where \(Self.log(of: part)) and look = (select max(look) from gate_looks where \(Self.log(of: part)))
            """)
        return GateReport(
            part: part, decisions: Dictionary(decisions.map { ($0.gate, $0) }) { first, _ in first },
            latest: Dictionary(latest.map { ($0.gate, $0) }) { first, _ in first })
    }

    /// The log of looks at a part's gates: those after a number, at most `limit` numbers.
    public func gateLooks(of part: Part, after number: Int, limit: Int) throws -> [GateLook] {
        let first = Int32(clamping: number)
        return try looks(
            """
            select \(Self.lookColumns) from gate_looks
            where \(Self.log(of: part)) and look > \(first) and look <= \(first)::bigint + \(limit)
            order by look, gate
            """)
    }

    private func looks(_ sql: SQL) throws -> [GateLook] {
        let rows: [(Int32, Int16, Int, Int, String, String, Date)] = try query(sql)
        return rows.map { row in
            GateLook(
                number: Int(row.0), gate: Int(row.1), raters: row.2, sum: row.3,
                outcome: DecisionGate.Outcome(rawValue: row.4) ?? .open,
                cause: GateLook.Cause(rawValue: row.5) ?? .rating, at: row.6)
        }
    }

    private static var lookColumns: SQL { "look, gate, raters, sum, outcome, cause, looked_at" }

    private static func log(of part: Part) -> SQL {
        let number = Int32(part.number)
        return """
            bucket = \(gateBucket(of: part.experiment, number)) and experiment = \(part.experiment) and part = \(number)
            """
    }

    private static func gateBucket(of experiment: String, _ part: Int32) -> Int16 {
        Int16(Bucket.of("\(experiment)/\(part)"))
    }

    /// The numbers of the looks are the next ones of the part, in the order of those that they have.
    private func insert(_ looks: [GateLook], of experiment: String, part: Int32, ratings: [ID<Rating>?]) throws {
        guard !looks.isEmpty else { return }
        let bucket = Self.gateBucket(of: experiment, part)
        try execute(
            """
            insert into gate_looks (bucket, experiment, part, look, gate, raters, sum, outcome, cause, rating_id,
                looked_at)
            select \(bucket)::smallint, \(experiment)::text, \(part)::integer, (
                    select coalesce(max(look), 0) + 1 from gate_looks
                    where bucket = \(bucket) and experiment = \(experiment) and part = \(part)
                ) + number, gate, raters, sum, outcome, cause, rating_id, looked_at
            from unnest(\(looks.map { Int32($0.number) })::integer[], \(looks.map { Int16($0.gate) })::smallint[],
                \(looks.map(\.raters))::bigint[], \(looks.map(\.sum))::bigint[],
                \(looks.map(\.outcome.rawValue))::text[], \(looks.map(\.cause.rawValue))::text[],
                \(ratings.map { $0?.uuid })::uuid[], \(looks.map(\.at))::timestamptz[])
                as seen(number, gate, raters, sum, outcome, cause, rating_id, looked_at)
            """)
    }

    /// Some counters of one part: totals and what is not folded into them yet.
    private func figures(of experiment: String, part: Int32, counters: Set<Counter>) throws -> PartFigures {
        let names = counters.map(\.name)
        let rows: [(String, Int)] = try query(
            """
            select counter, sum(count)::bigint from (
                select counter, count from part_totals
                where experiment = \(experiment) and part = \(part) and counter = any(\(names)::text[])
                union all
                select c.counter, c.count from part_deltas as d, unnest(d.counters, d.counts) as c(counter, count)
                where d.experiment = \(experiment) and d.part = \(part) and c.counter = any(\(names)::text[])
            ) as kept group by counter
            """)
        return PartFigures(rows.compactMap { name, count in Counter(name: name).map { ($0, count) } })
    }
}
