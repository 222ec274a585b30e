import EmbeddedPostgres
import Foundation
import Postgres

/// A database that a command has opened: an outside one, or the private one, started here or beside a running server.
struct OpenDatabase {
    /// Connection string.
    let url: String
    /// The private server when this program runs it.
    private let server: PrivateServer?

    /// Opens what the settings name; beside a running server its private PostgreSQL is used.
    static func open(_ options: DatabaseOptions, _ settings: Settings) async throws -> OpenDatabase {
        if let url = settings.text("database.url") { return OpenDatabase(url: url, server: nil) }
        let server = try await PrivateServer.startOrAttach(in: options.cluster(settings))
        return OpenDatabase(url: server.connectionString, server: server)
    }

    /// Opens what the settings name for a server, which must own its private PostgreSQL: beside another server it
    /// would lose it when that one ends.
    /// - Parameter progress: told what is going on while the private server starts
    static func own(
        _ options: DatabaseOptions, _ settings: Settings, progress: @escaping @Sendable (String) -> Void
    ) async throws -> OpenDatabase {
        if let url = settings.text("database.url") { return OpenDatabase(url: url, server: nil) }
        let server = try await PrivateServer.start(in: options.cluster(settings)) { event in progress("\(event)") }
        return OpenDatabase(url: server.connectionString, server: server)
    }

    /// A pool on it.
    func pool(connections: Int) throws -> Pool {
        Pool(poolOptions(connections: connections, statement: .seconds(10)))
    }

    /// The pool of a server: it gives up a database that is silent, because its clients would wait too.
    func servingPool(_ configuration: ServeConfiguration) -> Pool {
        let statement = configuration.limits.statement
        var options = poolOptions(connections: configuration.connections, statement: statement)
        options.connection.patience = statement + .seconds(5)
        return Pool(options)
    }

    private func poolOptions(connections: Int, statement: Duration) -> PoolOptions {
        var options = PoolOptions(ConnectionOptions(url))
        options.connection.applicationName = "chorus"
        options.connection.statementTimeout = statement
        options.connection.lockTimeout = .seconds(2)
        options.connection.idleInTransactionTimeout = .seconds(10)
        options.maximumConnections = connections
        return options
    }

    /// Stops the private server if this program runs it.
    func close() async { await server?.stop() }

    /// Opens a database, works with it and closes it whatever happens.
    static func with<Result: Sendable>(
        _ options: DatabaseOptions, connections: Int = 2, _ work: (Pool, Settings) async throws -> Result
    ) async throws -> Result {
        let settings = Settings(options.given)
        let database = try await open(options, settings)
        let pool = try database.pool(connections: connections)
        do {
            let result = try await work(pool, settings)
            await pool.shutdown()
            await database.close()
            return result
        } catch {
            await pool.shutdown()
            await database.close()
            throw error
        }
    }
}
