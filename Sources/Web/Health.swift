import Core
import Hummingbird
import NIOCore
import Postgres

extension Service {
    /// Alive: answers without the database.
    func livez(_ request: Request, _ context: AppContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    /// Ready: the database answers.
    func readyz(_ request: Request, _ context: AppContext) async throws -> Response {
        let answer: Int32? = try await pool.withConnection { db in try db.first("select 1") }
        guard answer == 1 else { throw Problem(503, "database_away", "The database cannot be reached now.") }
        return Response(
            status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: ByteBuffer(string: "ready\n")))
    }
}
