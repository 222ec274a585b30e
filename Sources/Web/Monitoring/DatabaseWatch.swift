import Foundation
public import Logging
import Postgres
public import ServiceLifecycle
import Storage

/// Looks every few seconds at what waits in the database, so that nobody who asks for metrics waits for that.
public struct DatabaseWatch: ServiceLifecycle.Service {
    private let service: Service
    private let logger: Logger
    private let pause: Duration

    /// - Parameter pause: time between two looks
    public init(_ service: Service, logger: Logger, pause: Duration = .seconds(5)) {
        self.service = service
        self.logger = logger
        self.pause = pause
    }

    /// Runs until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasUp = true
            while !Task.isCancelled {
                let isUp = await look()
                if isUp, !wasUp { logger.notice("the database answers again") }
                if !isUp, wasUp { logger.error("the database does not answer") }
                wasUp = isUp
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// - Returns: whether the database answered
    @discardableResult
    func look() async -> Bool {
        do {
            let moment = service.now()
            let waiting = try await service.pool.transaction(.readOnly) { db in try db.backlog() }
            let lag = waiting.oldestChange.map { max(0, moment.timeIntervalSince($0)) } ?? 0
            service.metrics.looked(
                DatabaseFigures(
                    isUp: true, feedPosition: waiting.position, feedBacklog: waiting.changes, feedLag: lag,
                    foldBacklog: waiting.deltas))
            return true
        } catch {
            var figures = service.metrics.now.database
            figures.isUp = false
            service.metrics.looked(figures)
            return Task.isCancelled
        }
    }
}
