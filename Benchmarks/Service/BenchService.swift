import Crypto
import EmbeddedPostgres
import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Storage
import Web

/// A service over a private PostgreSQL in a folder of its own, for rows that measure requests.
struct BenchService {
    /// Where it listens on 127.0.0.1.
    let port: Int
    /// Its database.
    let pool: Pool
    /// Where that is, for libpq.
    let database: String
    /// Wakes whoever makes snapshots.
    let snapshotSignal: SnapshotSignal
    /// Wakes whoever hands on what was stored.
    let feedSignal: FeedSignal

    /// The folder of the SQL files.
    static let migrations = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Migrations")
        .path

    /// Starts one, works with it, and removes everything whatever happens.
    static func with<Result: Sendable>(
        migrations: String, _ work: @Sendable (BenchService) async throws -> Result
    ) async throws -> Result {
        // Short, because the path of a Unix socket is limited to 107 bytes.
        let folder = "/tmp/chorus-bench.\(getpid())"
        let server = try await PrivateServer.start(in: ClusterDirectory(folder)) { _ in }
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await running(on: server.connectionString, migrations, work))
        } catch {
            result = .failure(error)
        }
        await server.stop()
        try? FileManager.default.removeItem(atPath: folder)
        return try result.get()
    }

    private static func running<Result: Sendable>(
        on database: String, _ migrations: String, _ work: @Sendable (BenchService) async throws -> Result
    ) async throws -> Result {
        var options = PoolOptions(try ConnectionOptions(database))
        options.maximumConnections = 12
        let pool = Pool(options)
        let files = try Migration.load(from: migrations)
        try await pool.withConnection { db in _ = try db.migrate(files, now: Date()) }
        let service = Service(pool: pool, serverKey: SymmetricKey(size: .bits256), pages: try Pages())
        let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
        let (ports, port) = AsyncStream<Int>.makeStream()
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    SnapshotBuilder(service, logger: logger),
                    service.server(Listening(host: "127.0.0.1", port: 0), logger: logger) { port.yield($0) },
                ],
                logger: logger))
        let serving = Task {
            defer { port.finish() }
            try await group.run()
        }
        let result: Swift.Result<Result, any Error>
        do {
            guard let bound = await ports.first(where: { _ in true }) else { throw BenchFailure("the service ended") }
            result = .success(
                try await work(
                    BenchService(
                        port: bound, pool: pool, database: database, snapshotSignal: service.snapshotSignal,
                        feedSignal: service.feedSignal)))
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await serving.value
        await pool.shutdown()
        return try result.get()
    }
}

/// Why a row could not be measured.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
