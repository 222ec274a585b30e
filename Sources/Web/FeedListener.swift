public import Logging
public import Postgres
public import ServiceLifecycle

/// Wakes this server's long polls when any server's sequencer has moved the feed.
///
/// A hint over a connection of its own, not a promise: a poll that is not woken looks again when its time is over.
public struct FeedListener: ServiceLifecycle.Service {
    private let pool: Pool
    private let signal: FeedSignal
    private let logger: Logger

    /// - Parameter pool: names the server; a pooler between would swallow notifications
    public init(pool: Pool, signal: FeedSignal, logger: Logger) {
        self.pool = pool
        self.signal = signal
        self.logger = logger
    }

    /// Runs until the server stops; then long polls are answered at once, so that nobody waits for them.
    public func run() async throws {
        defer { signal.events.close() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let notifications = try await pool.listen(to: ["chorus_feed"])
                    // Something may have happened while nobody listened.
                    signal.events.ring()
                    for try await _ in notifications { signal.events.ring() }
                } catch {
                    let cause = (error as? PostgresError)?.description ?? "\(type(of: error))"
                    logger.info("the feed listener will try again", metadata: ["cause": "\(cause)"])
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }
}
