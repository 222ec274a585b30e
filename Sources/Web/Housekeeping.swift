import Foundation
public import Logging
public import Postgres
public import ServiceLifecycle
import Storage

/// Slow work in the background: folds deltas into totals, and forgets old idempotency keys, sessions that are over, from
/// which networks ratings came, and the text of what was rejected.
public struct Housekeeping: ServiceLifecycle.Service {
    private let pool: Pool
    private let logger: Logger
    private let pause: Duration

    /// - Parameter pause: time between two rounds; what is not folded makes summaries slow
    public init(pool: Pool, logger: Logger, pause: Duration = .seconds(2)) {
        self.pool = pool
        self.logger = logger
        self.pause = pause
    }

    /// Runs until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var rounds = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                if !Task.isCancelled { await round(forgets: rounds.isMultiple(of: 30)) }
                rounds += 1
            }
        }
    }

    private func round(forgets: Bool) async {
        do {
            let limit = 10_000
            while try await pool.withConnection({ db in try db.foldDeltas(limit: limit) }) == limit {}
            guard forgets else { return }
            let yesterday = Date(timeIntervalSinceNow: -Retention.network)
            while try await pool.withConnection({ db in try db.forgetNetworks(before: yesterday) }) > 0 {}
            let month = Date(timeIntervalSinceNow: -Retention.answers)
            while try await pool.withConnection({ db in try db.forgetIdempotencyKeys(before: month) }) > 0 {}
            let rejected = Date(timeIntervalSinceNow: -Retention.rejected)
            var deleted = 1
            while deleted > 0 {
                deleted = try await pool.transaction { db in try db.deleteRejected(before: rejected) }
            }
            _ = try await pool.withConnection { db in try db.forgetSessions(before: Date()) }
        } catch {
            let cause = (error as? PostgresError)?.description ?? "\(type(of: error))"
            logger.warning("housekeeping will try again", metadata: ["cause": "\(cause)"])
        }
    }
}

/// How long things are kept, seconds; `/privacy` says so too.
enum Retention {
    /// That ratings came from one network.
    static let network = 86_400.0
    /// Answers for retries.
    static let answers = 30 * 86_400.0
    /// The text of submissions that a maintainer rejected.
    static let rejected = 30 * 86_400.0

    /// In whole days.
    static func days(_ seconds: Double) -> Int { Int(seconds / 86_400) }
}
