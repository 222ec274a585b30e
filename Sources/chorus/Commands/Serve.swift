import ArgumentParser
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

    @OptionGroup var database: DatabaseOptions

    @Option(help: "Address to listen on (CHORUS_HOST). Default: 127.0.0.1")
    var host: String?

    @Option(help: "Port to listen on, 0 for any free one (CHORUS_PORT). Default: 8080")
    var port: String?

    @Option(help: "Connections to the database (CHORUS_CONNECTIONS). Default: 12")
    var connections: String?

    @Option(help: "File with the 32 bytes behind receipts (CHORUS_SERVER_KEY_FILE). Default: in the data folder")
    var serverKeyFile: String?

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error (CHORUS_LOG_LEVEL). Default: notice")
    var logLevel: String?

    @Option(
        help: """
            Addresses or ranges of proxies whose X-Forwarded-For is believed, with commas between them \
            (CHORUS_TRUSTED_PROXIES). Default: none
            """)
    var trustedProxies: String?

    @Flag(help: "Bind cookies to https; for a service behind TLS (CHORUS_SECURE_COOKIES).")
    var secureCookies = false

    @Flag(help: "Serve what helps to work on the pages too: /styleguide (CHORUS_DEVELOPMENT).")
    var development = false

    @Flag(help: "Apply pending migrations first; without it a pending one is an error (CHORUS_MIGRATE).")
    var migrate = false

    @Flag(help: "Load the demo through the API when there is no experiment yet (CHORUS_DEMO).")
    var demo = false

    func run() async throws {
        let settings = Settings(given)
        let listening = Listening(
            host: settings.text("chorus.host") ?? "127.0.0.1",
            port: try settings.number("chorus.port", in: 0...65_535, default: 8080))
        let logger = try logger(settings)
        _ = try (settings.flag("chorus.migrate"), settings.flag("chorus.demo"), settings.flag("chorus.secure.cookies"))
        _ = try (limits(settings), trustedProxies(settings))
        let connections = try settings.number("chorus.connections", in: 2...200, default: 12)
        let opened = try await OpenDatabase.own(database, settings) { line in Announcement.progress(line) }
        do {
            let pool = try opened.pool(connections: connections)
            try await prepareSchema(pool, settings)
            try await WithdrawalJournal(settings, data: database.folder(settings)).apply(to: pool)
            try await serve(pool, listening, settings, logger)
            await pool.shutdown()
            await opened.close()
        } catch {
            await opened.close()
            throw error
        }
    }

    private var given: [String: String?] {
        database.given.merging([
            "chorus.host": host, "chorus.port": port, "chorus.connections": connections,
            "chorus.server.key.file": serverKeyFile, "chorus.log.level": logLevel,
            "chorus.trusted.proxies": trustedProxies,
            "chorus.secure.cookies": secureCookies ? "true" : nil,
            "chorus.development": development ? "true" : nil, "chorus.migrate": migrate ? "true" : nil,
            "chorus.demo": demo ? "true" : nil,
        ]) { first, _ in first }
    }

    private func logger(_ settings: Settings) throws -> Logger {
        let name = settings.text("chorus.log.level") ?? "notice"
        guard let level = Logger.Level(rawValue: name) else {
            throw ValidationError("chorus.log.level must be one of \(Logger.Level.allCases.map(\.rawValue)).")
        }
        var logger = Logger(label: "chorus", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        return logger
    }

    private func limits(_ settings: Settings) throws -> RequestLimits {
        var limits = RequestLimits()
        limits.jsonBytes = try settings.number(
            "chorus.limit.json.bytes", in: 1024...(64 << 20), default: limits.jsonBytes)
        limits.uploadBytes = try settings.number(
            "chorus.limit.upload.bytes", in: 1024...(64 << 20), default: limits.uploadBytes)
        limits.uploadFiles = try settings.number(
            "chorus.limit.upload.files", in: 1...64, default: limits.uploadFiles)
        return limits
    }

    private func trustedProxies(_ settings: Settings) throws -> TrustedProxies {
        guard let proxies = TrustedProxies(settings.text("chorus.trusted.proxies") ?? "") else {
            throw ValidationError(
                "chorus.trusted.proxies must be addresses or ranges such as 10.0.0.0/8, with commas between them.")
        }
        return proxies
    }

    private func prepareSchema(_ pool: Pool, _ settings: Settings) async throws {
        let files = try database.files(settings)
        let pending = try await pool.withConnection { db in try db.pendingMigrations(of: files) }
        guard !pending.isEmpty else { return }
        guard try settings.flag("chorus.migrate") else {
            let names = pending.map { "\($0.version) \($0.name)" }.joined(separator: ", ")
            throw ValidationError(
                "The schema is not up to date (pending: \(names)). Run `chorus migrate`, or add --migrate.")
        }
        for file in try await pool.withConnection({ db in try db.migrate(files, now: Date()) }) {
            Announcement.progress("applied migration \(file.version) \(file.name)")
        }
    }

    private func serve(_ pool: Pool, _ listening: Listening, _ settings: Settings, _ logger: Logger) async throws {
        let key = try ServerKey.load(
            named: settings.text("chorus.server.key.file"), in: database.folder(settings))
        let pages = try Pages(
            secureCookies: settings.flag("chorus.secure.cookies"), isDevelopment: settings.flag("chorus.development"))
        var service = Service(
            pool: pool, serverKey: key, pages: pages, limits: try limits(settings),
            trustedProxies: try trustedProxies(settings))
        let journal = WithdrawalJournal(settings, data: database.folder(settings))
        service.onWithdrawal = { journal.note($0, logger) }
        let (ports, port) = AsyncStream<Int>.makeStream()
        let announcement = Announcement(
            host: listening.host, ports: ports, pool: pool, loadsDemo: try settings.flag("chorus.demo"))
        let server = service.server(listening, logger: logger) { port.yield($0) }
        var configuration = ServiceGroupConfiguration(
            services: [
                Sequencer(pool: pool, signal: service.feedSignal, logger: logger),
                Housekeeping(pool: pool, logger: logger), RatingClusterWatch(pool: pool, logger: logger),
                SnapshotBuilder(service, logger: logger), server, announcement,
                // The last one is stopped first: it ends the long polls that the server would wait for.
                FeedListener(pool: pool, signal: service.feedSignal, logger: logger),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(25)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ValidationError(
                "Port \(listening.port) of \(listening.host) is taken by another program. Choose another with --port.")
        }
    }
}
