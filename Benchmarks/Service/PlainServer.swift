import Core
import Foundation
import Hummingbird
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import StrictJSON

/// The same HTTP server with nothing of ours behind it: `/decode` reads a rating and answers, `/insert` writes a row of
/// it as well, each request for itself.
enum PlainServer {
    /// Starts one, works with it, and stops it.
    /// - Parameter insert: writes a row of a rating
    static func with<Result: Sendable>(
        pool: Pool, _ work: @Sendable (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let router = Router()
        router.post("decode") { request, _ in try await answer(rating(request)) }
        router.post("insert") { request, _ in
            let rating = try await rating(request)
            try await pool.execute(PlainTable.insertion(of: rating))
            return try answer(rating)
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        let serving = Task { try await group.run() }
        guard let bound = await ports.first(where: { _ in true }) else { throw BenchFailure("no plain server") }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work(bound)) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try await serving.value
        return try result.get()
    }

    private static func rating(_ request: Request) async throws -> RatingInput {
        var bytes: [UInt8] = []
        for try await chunk in request.body { bytes.append(contentsOf: chunk.readableBytesView) }
        return try RatingInput(JSONDocument(bytes, limits: .request).root, now: Date())
    }

    private static func answer(_ input: RatingInput) throws -> Response {
        let body = JSON.object([("experiment", .string(input.experiment)), ("part", .int(input.part))]).bytes()
        return Response(
            status: .created, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// A table of the shape of `ratings`, with its indexes and rules, for those who write one row each.
enum PlainTable {
    static let name = "plain_ratings"

    /// The columns that a peer writes, the same for all of them.
    static let columns =
        """
        bucket, id, experiment, part, rater, status, revision, score, comment, sentiment, sentiment_source, p_negative, \
        p_neutral, p_positive, sentiment_model, temperature, top_p, front_end, receipt_hash, idempotency_hash, \
        occurred_at, received_at, is_clustered
        """

    static func create(in pool: Pool) async throws {
        try await pool.execute("create table \(raw: name) (like ratings including all)")
    }

    /// One row of a rating.
    static func insertion(of rating: RatingInput) -> SQL {
        let id = ID<Rating>(bucket: Bucket.of(rating.rater ?? ""), at: Date())
        return """
            insert into \(raw: name) (\(raw: columns)) values (\(id.bucket), \(id.uuid), \(rating.experiment),
                \(Int32(rating.part)), \(rating.rater ?? ""), 'accepted', 1, \(rating.score.map { Int16($0) }),
                \(rating.comment), 'neutral', 'stated', 0, 1, 0, 'bench', \(rating.sampling.temperature),
                \(rating.sampling.topP), \(rating.frontEnd), ''::bytea, ''::bytea, now(), now(), false)
            """
    }
}
