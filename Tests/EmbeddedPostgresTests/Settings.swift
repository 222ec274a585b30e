import EmbeddedPostgres
import Postgres

extension PrivateServer {
    /// A setting as the server's clients see it.
    func setting(_ name: String) async throws -> String? {
        let connection = try await Connection.open(ConnectionOptions(connectionString))
        let value = try await connection.first("select current_setting(\(name))", as: String.self)
        await connection.close()
        return value
    }
}
