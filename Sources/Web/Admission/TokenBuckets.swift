import Locks

/// For each network a bucket that fills at a steady rate; each request takes a token from it.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    /// Networks that are remembered; those whose bucket is full need not be.
    private static let most = 10_000

    private let rate: Double
    private let capacity: Double
    private let buckets = Guarded<[[UInt8]: Bucket]>([:])

    /// - Parameters:
    ///   - rate: tokens a second; 0 for as many as anybody wants
    ///   - capacity: tokens of a full bucket
    init(rate: Double, capacity: Double) {
        self.rate = rate
        self.capacity = capacity
    }

    /// Takes a token.
    /// - Parameter onlyLooks: whether it is left there
    /// - Returns: nil, or when there is none the seconds until there is one
    func take(
        _ network: [UInt8], at now: ContinuousClock.Instant = .now, onlyLooks: Bool = false
    ) -> Double? {
        guard rate > 0 else { return nil }
        return buckets.withLock { buckets in
            var bucket = buckets[network] ?? Bucket(tokens: capacity, filledAt: now)
            bucket.tokens = min(capacity, bucket.tokens + rate * (bucket.filledAt.duration(to: now) / .seconds(1)))
            bucket.filledAt = now
            guard bucket.tokens >= 1 else {
                buckets[network] = bucket
                return (1 - bucket.tokens) / rate
            }
            if onlyLooks { return nil }
            bucket.tokens -= 1
            if buckets.count >= Self.most, buckets[network] == nil { forget(&buckets, now) }
            buckets[network] = bucket
            return nil
        }
    }

    /// Makes room: first those that have long been full, and if there are none, everybody starts anew.
    private func forget(_ buckets: inout [[UInt8]: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { _, bucket in
            bucket.tokens + rate * (bucket.filledAt.duration(to: now) / .seconds(1)) < capacity
        }
        if buckets.count >= Self.most { buckets = [:] }
    }
}
