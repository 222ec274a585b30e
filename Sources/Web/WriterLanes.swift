import Core
import Postgres
import Storage

/// Group commit: what waits is written in one transaction as soon as a lane is free.
///
/// No time is waited for a batch: whoever comes first goes at once, and while its commit is under way the next one gathers. A transaction has
/// at most one item of a place and at most one of a key, and no other transaction of this service is at the same owner or
/// key; whoever comes second waits for the next one.
actor WriterLanes<Item: LaneItem> {
    private struct Waiting: Sendable {
        let item: Item
        let owner: [UInt8]?
        let since = ContinuousClock.now
        let continuation: CheckedContinuation<KeptAnswer, any Error>

        init(_ item: Item, _ continuation: CheckedContinuation<KeptAnswer, any Error>) {
            self.item = item
            owner = item.owner
            self.continuation = continuation
        }
    }

    private let writer: BatchWriter<Item>
    private let limits: LaneLimits
    private let metrics: Metrics
    /// In the order in which they came.
    private var waiting: [Waiting] = []
    /// Whose owner somebody else is at.
    private var busy: [Waiting] = []
    private var isWatched = false
    private var lanesInUse = 0
    private var aloneInUse = 0
    private var ownersInUse: Set<[UInt8]> = []
    private var keysInUse: Set<[UInt8]> = []

    init(pool: Pool, limits: LaneLimits = Item.limits, metrics: Metrics = Metrics()) {
        writer = BatchWriter(pool: pool)
        self.limits = limits
        self.metrics = metrics
    }

    /// How many wait, for a lane or for somebody else.
    var length: Int { waiting.count + busy.count }

    /// Stores an item together with others that come at the same time; answered after the commit.
    /// - Throws: `Problem` 503 when too many wait, or what the database said
    func store(_ item: Item) async throws -> KeptAnswer {
        guard length < limits.waiting else { throw overloaded() }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(item, continuation))
            send()
            watch()
            metrics.waiting(length, for: Item.plural)
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
        if lanesInUse == 0 || limits.span == .oneBucket || waiting.count >= limits.crowd { return true }
        return waiting.first.map { $0.since < .now - limits.hurry } ?? false
    }

    /// Sees to it that nobody waits for too long, whatever the lanes are at.
    private func watch() {
        guard !isWatched, length > 0 else { return }
        isWatched = true
        Task {
            try? await Task.sleep(for: limits.hurry)
            isWatched = false
            giveUp()
            send()
            watch()
            metrics.waiting(length, for: Item.plural)
        }
    }

    /// Refuses what has waited too long, so that a slow database cannot make the line longer than anybody waits.
    private func giveUp() {
        let latest = ContinuousClock.now - limits.patience
        let late = waiting.prefix { $0.since < latest }
        waiting.removeFirst(late.count)
        for one in late { one.continuation.resume(throwing: overloaded()) }
        let stuck = busy.prefix { $0.since < latest }
        busy.removeFirst(stuck.count)
        for one in stuck {
            release(one)
            one.continuation.resume(throwing: Problem.busy)
        }
    }

    private func overloaded() -> Problem {
        metrics.shed(Item.plural)
        return Problem(
            503, "overloaded", "Too many \(Item.plural) wait to be written now.", retryAfter: .random(in: 1...3))
    }

    /// Takes what can be written now, from the front.
    private func nextBatch() -> [Waiting] {
        var batch: [Waiting] = []
        var left: [Waiting] = []
        var places: Set<[UInt8]> = []
        var keys: Set<[UInt8]> = []
        var bytes = 0
        for (index, one) in waiting.enumerated() {
            guard batch.count < limits.batch, bytes < limits.bytes else {
                left += waiting[index...]
                break
            }
            guard canJoin(one, batch, keys), one.item.place.map({ places.insert($0).inserted }) ?? true else {
                left.append(one)
                continue
            }
            keys.insert(one.item.key.hash)
            bytes += one.item.byteCount
            batch.append(one)
        }
        waiting = left
        ownersInUse.formUnion(batch.compactMap(\.owner))
        keysInUse.formUnion(keys)
        return batch
    }

    private func canJoin(_ one: Waiting, _ batch: [Waiting], _ keys: Set<[UInt8]>) -> Bool {
        let isOfBucket = limits.span == .everyBucket || batch.isEmpty || batch[0].item.bucket == one.item.bucket
        let key = one.item.key.hash
        let isOwnerFree = one.owner.map { !ownersInUse.contains($0) } ?? true
        return isOfBucket && isOwnerFree && !keysInUse.contains(key) && !keys.contains(key)
    }

    /// Not part of any request: one that is given up takes no other with it.
    private nonisolated func write(_ batch: [Waiting], alone: Bool) {
        Task {
            let outcomes = await writer.write(batch.map(\.item), waits: alone)
            metrics.committed(batch.count, by: Item.plural)
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
    private func end(_ batch: [Waiting], _ outcomes: [StoredOnce], alone: Bool) {
        if alone { aloneInUse -= 1 } else { lanesInUse -= 1 }
        for (one, outcome) in zip(batch, outcomes) {
            if case .busy = outcome { busy.append(one) } else { release(one) }
        }
        giveUp()
        send()
        metrics.waiting(length, for: Item.plural)
    }

    private func release(_ one: Waiting) {
        keysInUse.remove(one.item.key.hash)
        if let owner = one.owner { ownersInUse.remove(owner) }
    }
}
