import Core
import Postgres
import Storage

/// Group commit for ratings: what waits is written in one transaction as soon as a lane is free.
///
/// No timer: whoever comes first goes at once, and while its commit is under way the next batch gathers. A transaction has
/// at most one rating of a rater for a part and at most one of a key, and no other transaction of this service is at the
/// same rater or key; whoever comes second waits for the next one.
actor RatingLanes {
    /// How wide, how long.
    struct Limits: Sendable {
        /// Transactions at a time.
        var lanes = 2
        /// Ratings that have to wait before a transaction begins beside another one. Fewer are worth no commit of their
        /// own; with more there is nobody left to read and answer requests meanwhile.
        var crowd = 32
        /// Ratings in one transaction.
        var batch = 256
        /// Ratings that wait; more are refused.
        var waiting = 4096
        /// Longest wait of a rating for its turn; then it is refused.
        var patience = Duration.seconds(5)
        /// Ratings that wait for somebody else at a time, each in a transaction of its own beside the lanes.
        var alone = 3
        /// How many buckets a transaction may touch.
        var span = Span.everyBucket
    }

    /// How many buckets a transaction may touch.
    enum Span: Sendable {
        /// All: the engine is one server.
        case everyBucket
        /// One: each bucket lies on a server of its own, and a commit on several of them takes two phases.
        case oneBucket
    }

    private struct Waiting: Sendable {
        let new: NewRating
        let rater: RaterInExperiment.Key
        let since = ContinuousClock.now
        let continuation: CheckedContinuation<KeptAnswer, any Error>

        init(_ new: NewRating, _ continuation: CheckedContinuation<KeptAnswer, any Error>) {
            self.new = new
            rater = RaterInExperiment(new.rating).key
            self.continuation = continuation
        }
    }

    private let writer: RatingWriter
    private let limits: Limits
    private let metrics: Metrics
    /// In the order in which they came.
    private var waiting: [Waiting] = []
    /// Whose rater somebody else is at.
    private var busy: [Waiting] = []
    private var lanesInUse = 0
    private var aloneInUse = 0
    private var ratersInUse: Set<RaterInExperiment.Key> = []
    private var keysInUse: Set<[UInt8]> = []

    init(pool: Pool, limits: Limits = Limits(), metrics: Metrics = Metrics()) {
        writer = RatingWriter(pool: pool)
        self.limits = limits
        self.metrics = metrics
    }

    /// How many wait, for a lane or for somebody else.
    var length: Int { waiting.count + busy.count }

    /// Stores a rating together with others that come at the same time; answered after the commit.
    /// - Throws: `Problem` 503 when too many wait, or what the database said
    func store(_ new: NewRating) async throws -> KeptAnswer {
        guard length < limits.waiting else { throw Self.overloaded }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(new, continuation))
            send()
        }
    }

    /// Gives what waits to the lanes that are free.
    private func send() {
        while isLaneOpen, case let batch = nextBatch(), !batch.isEmpty {
            lanesInUse += 1
            write(batch, alone: false)
        }
        while aloneInUse < limits.alone, !busy.isEmpty {
            aloneInUse += 1
            write([busy.removeFirst()], alone: true)
        }
    }

    /// Whether a transaction may begin. Beside another one it does for a crowd, or when the other one cannot have what
    /// waits, which is of another bucket.
    private var isLaneOpen: Bool {
        guard lanesInUse < limits.lanes else { return false }
        return lanesInUse == 0 || limits.span == .oneBucket || waiting.count >= limits.crowd
    }

    /// Refuses what has waited too long, so that a slow database cannot make the line longer than anybody waits.
    private func giveUp() {
        let latest = ContinuousClock.now - limits.patience
        let late = waiting.prefix { $0.since < latest }
        waiting.removeFirst(late.count)
        for one in late { one.continuation.resume(throwing: Self.overloaded) }
        let stuck = busy.prefix { $0.since < latest }
        busy.removeFirst(stuck.count)
        for one in stuck {
            release(one)
            one.continuation.resume(throwing: Problem.busy)
        }
    }

    private static var overloaded: Problem {
        Problem(503, "overloaded", "Too many ratings wait to be written now.", retryAfter: .random(in: 1...3))
    }

    /// Takes what can be written now, from the front.
    private func nextBatch() -> [Waiting] {
        var batch: [Waiting] = []
        var left: [Waiting] = []
        var parts: Set<[UInt8]> = []
        var keys: Set<[UInt8]> = []
        for (index, one) in waiting.enumerated() {
            guard batch.count < limits.batch else {
                left += waiting[index...]
                break
            }
            let isOfBucket = limits.span == .everyBucket || batch.isEmpty || batch[0].new.bucket == one.new.bucket
            let key = one.new.key.hash
            guard isOfBucket, !ratersInUse.contains(one.rater), !keysInUse.contains(key), !keys.contains(key),
                parts.insert(one.new.ratedPart).inserted
            else {
                left.append(one)
                continue
            }
            keys.insert(key)
            batch.append(one)
        }
        waiting = left
        ratersInUse.formUnion(batch.map(\.rater))
        keysInUse.formUnion(keys)
        return batch
    }

    /// Not part of any request: one that is given up takes no other with it.
    private nonisolated func write(_ batch: [Waiting], alone: Bool) {
        Task {
            let outcomes = await writer.write(batch.map(\.new))
            metrics.committed(batch.count, by: "ratings")
            await end(batch, outcomes, alone: alone)
            for (one, outcome) in zip(batch, outcomes) {
                switch outcome {
                case .answered(let kept): one.continuation.resume(returning: kept)
                case .refused(let error): one.continuation.resume(throwing: error)
                case .busy: break
                }
            }
        }
    }

    /// Frees a lane; what is still to be done is done before anybody is answered.
    private func end(_ batch: [Waiting], _ outcomes: [StoredRating], alone: Bool) {
        if alone { aloneInUse -= 1 } else { lanesInUse -= 1 }
        for (one, outcome) in zip(batch, outcomes) {
            if case .busy = outcome { busy.append(one) } else { release(one) }
        }
        giveUp()
        send()
    }

    private func release(_ one: Waiting) {
        keysInUse.remove(one.new.key.hash)
        ratersInUse.remove(one.rater)
    }
}

extension NewRating {
    /// Where it lives.
    fileprivate var bucket: Int16 { rating.id.bucket }

    /// What a transaction has once at most.
    var ratedPart: [UInt8] { RaterInExperiment(rating).key + [0x2F] + String(rating.input.part).utf8 }
}
