import Core
import Foundation
public import Logging
import Postgres
public import ServiceLifecycle
import Storage

/// Wakes whoever makes snapshots, and whoever waits for one.
public struct SnapshotSignal: Sendable {
    /// A snapshot was asked for.
    public let asked = Bell()
    /// One is ready, or could not be made.
    public let settled = Bell()

    /// Silent bells.
    public init() {}
}

/// Makes the snapshots that were asked for, one after another, in the background of every server; those that a server
/// left behind when it ended too.
public struct SnapshotBuilder: ServiceLifecycle.Service {
    private let service: Service
    private let logger: Logger

    /// Makes those of a service.
    public init(_ service: Service, logger: Logger) {
        self.service = service
        self.logger = logger
    }

    /// Runs until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var listener = service.snapshotSignal.asked.listen()
            while !Task.isCancelled {
                await buildAll()
                await listener.wait(atMost: .seconds(2))
            }
        }
        service.snapshotSignal.settled.close()
    }

    private func buildAll() async {
        do {
            for name in try await service.pool.withConnection({ db in try db.waitingSnapshots() }) {
                try Task.checkCancellation()
                try await build(name)
            }
        } catch {
            let cause = (error as? PostgresError)?.description ?? "\(type(of: error))"
            if !Task.isCancelled {
                logger.warning("the making of snapshots will be tried again", metadata: ["cause": "\(cause)"])
            }
        }
    }

    private func build(_ name: String) async throws {
        defer { service.snapshotSignal.settled.ring() }
        do {
            try await SnapshotBuild(name: name, service: service).run()
        } catch let problem as Problem where problem.status == 422 {
            try await service.pool.transaction { db in try db.fail(name, problem) }
        }
    }
}
