import Core
import Foundation
import Postgres

/// A batch of ratings while it is being stored: what is known of each, and what became of it.
struct RatingWork {
    private let batch: [NewRating]
    private let raterKeys: [RaterInExperiment.Key]
    private var settled: [StoredOnce?]
    private var gatesFrozen: [PartName: Date?] = [:]
    /// What is counted of the raters, before any of the batch.
    var counted: [RaterInExperiment.Key: [CountedRating]] = [:]

    init(_ batch: [NewRating]) {
        self.batch = batch
        raterKeys = batch.map(\.rater)
        settled = batch.map { _ in nil }
    }

    /// Those of which nothing is decided yet.
    var open: [Int] { settled.indices.filter { settled[$0] == nil } }

    /// What became of each, once everything is decided.
    var outcomes: [StoredOnce] { settled.map { $0 ?? .busy } }

    /// What names their attempts.
    var keys: [IdempotencyKey] { batch.map(\.key) }

    /// The parts of all.
    var parts: [PartName] { Array(Set(batch.map { PartName($0.rating) })) }

    /// The raters of those that are open, each once.
    var raters: [RaterInExperiment] {
        var seen: Set<RaterInExperiment.Key> = []
        return open.filter { seen.insert(raterKeys[$0]).inserted }.map { RaterInExperiment(batch[$0].rating) }
    }

    /// What stops counting when one is stored.
    func previous(of index: Int) -> CountedRating? {
        counted[raterKeys[index]]?.first { $0.part == batch[index].rating.input.part }
    }

    /// Refuses ratings of parts that are not among the registered ones.
    /// - Parameter parts: experiment, number, and since when its gates cannot change; nil where it has none
    mutating func settle(parts: [(String, Int32, Date?)]) {
        for part in parts { gatesFrozen[PartName(experiment: part.0, number: Int(part.1))] = .some(part.2) }
        for index in open where gatesFrozen[PartName(batch[index].rating)] == nil {
            settled[index] = .refused(Problem.unknownPart)
        }
    }

    /// Takes out raters who are at something else.
    mutating func leaveOut(_ raters: [RaterInExperiment]) {
        let busy = Set(raters.map(\.key))
        for index in open where busy.contains(raterKeys[index]) { settled[index] = .busy }
    }

    /// Decides about those whose key has come before.
    mutating func settle(kept: KeptAnswers) {
        for index in open {
            switch kept.answer(to: batch[index].key) {
            case nil: break
            case .success(let answer): settled[index] = .answered(answer)
            case .failure(let problem): settled[index] = .refused(problem)
            }
        }
    }

    /// One is the first of its key, and will be stored.
    mutating func settle(_ index: Int, _ answer: KeptAnswer) { settled[index] = .answered(answer) }

    /// Those that are new, in order, each with what it changes of the figures after all before it.
    func accepted() -> [AcceptedRating] {
        var counted = counted
        return batch.indices.compactMap { index in
            guard case .answered(let answer) = settled[index], !answer.isReplay else { return nil }
            let new = batch[index]
            var others = counted[raterKeys[index]] ?? []
            let previous = others.remove(part: new.rating.input.part)
            let current = CountedRating(new.rating, isClustered: previous?.isClustered ?? false)
            var change = FigureChange()
            change.replace(previous, by: current, beside: others)
            change.addRatings(1, to: new.rating.cell)
            counted[raterKeys[index]] = others + [current]
            let frozen = (gatesFrozen[PartName(new.rating)] ?? nil).map { $0 <= new.rating.receivedAt }
            return AcceptedRating(new: new, previous: previous, change: change, isGated: frozen ?? false)
        }
    }
}

/// A rating that is written, and what it changes.
struct AcceptedRating {
    let new: NewRating
    /// The one of the same rater for the same part that stops counting.
    let previous: CountedRating?
    let change: FigureChange
    /// Whether its part has gates to look at.
    let isGated: Bool

    /// Columns beside those of a rating.
    static func columns(clusters: [ID<Rating>: UUID]) -> [TableColumn<AcceptedRating>] {
        [
            .init("receipt_hash", "bytea") { Data($0.new.receiptHash) },
            .init("idempotency_hash", "bytea") { Data($0.new.key.hash) },
            .init("network", "bigint") { $0.new.network?.mark },
            .init("is_clustered", "boolean") { $0.previous?.isClustered ?? false },
            .init("cluster_id", "uuid") { one in one.previous.flatMap { clusters[$0.id] } },
        ]
    }
}

extension PartName {
    fileprivate init(_ rating: Rating) {
        self.init(experiment: rating.input.experiment, number: rating.input.part)
    }
}
