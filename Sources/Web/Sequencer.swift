import Foundation
public import Logging
public import Postgres
public import ServiceLifecycle
import Storage

/// Moves what waits in the outbox to the feed, in the background of every server.
///
/// Woken by this server's own commits; a slow poll notices what other programs wrote.
public struct Sequencer: ServiceLifecycle.Service {
    private let pool: Pool
    private let signal: FeedSignal
    private let logger: Logger
    private let poll: Duration

    /// - Parameter poll: longest time between two looks at the outbox
    public init(pool: Pool, signal: FeedSignal, logger: Logger, poll: Duration = .milliseconds(500)) {
        self.pool = pool
        self.signal = signal
        self.logger = logger
        self.poll = poll
    }

    /// Runs until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var listener = signal.changes.listen()
            while !Task.isCancelled {
                await listener.wait(atMost: await drain() ? poll : .seconds(2))
            }
        }
    }

    /// Empties the outbox.
    /// - Returns: false when the database was away
    private func drain() async -> Bool {
        do {
            while true {
                let moved = try await pool.withConnection { db in try db.sequence(now: Date()) }
                if moved > 0 { signal.events.ring() }
                if moved < 1000 { return true }
            }
        } catch {
            let cause = (error as? PostgresError)?.description ?? "\(type(of: error))"
            if !Task.isCancelled { logger.warning("the sequencer will try again", metadata: ["cause": "\(cause)"]) }
            return false
        }
    }
}
