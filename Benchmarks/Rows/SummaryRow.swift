import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import Synchronization

extension Row {
    /// Summaries over many and over few ratings: as they are asked for, as they are computed after a change, and as pages.
    static let summary = Row(
        name: "summary", title: "summaries, whose cost must not grow with the ratings",
        run: { options in
            let sizes = options.isSmoke ? [40, 80] : [1000, 100_000, 1_000_000]
            return try await BenchService.with(migrations: BenchService.migrations) { service in
                for size in sizes { try await seed(size, in: service.pool) }
                return try asked(service, sizes, options) + (try await computed(service, sizes, options))
                    + (try read(service, sizes, options))
            }
        })

    /// GET as clients send it, beside a constant of the same server.
    private static func asked(_ service: BenchService, _ sizes: [Int], _ options: BenchOptions) throws -> [Line] {
        let client = LoadClient(port: service.port)
        let requests = options.isSmoke ? 8 : 4000
        let alternation = try Alternation(
            sizes.map { size in
                Contender("summary") { try client.seconds(of: path(of: size), requests: requests) }
            } + [Contender("constant") { try client.seconds(of: "/livez", requests: requests) }],
            seconds: options.seconds)
        return sizes.indices.map { index in
            Line(
                work: "GET the summary of a part among \(sizes[index]) ratings", unit: "requests/s",
                ours: Double(requests) / alternation.median(index), reference: "GET of a constant",
                peer: Double(requests) / alternation.median(sizes.count),
                ratio: alternation.ratio(of: index, to: sizes.count),
                target: .ratio(0.7))
        }
    }

    /// Reading the figures and rendering the answer, as after a change.
    private static func computed(
        _ service: BenchService, _ sizes: [Int], _ options: BenchOptions
    ) async throws -> [Line] {
        var seconds = sizes.map { _ in [Double]() }
        let rounds = options.isSmoke ? 1 : 15
        for _ in 0..<rounds {
            for (index, size) in sizes.enumerated() {
                let started = ContinuousClock.now
                let read = try await service.pool.transaction(.repeatableRead) { db in
                    try db.experimentRecord(of: slug(of: size))
                }
                guard let known = read?.figures, let summary = PartSummary(part: 3, in: PartFamily(known)) else {
                    throw BenchFailure("no summary")
                }
                _ = summary.json.bytes()
                seconds[index].append(started.duration(to: .now) / .seconds(1))
            }
        }
        let medians = seconds.map { $0.sorted()[$0.count / 2] }
        return sizes.indices.dropFirst().map { index in
            Line(
                work: "compute it anew among \(sizes[index]) ratings", unit: "summaries/s", ours: 1 / medians[index],
                reference: "among \(sizes[0])", peer: 1 / medians[0], ratio: medians[0] / medians[index],
                target: .ratio(0.85))
        }
    }

    /// Pages as one reader opens them, one after the other: until the whole page is there.
    private static func read(_ service: BenchService, _ sizes: [Int], _ options: BenchOptions) throws -> [Line] {
        let reader = LoadClient(port: service.port, connections: 1)
        return try ["", "/parts/3", "/compare?part=3&with=2"].flatMap { page in
            let alternation = try Alternation(
                sizes.map { size in
                    Contender("page") { try reader.seconds(of: "/experiments/\(slug(of: size))\(page)", requests: 1) }
                }, seconds: options.seconds)
            return sizes.indices.dropFirst().map { index in
                Line(
                    work: "open /experiments/…\(page) among \(sizes[index]) ratings", unit: "ms",
                    ours: alternation.median(index) * 1000, reference: "among \(sizes[0])",
                    peer: alternation.median(0) * 1000, ratio: alternation.ratio(of: index, to: 0),
                    target: .figureAtMost(50))
            }
        }
    }

    private static func slug(of size: Int) -> String { "bench-\(size)" }

    private static func path(of size: Int) -> String { "/v1/experiments/\(slug(of: size))/parts/3/summary" }

    /// An experiment of four parts that the same raters rate, with scores, aspects, settings and front ends.
    private static func seed(_ size: Int, in pool: Pool) async throws {
        let slug = slug(of: size)
        try await pool.withConnection { db in
            try db.execute("set statement_timeout = 0")
            try db.execute(
                """
                insert into experiments values (\(slug), 'Bench', 'v8', 4, '{}', '', null, now(), now())
                """)
            try db.execute(
                """
                insert into parts (experiment, number, checkpoint, released_at, changed, training_notes, testing_notes,
                    metrics, gates, created_at, updated_at)
                select \(slug), n, '{}', now(), 'data', '', '', '{}', '[]', now(), now() from generate_series(1, 4) as n
                """)
            try db.execute(
                """
                insert into ratings (bucket, id, experiment, part, rater, status, revision, score, comment, sentiment,
                    sentiment_source, p_negative, p_neutral, p_positive, sentiment_model, temperature, top_p, front_end,
                    receipt_hash, idempotency_hash, occurred_at, received_at, is_clustered)
                select i / 4 % 256, (lpad(to_hex(i + \(size) * 16), 30, '0') || lpad(to_hex(i / 4 % 256), 2, '0'))::uuid,
                    \(slug), i % 4 + 1, 'rater-' || i / 4, 'accepted', 1, score, 'a comment', case when score < 3
                    then 'negative' when score = 3 then 'neutral' else 'positive' end, 'stated', 0, 1, 0, 'bench',
                    0.5 + i % 7 * 0.1, 0.9, (array['agnai', 'tavernai', 'oobabooga'])[i % 3 + 1], ''::bytea, ''::bytea,
                    now(), now(), false
                from (select i, (hashint4(i::integer) & 1023) % 5 + 1 as score from generate_series(0, \(size - 1)) as i) as drawn
                """)
            try db.execute(
                """
                insert into rating_aspects (bucket, rating_id, aspect, polarity, source)
                select bucket, id, (array['length', 'coherence', 'speed'])[score % 3 + 1], sentiment, 'stated'
                from ratings where experiment = \(slug)
                """)
            _ = try db.repairFigures(at: Date())
            while try db.foldDeltas() > 0 {}
            try db.execute("analyze")
            try db.execute("reset statement_timeout")
        }
    }
}
