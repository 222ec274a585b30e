public import Core
import Crypto
public import Foundation
import Logging
public import Postgres
import ServiceLifecycle
import Storage
public import TestDatabase
public import Web

/// Runs the real server over the test's own database, which wants the trait `.migrated(.own)`, with its sequencer.
/// - Parameters:
///   - limits: of requests
///   - connections: limits of connections
///   - admission: limits of work
///   - now: the clock
///   - trustedProxies: whose word about where a request came from is taken
///   - pages: in English unless given
///   - sequences: false where a test moves the outbox itself
public func withService(
    limits: RequestLimits = RequestLimits(), connections: ConnectionLimits = ConnectionLimits(),
    admission: AdmissionLimits = AdmissionLimits(),
    now: @escaping @Sendable () -> Date = { Date() },
    trustedProxies: TrustedProxies = TrustedProxies(), pages: Pages? = nil, sequences: Bool = true,
    _ body: @Sendable (ServiceClient) async throws -> Void
) async throws {
    // As `serve` sets them, but with more time for a statement: the machine is shared with other tests.
    var options = PoolOptions(Database.options)
    options.connection.statementTimeout = .seconds(60)
    options.connection.lockTimeout = .seconds(2)
    options.connection.idleInTransactionTimeout = .seconds(60)
    options.maximumConnections = 12
    let pool = Pool(options)
    let service = Service(
        pool: pool, serverKey: SymmetricKey(data: [UInt8](repeating: 7, count: 32)),
        pages: try pages ?? Pages(), limits: limits, admission: admission, trustedProxies: trustedProxies, now: now)
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let (ports, port) = AsyncStream<Int>.makeStream()
    var services: [any ServiceLifecycle.Service] = [
        FeedListener(pool: pool, signal: service.feedSignal, logger: logger),
        SnapshotBuilder(service, logger: logger),
        service.server(Listening(host: "127.0.0.1", port: 0, limits: connections), logger: logger) { port.yield($0) },
    ]
    if sequences {
        services.append(
            Sequencer(pool: pool, signal: service.feedSignal, logger: logger, poll: .milliseconds(50)))
    }
    var configuration = ServiceGroupConfiguration(services: services, logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    let group = ServiceGroup(configuration: configuration)
    let running = Task {
        defer { port.finish() }
        try await group.run()
    }
    guard let bound = await ports.first(where: { _ in true }) else { return try await running.value }
    let client = ServiceClient(port: bound, service: service)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
    client.close()
    await group.triggerGracefulShutdown()
    try await running.value
    await pool.shutdown()
    try outcome.get()
}

/// A moment that tests set the clock to: 2023-03-03T12:00:00Z.
public let testMoment = Date(timeIntervalSince1970: 1_677_844_800)

extension ServiceClient {
    /// Makes a token with some scopes, straight in the database.
    public func token(_ scopes: Token.Scope..., expiresAt: Date? = nil, revokedAt: Date? = nil) async throws -> String {
        let secret = TokenSecret()
        let token = Token(
            id: UUID(), name: "test", scopes: Set(scopes), createdAt: testMoment, expiresAt: expiresAt, revokedAt: nil)
        try await pool.withConnection { db in
            try db.insert(token, secret: secret)
            if let revokedAt { _ = try db.revokeToken(token.id, now: revokedAt) }
        }
        return secret.text
    }

    /// Registers `exp7` with its first parts through the API.
    public func registerExperiment(parts: Int = 3) async throws {
        let token = try await token(.maintain)
        try await send("PUT", "/v1/experiments/exp7", token: token, json: Samples.experiment).expect(201)
        for number in 1...parts {
            try await send("PUT", "/v1/experiments/exp7/parts/\(number)", token: token, json: Samples.part).expect(201)
        }
    }

    /// How many rows each table has.
    public func rowCounts() async throws -> [String: Int] {
        try await pool.transaction(.snapshot) { db in
            let tables: [String] = try db.query(
                "select table_name::text from information_schema.tables where table_schema = 'public'")
            var counts: [String: Int] = [:]
            for table in tables { counts[table] = try db.first("select count(*) from \(identifier: table)") }
            // The sequencer moves rows from one to the other at its own pace.
            let waiting = counts.removeValue(forKey: "outbox") ?? 0
            counts["feed"] = waiting + (counts["feed"] ?? 0)
            return counts
        }
    }
}

extension Pool {
    /// Everything that is stored, as text: for searching what should not be there. Bytes are read as Latin-1.
    public func everything() async throws -> String {
        try await withConnection { db in
            let tables: [String] = try db.query(
                "select table_name::text from information_schema.tables where table_schema = 'public' order by 1")
            var texts: [String] = []
            for table in tables {
                let rows: [String] = try db.query("select t::text from \(identifier: table) as t")
                texts += rows
                let columns: [String] = try db.query(
                    """
                    select column_name::text from information_schema.columns
                    where table_schema = 'public' and table_name = \(table) and data_type = 'bytea'
                    """)
                for column in columns {
                    let values: [Data?] = try db.query("select \(identifier: column) from \(identifier: table)")
                    texts += values.compactMap { $0.flatMap { String(data: $0, encoding: .isoLatin1) } }
                }
            }
            return texts.joined(separator: "\n")
        }
    }
}
