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
        guard isFirst == 1 else { return try keptAnswer(key) }
        let answer = try work(self)
        try execute(
            """
            update idempotency set status = \(Int16(answer.status)), resource = \(answer.resource),
                body = \(String(decoding: answer.body, as: UTF8.self))::json
            where bucket = \(bucket) and key_hash = \(Data(key.hash))
            """)
        return answer
    }

    /// Forgets keys that were first used before `moment`.
    /// - Returns: how many
    @discardableResult
    public func forgetIdempotencyKeys(before moment: Date) throws -> Int {
        try execute("delete from idempotency where created_at < \(moment)")
    }

    private func keptAnswer(_ key: IdempotencyKey) throws -> KeptAnswer {
        let row: (Data, Int16?, UUID?, String?)? = try first(
            """
            select fingerprint, status, resource, body::text from idempotency
            where bucket = \(Int16(key.bucket)) and key_hash = \(Data(key.hash))
            """)
        guard let row, let status = row.1, let resource = row.2, let body = row.3 else {
            // Gone between two statements: it was forgotten by age just now, so the retry may run.
            throw Problem(
                409, "idempotency_in_progress", "The first request with this key has not ended.", retryAfter: 1)
        }
        guard row.0.elementsEqual(key.fingerprint) else {
            throw Problem(
                422, "idempotency_key_reused", "This Idempotency-Key was used for another request.",
                errors: [
                    Fault(
                        pointer: "", code: "idempotency_key_reused",
                        detail: "The key belongs to a request with another path or body.",
                        hint: "Use a fresh key for each thing that you create.")
                ])
        }
        var answer = KeptAnswer(status: Int(status), resource: resource, body: Array(body.utf8))
        answer.isReplay = true
        return answer
    }
}
