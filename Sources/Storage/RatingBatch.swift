public import Core
import Foundation
public import Postgres
import StrictJSON

/// A rating on its way in, with what is stored beside it.
public struct NewRating: Sendable {
    /// What is to be stored; its id is new.
    public let rating: Rating
    /// Of the receipt that its rater is given.
    public let receiptHash: [UInt8]
    /// Names the attempt.
    public let key: IdempotencyKey
    /// Where it came from; nil when that is not known or says nothing.
    public let network: RatingNetwork?
    /// Its rater, among those of all experiments, in bytes.
    public let rater: [UInt8]
    /// Its rater and its part, in bytes.
    public let ratedPart: [UInt8]
    /// What is answered when it replaces nothing: rendered by whoever makes this, and not while others wait.
    let answer: [UInt8]

    /// All parts.
    public init(_ rating: Rating, receiptHash: [UInt8], key: IdempotencyKey, network: RatingNetwork? = nil) {
        self.rating = rating
        self.receiptHash = receiptHash
        self.key = key
        self.network = network
        rater = RaterInExperiment(rating).key
        ratedPart = rater + [0x2F] + String(rating.input.part).utf8
        answer = rating.answer(replaced: nil).bytes()
    }

    /// What is answered.
    func answer(replaced: ID<Rating>?) -> KeptAnswer {
        KeptAnswer(
            status: 201, resource: rating.id.uuid,
            body: replaced == nil ? answer : rating.answer(replaced: replaced).bytes())
    }
}

extension Connection {
    /// Stores ratings, each once for its key, in the current transaction: everything is as if they came one after the
    /// other in this order. An earlier rating of the same rater for the same part stops counting. If that one looked like
    /// a group's, so does this one: who rates again does not leave the group.
    ///
    /// Ratings wait for nobody's turn; those whose rater is at something else come back `busy`, and may be stored again,
    /// alone and waiting. To be called last in its transaction, for gates are looked at last, and what is written goes with
    /// the commit: one round trip reads, another writes.
    /// - Parameters:
    ///   - batch: no two of one rater for one part, and no two of one key
    ///   - waits: for the turn of a rater who is at something else; with one rating only, for nobody waits beside it
    /// - Throws: with the commit, ``PostgresError`` with `isKeyTaken` when another program has used one of the keys since
    ///   they were looked up: it may be tried again
    public func store(_ batch: [NewRating], waits: Bool = false) throws -> [StoredOnce] {
        var work = RatingWork(batch)
        try takeTurns(of: &work, waits: waits)
        let new = work.open
        guard !new.isEmpty else { return work.outcomes }
        let answers = new.map { batch[$0].answer(replaced: work.previous(of: $0)?.id) }
        try keep(zip(new, answers).map { (batch[$0].key, $1, batch[$0].rating.receivedAt) })
        for (index, answer) in zip(new, answers) { work.settle(index, answer) }
        try write(work.accepted())
        return work.outcomes
    }

    /// One plan for each statement, whatever the batch: planning would take longer than the statement. It must not read a
    /// whole table, for it may have been made while there was nothing in it. Citus, which has a setting of that name, has
    /// no plan for values that it does not know.
    func keepPlans() throws {
        try queue(
            """
            select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode',
                case when current_setting('citus.shard_count', true) is null then 'force_generic_plan' else 'auto' end,
                true)
            """)
    }

    /// Asks for the parts among these that are registered, and since when their gates cannot change.
    private func gatesFrozen(of parts: [PartName]) throws -> QueuedAnswer {
        try queue(
            """
            select p.experiment, p.number, case when json_array_length(p.gates) > 0 then p.gates_frozen_at end
            from unnest(\(parts.map(\.experiment))::text[], \(parts.map { Int32($0.number) })::integer[])
                as given(experiment, number)
            join parts as p on p.experiment = given.experiment and p.number = given.number
            """)
    }

