import ArgumentParser
import CProcess
import Core
import Foundation
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// Runs the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service, with a private PostgreSQL unless DATABASE_URL names another.",
        discussion: "Ctrl-C or SIGTERM stops it: requests under way are answered first, then the private server ends.")

    @OptionGroup var options: ServeOptions

    @Flag(help: "Print every setting as it is in effect, without secrets, and end.")
    var printConfiguration = false

    func run() async throws {
        // What chats leave behind is to be free again for the system, not for the next chat of their size.
        process_keep_apart(Self.largeBlock)
        let settings = options.settings
        let configuration = try ServeConfiguration(
            settings, options.database, limitNames: options.limitNames)
        if printConfiguration { return print(configuration.text) }
        let logger = configuration.logger
        logger.info("configuration", metadata: configuration.metadata)
        let opened = try await OpenDatabase.own(options.database, settings) { line in
            configuration.progress(line, logger)
        }
        do {
            let preparing = try opened.pool(connections: 1)
            try await prepareSchema(preparing, settings, configuration, logger)
            try await WithdrawalJournal(settings, data: options.database.folder(settings)).apply(to: preparing)
            await preparing.shutdown()
            let pool = opened.servingPool(configuration)
            try await serve(pool, settings, configuration, logger)
            await pool.shutdown()
            await opened.close()
        } catch {
            await opened.close()
            throw error
        }
    }

    /// Bytes.
    private static let largeBlock = 256 << 10

    private func prepareSchema(
        _ pool: Pool, _ settings: Settings, _ configuration: ServeConfiguration, _ logger: Logger
    ) async throws {
        let files = try options.database.files(settings)
        let pending = try await pool.withConnection { db in try db.pendingMigrations(of: files) }
        guard !pending.isEmpty else { return }
        guard configuration.migrates else {
            let names = pending.map { "\($0.version) \($0.name)" }.joined(separator: ", ")
            throw ValidationError(
                "The schema is not up to date (pending: \(names)). Run `chorus migrate`, or add --migrate.")
        }
        for file in try await pool.withConnection({ db in try db.migrate(files, now: Date()) }) {
            configuration.progress("applied migration \(file.version) \(file.name)", logger)
        }
    }

    private func serve(
        _ pool: Pool, _ settings: Settings, _ configuration: ServeConfiguration, _ logger: Logger
    ) async throws {
        let folder = options.database.folder(settings)
        let key = try ServerKey.load(named: configuration.serverKeyFile, in: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var service = Service(
            pool: pool, engine: try await pool.withConnection { db in try db.engine() }, serverKey: key,
            pages: try Pages(
                secureCookies: configuration.secureCookies, isDevelopment: configuration.isDevelopment,
                translation: configuration.translation),
            limits: configuration.limits.requests, admission: configuration.limits.admission, spoolFolder: folder,
            // An outside database has a disk of its own.
            diskFolder: settings.text("database.url") == nil ? folder : nil,
            trustedProxies: configuration.trustedProxies)
        let journal = WithdrawalJournal(settings, data: folder)
        service.onWithdrawal = { journal.note($0, logger) }
        let listening = configuration.listening
        let (ports, port) = AsyncStream<Int>.makeStream()
        let announcement = Announcement(
            host: listening.host, ports: ports, pool: pool, loadsDemo: configuration.loadsDemo)
        let server = service.server(listening, logger: logger) { port.yield($0) }
        var group = ServiceGroupConfiguration(
            services: [
                Sequencer(pool: pool, signal: service.feedSignal, logger: logger),
                Housekeeping(pool: pool, logger: logger), RatingClusterWatch(pool: pool, logger: logger),
                DatabaseWatch(service, logger: logger), SnapshotBuilder(service, logger: logger), server, announcement,
                // It ends the long polls that the server would wait for.
                FeedListener(pool: pool, signal: service.feedSignal, logger: logger),
                // The last one is stopped first.
                Draining(service, time: configuration.drain),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(25)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ValidationError(
                "Port \(listening.port) of \(listening.host) is taken by another program. Choose another with --port.")
        }
    }
}
