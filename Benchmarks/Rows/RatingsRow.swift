import Foundation
import Logging
import Postgres
import Synchronization
import Web

extension Row {
    /// `POST /v1/ratings`, answered after the commit, beside servers that write less and those that write nothing.
    static let ratings = Row(
        name: "ratings", title: "durable ratings, each answered after its commit",
        run: { options in
            try await BenchService.with(migrations: BenchService.migrations) { service in
                try await RatingSeed.register(in: service.pool)
                try await PlainTable.create(in: service.pool)
                let logger = Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() })
                // As in service: it folds what the ratings change.
                let housekeeping = Task { try await Housekeeping(pool: service.pool, logger: logger).run() }
                defer { housekeeping.cancel() }
                return try await PlainServer.with(pool: service.pool) { plain in
                    try await BlockingWork.run { try RatingComparison(service, plain: plain, options).lines() }
                }
            }
        })
}

/// Servers and clients that take turns.
private struct RatingComparison {
    private let service: BenchService
    private let plain: Int
    private let options: BenchOptions
    private let pgbench: PgbenchPeer
    private var requests: Int { options.isSmoke ? 128 : 4000 }

    init(_ service: BenchService, plain: Int, _ options: BenchOptions) throws {
        (self.service, self.plain, self.options) = (service, plain, options)
        pgbench = try PgbenchPeer(database: service.database)
    }

    func lines() throws -> [Line] {
        defer { pgbench.removeFiles() }
        let python = FastAPIPeer(database: service.database, below: Row.benchFolder)
        defer { python?.stop() }
        return try manyClients(python) + oneClient()
    }

    private func manyClients(_ python: FastAPIPeer?) throws -> [Line] {
        let clients = try pgbench.bestClients(rows: requests)
        var peers: [(title: String, target: Line.Target, contender: Contender)] = []
        let ours = Timed(load("/v1/ratings", port: service.port, connections: 64), requests)
        let insert = Timed(load("/insert", port: plain, connections: 64), requests)
        let decode = Timed(load("/decode", port: plain, connections: 64), requests)
        peers.append(("POST that decodes and answers", .ratio(0.85), decode.contender))
        peers.append(("POST with an INSERT each through a pool", .ratio(1), insert.contender))
        peers.append(
            (
                "pgbench, an INSERT each, \(clients) clients", .ratio(1.5),
                Contender("pgbench", seconds: { try pgbench.seconds(rows: requests, clients: clients) })
            ))
        if let python {
            let one = Timed(load("/one", port: python.port, connections: 64), requests)
            let batched = Timed(load("/batched", port: python.port, connections: 64), requests)
            peers.append(("FastAPI and asyncpg, an INSERT each", .ratio(5), one.contender))
            peers.append(("FastAPI and asyncpg, batched", .ratio(3), batched.contender))
        }
        let alternation = try Alternation([ours.contender] + peers.map(\.contender), seconds: options.seconds)
        let rate = Double(requests) / alternation.median(0)
        return peers.enumerated().map { index, peer in
            Line(
                work: "POST /v1/ratings, 64 clients", unit: "ratings/s", ours: rate, reference: peer.title,
                peer: Double(requests) / alternation.median(index + 1), ratio: alternation.ratio(to: index + 1),
                target: peer.target)
        } + [
            Line(
                work: "the slowest of a hundred, 64 clients", unit: "ms", ours: ours.p99 * 1000,
                reference: "with an INSERT each through a pool", peer: insert.p99 * 1000, ratio: ours.p99 / insert.p99,
                target: .ratioAtMost(0.6))
        ]
    }

    private func oneClient() throws -> [Line] {
        let requests = options.isSmoke ? 8 : 500
        let ours = Timed(load("/v1/ratings", port: service.port, connections: 1), requests)
        let insert = Timed(load("/insert", port: plain, connections: 1), requests)
        let alternation = try Alternation(
            [
                ours.contender, Contender("pgbench", seconds: { try pgbench.seconds(rows: requests, clients: 1) }),
                insert.contender,
            ], seconds: options.seconds)
        return [("pgbench, one client", Line.Target.ratio(0.8)), ("POST with an INSERT each", nil)].enumerated().map {
            index, peer in
            Line(
                work: "POST /v1/ratings, one client", unit: "ratings/s",
                ours: Double(requests) / alternation.median(0), reference: peer.0,
                peer: Double(requests) / alternation.median(index + 1), ratio: alternation.ratio(to: index + 1),
                target: peer.1)
        }
    }

    private func load(_ path: String, port: Int, connections: Int) -> PostLoad {
        PostLoad(port: port, path: path, connections: connections, .ratings)
    }
}

/// A load whose slow answers are remembered.
private struct Timed {
    private final class Slowest: Sendable {
        let seconds = Mutex<[Double]>([])
    }

    let contender: Contender
    private let slowest = Slowest()

    init(_ load: PostLoad, _ requests: Int) {
        contender = Contender("ratings") { [slowest] in
            let outcome = try load.run(requests)
            slowest.seconds.withLock { $0.append(outcome.p99) }
            return outcome.seconds
        }
    }

    /// The median over the runs of what ninety-nine of a hundred requests did not exceed.
    var p99: Double {
        let sorted = slowest.seconds.withLock { $0.sorted() }
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}

extension Row {
    /// Where virtual environments stay.
    static let benchFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build-bench")
}
