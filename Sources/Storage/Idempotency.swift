public import Core
public import Foundation
public import Postgres

/// An answer as it is kept for a retry: without the receipt.
public struct KeptAnswer: Sendable, Equatable {
    /// HTTP status.
    public var status: Int
    /// What was created; receipts are derived from it again.
    public var resource: UUID
    /// JSON object.
    public var body: [UInt8]
    /// Whether this is a replay.
    public var isReplay = false

    /// A first answer.
    public init(status: Int, resource: UUID, body: [UInt8]) {
        self.status = status
        self.resource = resource
        self.body = body
    }
}

extension Connection {
    /// Does `work` once for a key, in the current transaction: a retry gets the kept answer, a racer waits for the
    /// first one on the unique index (bounded by `lock_timeout`), another request under the same key is refused.
    public func once(
        _ key: IdempotencyKey, now: Date, _ work: (isolated Connection) throws -> KeptAnswer
    ) throws -> KeptAnswer {
        let bucket = Int16(key.bucket)
        let isFirst = try execute(
            """
            insert into idempotency (bucket, key_hash, fingerprint, created_at)
            values (\(bucket), \(Data(key.hash)), \(Data(key.fingerprint)), \(now))
            on conflict (bucket, key_hash) do nothing
            """)
        guard isFirst == 1 else {
            let kept = try keptAnswers(of: [key])
            guard let answer = kept.answer(to: key) else { throw KeptAnswers.forgotten }
            return try answer.get()
        }
        let answer = try work(self)
        try queue(
            """
            update idempotency set status = \(Int16(answer.status)), resource = \(answer.resource),
                body = \(String(decoding: answer.body, as: UTF8.self))::json
            where bucket = \(bucket) and key_hash = \(Data(key.hash))
            """)
        return answer
    }

    /// Forgets keys that were first used before `moment`, some at a time: those of a large import are too many for one
    /// statement's time.
    /// - Returns: how many, at most `limit`
    @discardableResult
    public func forgetIdempotencyKeys(before moment: Date, limit: Int = 10_000) throws -> Int {
        try execute(
            """
            delete from idempotency where (bucket, key_hash) in (
                select bucket, key_hash from idempotency where created_at < \(moment) limit \(limit))
            """)
    }

    /// Keeps the answers to keys that come for the first time, with the next statement or the commit. Its caller does their
    /// work, in the same transaction.
    /// - Parameter first: no two of one key
    func keep(_ first: [(key: IdempotencyKey, answer: KeptAnswer, at: Date)]) throws {
        // In a fixed order, so that two batches of two programs cannot wait for each other.
        try queue(
            """
            insert into idempotency (bucket, key_hash, fingerprint, status, resource, body, created_at)
            select bucket, key_hash, fingerprint, status, resource, body::json, created_at
            from unnest(\(first.map { Int16($0.key.bucket) })::smallint[], \(first.map { Data($0.key.hash) })::bytea[],
                \(first.map { Data($0.key.fingerprint) })::bytea[], \(first.map { Int16($0.answer.status) })::smallint[],
                \(first.map(\.answer.resource))::uuid[],
                \(first.map { String(decoding: $0.answer.body, as: UTF8.self) })::text[], \(first.map(\.at))::timestamptz[])
                as given(bucket, key_hash, fingerprint, status, resource, body, created_at)
            order by bucket, key_hash
            """)
    }

    /// Looks up what the first requests of some keys were answered, with the next statement; see ``KeptAnswers``.
    func readKeptAnswers(of keys: [IdempotencyKey]) throws -> QueuedAnswer { try queue(Self.keptAnswers(of: keys)) }

    /// What the first requests of some keys were answered.
    func keptAnswers(of keys: [IdempotencyKey]) throws -> KeptAnswers {
        KeptAnswers(try query(Self.keptAnswers(of: keys)))
    }

    private static func keptAnswers(of keys: [IdempotencyKey]) -> SQL {
        """
        select i.key_hash, i.fingerprint, i.status, i.resource, i.body::text from idempotency as i
        join unnest(\(keys.map { Int16($0.bucket) })::smallint[], \(keys.map { Data($0.hash) })::bytea[])
            as given(bucket, key_hash) on given.bucket = i.bucket and given.key_hash = i.key_hash
        """
    }
}

/// What the first requests of some keys were answered.
struct KeptAnswers {
    typealias Row = (Data, Data, Int16?, UUID?, String?)
    private let rows: [[UInt8]: Row]

    init(_ rows: [Row]) {
        self.rows = Dictionary(rows.map { (Array($0.0), $0) }) { first, _ in first }
    }

    /// The answer to the first request of a key, or why another one is refused; nil when there was none.
    func answer(to key: IdempotencyKey) -> Result<KeptAnswer, Problem>? {
        guard let row = rows[key.hash] else { return nil }
        guard row.1.elementsEqual(key.fingerprint) else { return .failure(Self.reused) }
        guard let status = row.2, let resource = row.3, let body = row.4 else { return .failure(Self.forgotten) }
        var answer = KeptAnswer(status: Int(status), resource: resource, body: Array(body.utf8))
        answer.isReplay = true
        return .success(answer)
    }

    /// What a key came to is gone between two statements: it was forgotten by age just now, so a retry may run.
    static let forgotten = Problem(
        409, "idempotency_in_progress", "The first request with this key has not ended.", retryAfter: 1)

    private static let reused = Problem(
        422, "idempotency_key_reused", "This Idempotency-Key was used for another request.",
        errors: [
            Fault(
                pointer: "", code: "idempotency_key_reused",
                detail: "The key belongs to a request with another path or body.",
                hint: "Use a fresh key for each thing that you create.")
        ])
}
