import Core
import Foundation
import Postgres
import Storage
import Synchronization

extension Row {
    /// Ratings by the line, beside COPY of the rows that come of them.
    static let `import` = Row(
        name: "import", title: "ratings by the line, beside COPY of the rows that they become",
        run: { options in
            try await BenchService.with(migrations: BenchService.migrations) { service in
                let importing = try await RatingImporting(service)
                let lines = options.isSmoke ? 200 : 20_000
                let rounds = options.isSmoke ? 1 : 5
                let copy = try await CopiedRows(service.pool, of: importing, lines: lines)
                var (ours, copied): ([Double], [Double]) = ([], [])
                for _ in 0..<rounds {
                    ours.append(try await importing.seconds(lines: lines))
                    copied.append(try await copy.seconds())
                }
                let ratios = zip(ours, copied).map { $1 / $0 }.sorted()
                func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
                return [
                    Line(
                        work: "import \(lines) ratings", unit: "ratings/s", ours: Double(lines) / median(ours),
                        reference: "COPY of the same rows into tables with the same indexes and keys",
                        peer: Double(lines) / median(copied), ratio: ratios[ratios.count / 2], target: .ratio(0.5))
                ]
            }
        })

    /// What a rating costs when there are many.
    static let growth = Row(
        name: "growth", title: "the cost of a rating, which must not grow with the ratings that are there",
        run: { options in
            try await BenchService.with(migrations: BenchService.migrations) { service in
                let importing = try await RatingImporting(service)
                let (step, steps) = options.isSmoke ? (50, 4) : (50_000, 20)
                var seconds: [Double] = []
                for _ in 0..<steps {
                    seconds.append(try await importing.seconds(lines: step))
                    while try await service.pool.withConnection({ db in try db.foldDeltas() }) > 0 {}
                }
                let few = max(1, steps / 5)
                func median(_ values: ArraySlice<Double>) -> Double { values.sorted()[values.count / 2] }
                let (first, last) = (median(seconds.prefix(few)), median(seconds.suffix(few)))
                return [
                    Line(
                        work: "import \(step) ratings beside \(step * (steps - few)) and more", unit: "ratings/s",
                        ours: Double(step) / last, reference: "the first \(step * few)", peer: Double(step) / first,
                        ratio: first / last, target: .ratio(0.85))
                ]
            }
        })
}

/// Sends ratings by the line, each from a rater of its own.
private final class RatingImporting: Sendable {
    private let client: ImportClient

    init(_ service: BenchService) async throws {
        try await RatingSeed.register(in: service.pool)
        let secret = TokenSecret()
        let token = Token(
            id: UUID(), name: "bench", scopes: [.import], createdAt: Date(), expiresAt: nil, revokedAt: nil)
        try await service.pool.withConnection { db in try db.insert(token, secret: secret) }
        client = ImportClient(port: service.port, token: secret.text)
    }

    func seconds(lines: Int) async throws -> Double {
        let first = Int.random(in: 1...1 << 40)
        let body: [UInt8] = (first..<first + lines).flatMap { PostLoad.Content.ratings.body($0) + [0x0A] }
        return try await BlockingWork.run { [client] in try client.seconds(of: body, lines: lines) }
    }
}

/// The rows of one import, copied into tables of the same shape.
private struct CopiedRows {
    private static let tables = ["ratings", "rating_aspects", "idempotency"]
    private let pool: Pool
    private let rows: [[[UInt8]]]

    init(_ pool: Pool, of importing: RatingImporting, lines: Int) async throws {
        self.pool = pool
        _ = try await importing.seconds(lines: lines)
        var rows: [[[UInt8]]] = []
        for table in Self.tables {
            rows.append(
                try await pool.withConnection { db in
                    try db.execute("create table copied_\(raw: table) (like \(raw: table) including all)")
                    let chunks = Mutex<[[UInt8]]>([])
                    try await db.copyOut("copy \(raw: table) to stdout (format binary)") { chunk in
                        chunks.withLock { $0.append(chunk) }
                    }
                    return chunks.withLock { $0 }
                })
        }
        self.rows = rows
        // COPY into the service's own tables would look these up too.
        try await pool.execute(
            "alter table copied_ratings add foreign key (experiment, part) references parts (experiment, number)")
        try await pool.execute(
            """
            alter table copied_rating_aspects
                add foreign key (bucket, rating_id) references copied_ratings (bucket, id)
            """)
    }

    /// Seconds of one copy of everything, in one transaction.
    func seconds() async throws -> Double {
        try await pool.execute("truncate \(raw: Self.tables.map { "copied_\($0)" }.joined(separator: ", "))")
        let started = ContinuousClock.now
        try await pool.transaction { db in
            for (table, chunks) in zip(Self.tables, rows) {
                try db.copyIn("copy copied_\(raw: table) from stdin (format binary)", from: chunks)
            }
        }
        return started.duration(to: .now) / .seconds(1)
    }
}
