import EmbeddedPostgres
import Foundation
import Glibc
import Postgres
import Storage
import TestService
import Testing

/// A migrated database on a server of its own that may be killed; its commits are as durable as in service.
final class PrivateDatabase: Sendable {
    let pool: Pool
    private let directory: ClusterDirectory

    private init(_ server: PrivateServer, _ directory: ClusterDirectory) {
        pool = Pool(PoolOptions(ConnectionOptions(server.connectionString)))
        self.directory = directory
    }

    /// Runs `body` with one, and removes everything afterwards.
    static func with(_ body: (PrivateDatabase) async throws -> Void) async throws {
        // Short, because the path of a socket is limited; open, because the server runs as another user than root.
        var template = Array("/tmp/chorus-fire-XXXXXX".utf8CString)
        let path = String(cString: try #require(mkdtemp(&template)))
        #expect(chmod(path, 0o755) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = ClusterDirectory(path + "/.chorus/postgres")
        let server = try await PrivateServer.start(in: directory)
        let database = PrivateDatabase(server, directory)
        let result: Result<Void, any Error>
        do {
            let files = try MigrationFolder.files()
            try await database.pool.withConnection { db in _ = try db.migrate(files, now: testMoment) }
            result = .success(try await body(database))
        } catch {
            result = .failure(error)
        }
        await database.pool.shutdown()
        await server.stop()
        try result.get()
    }

    /// Kills the server without warning; it is started again by its owner.
    func killServer() throws {
        if let process = try PrivateServer.status(of: directory).process { kill(process, SIGKILL) }
    }

    /// Kills the process of one session in the midst of what it does, which takes all others down with it.
    func killSession() async throws {
        let process: Int32? = try await pool.first(
            """
            select pid from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid() order by state = 'active' desc limit 1
            """)
        if let process { kill(process, SIGKILL) }
    }
}