    /// Has the raters to itself until the transaction ends, and reads all that is known of the batch: what is settled
    /// already, and what is counted of the raters.
    private func takeTurns(of work: inout RatingWork, waits: Bool) throws {
        let raters = work.raters
        try keepPlans()
        // Locks come first: each statement sees what was committed before it began.
        let turns = waits ? try lockTurns(of: raters) : try tryTurns(of: raters)
        let readings = waits ? nil : try tryReadings()
        let parts = try gatesFrozen(of: work.parts)
        let kept = try readKeptAnswers(of: work.keys)
        work.counted = try countedRatings(of: raters)
        work.settle(parts: try parts.rows())
        work.settle(kept: KeptAnswers(try kept.rows()))
        guard let readings else {
            guard !work.open.isEmpty, !work.counted.isEmpty else { return }
            try lockReadings()
            return work.counted = try countedRatings(of: raters)
        }
        let isTaken: [Int: Bool] = Dictionary(try turns.rows(as: (Int, Bool).self)) { first, _ in first }
        work.leaveOut(raters.enumerated().filter { isTaken[$0.offset + 1] != true }.map(\.element))
        // Who swaps readings changes nothing of raters of whom nothing is counted.
        let isReadable: [Bool] = try readings.rows()
        if isReadable.first != true { work.leaveOut(raters.filter { work.counted[$0.key] != nil }) }
    }

    private func write(_ accepted: [AcceptedRating]) throws {
        guard let last = accepted.last else { return }
        let replaced = accepted.compactMap(\.previous)
        if !replaced.isEmpty {
            try queue(
                """
                update ratings as r set status = 'superseded'
                from unnest(\(replaced.map(\.id.bucket))::smallint[], \(replaced.map(\.id.uuid))::uuid[])
                    as given(bucket, id)
                where r.bucket = given.bucket and r.id = given.id
                """)
        }
        try insertRows(accepted)
        try insertAspects(of: accepted.map(\.new.rating))
        var changes: [String: FigureChange] = [:]
        for one in accepted { changes[one.new.rating.input.experiment, default: FigureChange()].add(one.change) }
        for (experiment, change) in changes.sorted(by: { $0.key < $1.key }) {
            // In the bucket of one of them: it sums up all.
            try insertDeltas(
                change, of: experiment, bucket: last.new.rating.id.bucket, at: last.new.rating.receivedAt)
        }
        let isGated = accepted.contains { $0.isGated }
        if isGated { try lookAtGates(after: accepted) }
    }

    private func insertRows(_ accepted: [AcceptedRating]) throws {
        let ratings = accepted.map(\.new.rating)
        let clusters = try clusters(of: accepted.compactMap(\.previous).filter(\.isClustered))
        let others = AcceptedRating.columns(clusters: clusters)
        let own = TableColumn<Rating>.identity + TableColumn<Rating>.contents
        let names: SQL = "\(SQL.names(of: own)), \(SQL.names(of: others))"
        try queue(
            """
            insert into ratings (\(names))
            select \(names) from unnest(\(SQL.arrays(of: ratings, own)), \(SQL.arrays(of: accepted, others)))
                as given(\(names))
            order by bucket, id
            """)
    }

    /// The groups that some ratings were found in.
    private func clusters(of ratings: [CountedRating]) throws -> [ID<Rating>: UUID] {
        guard !ratings.isEmpty else { return [:] }
        let rows: [(UUID, UUID)] = try query(
            """
            select r.id, r.cluster_id from ratings as r
            join unnest(\(ratings.map(\.id.bucket))::smallint[], \(ratings.map(\.id.uuid))::uuid[]) as given(bucket, id)
                on given.bucket = r.bucket and given.id = r.id
            where r.cluster_id is not null
            """)
        return Dictionary(rows.map { (ID<Rating>($0.0), $0.1) }) { first, _ in first }
    }
}

extension PostgresError {
    /// Whether another program has used one of the keys of a batch since they were looked up.
    public var isKeyTaken: Bool { constraint == "idempotency_pkey" }
}
