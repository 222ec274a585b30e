import Core
import Crypto
import Foundation
import Postgres
import Storage
import StrictJSON

extension Row {
    /// Pulls of many episodes, and of the few that are new at the end of a long feed.
    static let feed = Row(
        name: "feed", title: "pulls of the feed, beside psql's \\copy of the same rows",
        run: { options in
            let migrations = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Migrations")
            return try await BenchService.with(migrations: migrations.path) { service in
                let sample = try await FeedSample(service, options)
                return try sample.bulk(options) + sample.latest(options)
                    + (try await sample.consumers(service.pool, options))
            }
        })
}

/// A feed of many events, the last of which bring episodes.
private struct FeedSample {
    private let client: FeedClient
    private let copy: CopyPeer
    /// Before the first episode that is there, before the last hundred long ones, and before a hundred short ones.
    private let cursors: (bulk: Cursor, long: Cursor, short: Cursor)
    private let events: Int

    private static let policy = "bench"

    init(_ service: BenchService, _ options: BenchOptions) async throws {
        let past = options.isSmoke ? 1000 : 1_000_000
        let secret = TokenSecret()
        let token = Token(
            id: UUID(), name: "bench", scopes: [.curate], createdAt: Date(), expiresAt: nil, revokedAt: nil)
        let text = #"{"name":"bench","base":"pygmalion-2023-03"}"#
        let policy = try Policy(text: Array(text.utf8))
        let bulk = try await service.pool.withConnection { db in
            try db.insert(token, secret: secret)
            _ = try db.put(policy, at: Date())
            return try Self.seed(past: past, db)
        }
        let dump = CharacterAIDump.bytes(.english, size: options.isSmoke ? 500_000 : 12_000_000)
        for bucket: UInt8 in 0..<(options.isSmoke ? 1 : 8) {
            try await service.pool.transaction { db in try Self.submit(dump, bucket: bucket, db) }
        }
        let long = try await Self.sequenced(service.pool)
        let chat = TavernLog.bytes(.english, size: 6000)
        for number in 0..<100 {
            try await service.pool.transaction { db in try Self.submit(chat, bucket: UInt8(number), db) }
        }
        let short = try await Self.sequenced(service.pool)
        cursors = (bulk, long.cursor, short.cursor)
        events = short.head
        client = FeedClient(port: service.port, token: secret.text)
        copy = CopyPeer(database: service.database, after: bulk.position)
    }

    /// Every episode, as it is and as rows, each beside a copy of the same episodes.
    func bulk(_ options: BenchOptions) throws -> [Line] {
        let queries = [
            ("canonical episodes", ""), ("episodes that a policy keeps", "&policy=\(Self.policy)"),
            ("rows that a policy keeps, as messages", "&policy=\(Self.policy)&format=messages"),
        ]
        let whole = try client.pull(from: cursors.bulk.text)
        guard try copy.rows() == whole.lines, whole.lines > 0 else { throw BenchFailure("psql copies other rows") }
        let contenders = queries.map { name, query in
            Contender(name, seconds: { try client.pull(from: cursors.bulk.text, query: query).seconds })
        }
        let alternation = try Alternation(
            contenders + [Contender("psql \\copy", seconds: copy.seconds)], seconds: options.seconds)
        let megabytes = Double(whole.bytes) / 1e6
        return queries.indices.map { index in
            Line(
                work: "pull \(whole.lines) events (\(Int(megabytes)) MB), \(queries[index].0)", unit: "MB/s",
                ours: megabytes / alternation.median(index), reference: "psql \\copy of the same rows",
                peer: megabytes / alternation.median(queries.count),
                ratio: alternation.ratio(of: index, to: queries.count), target: index == 0 ? .ratio(0.8) : nil)
        }
    }

    /// A hundred events at the end, beside a pull that finds nothing new.
    func latest(_ options: BenchOptions) throws -> [Line] {
        let end = try client.pull(from: cursors.short.text).cursor
        let starts = [("short", cursors.short.text), ("long", cursors.long.text), ("no", end)]
        let alternation = try Alternation(
            starts.map { name, cursor in
                Contender(name, seconds: { try client.pull(from: cursor, limit: 100, pages: 1).seconds })
            }, seconds: options.seconds)
        return try starts.indices.dropLast().map { index in
            let (name, cursor) = starts[index]
            let kilobytes = try client.pull(from: cursor, limit: 100, pages: 1).bytes / 1000
            return Line(
                work: "pull 100 new of \(events) events, \(name) chats (\(kilobytes) kB)", unit: "pulls/s",
                ours: 1 / alternation.median(index), reference: "a pull with nothing new",
                peer: 1 / alternation.median(2), ratio: alternation.ratio(of: index, to: 2),
                // Twenty milliseconds each.
                target: index == 0 ? .figure(50) : nil)
        }
    }

    /// How a consumer stands that has seen nothing, beside one that has seen everything.
    func consumers(_ pool: Pool, _ options: BenchOptions) async throws -> [Line] {
        let names = ["first", "last"]
        try await pool.withConnection { db in
            for (name, cursor) in zip(names, [try db.feedStart(), try db.feedHead().cursor]) {
                let body = #"{"cursor":"\#(cursor.text)"}"#
                let input = try ConsumerInput(
                    name: name, body: JSONDocument(Array(body.utf8), limits: .request).root)
                _ = try db.put(input, at: Date())
            }
        }
        var seconds = names.map { _ in [Double]() }
        for _ in 0..<(options.isSmoke ? 1 : 25) {
            for (index, name) in names.enumerated() {
                let started = ContinuousClock.now
                let standing = try await pool.withConnection { db in try db.consumer(name) }
                seconds[index].append(started.duration(to: .now) / .seconds(1))
                guard standing?.ahead?.events == (index == 0 ? events : 0) else { throw BenchFailure("a wrong lag") }
            }
        }
        let medians = seconds.map { $0.sorted()[$0.count / 2] }
        return [
            Line(
                work: "lag of a consumer that has seen none of \(events) events", unit: "answers/s",
                ours: 1 / medians[0], reference: "one that has seen all", peer: 1 / medians[1],
                ratio: medians[1] / medians[0])
        ]
    }

    /// Moves everything to the feed.
    /// - Returns: the cursor before the last hundred events, and the last position
    private static func sequenced(_ pool: Pool) async throws -> (cursor: Cursor, head: Int) {
        try await pool.withConnection { db in
            while try db.sequence(now: Date()) > 0 {}
            for table in ["feed", "episodes", "submissions"] { try db.execute("vacuum (analyze) \(identifier: table)") }
            let head = try db.feedHead()
            let position = max(0, head.position - 100)
            let chain: Data? = try db.first("select chain from feed where position = \(position)")
            return (Cursor(epoch: head.epoch, position: position, chain: Array(chain ?? Data())), head.position)
        }
    }

    /// Events of long ago, whose episodes are gone.
    private static func seed(past: Int, _ db: isolated Connection) throws -> Cursor {
        try db.execute("set statement_timeout = 0")
        try db.execute(
            """
            insert into feed (position, kind, bucket, episode_id, revision, sequenced_at, chain)
            select i, case when i % 20 = 0 then 'episode.withdrawn' else 'episode.accepted' end, i % 256,
                gen_random_uuid(), 1, now(), sha256(i::text::bytea)
            from generate_series(1, \(past)) as i
            """)
        try db.execute("update feed_head set position = \(past), chain = sha256(\(past)::text::bytea)")
        try db.execute("reset statement_timeout")
        return try db.feedHead().cursor
    }

    private static func submit(_ dump: [UInt8], bucket: UInt8, _ db: isolated Connection) throws {
        let submission = Submission(
            id: ID(bucket: bucket, at: Date()), fields: try SubmissionFields([("consent_training", "true")]),
            uploads: [Upload(filename: nil, bytes: dump)], receivedAt: Date())
        guard submission.refusal == nil else { throw BenchFailure("the dump was refused") }
        try db.insert(submission, receiptHash: Array(submission.id.description.utf8))
    }
}

/// psql, copying what a pull hands out: the feed's columns and the episode as it is stored.
private struct CopyPeer {
    let database: String
    let after: Int

    /// How many rows it copies.
    func rows() throws -> Int {
        let output = try run("select count(*) from (\(query)) as copied")
        guard let count = Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchFailure("psql said \(output.prefix(200))")
        }
        return count
    }

    /// Seconds of one copy, the start of psql included.
    func seconds() throws -> Double {
        let started = ContinuousClock.now
        _ = try run("\\copy (\(query)) to '/dev/null'")
        return started.duration(to: .now) / .seconds(1)
    }

    private var query: String {
        """
        select f.position, f.kind, f.episode_id, f.revision, e.content from feed as f \
        join episodes as e on e.bucket = f.bucket and e.id = f.episode_id \
        where f.position > \(after) order by f.position
        """
    }

    private func run(_ command: String) throws -> String {
        let psql = Process()
        psql.executableURL = URL(filePath: "/usr/bin/env")
        psql.arguments = ["psql", "-XAtq", "-d", database, "-v", "ON_ERROR_STOP=1", "-c", command]
        let output = Pipe()
        psql.standardOutput = output
        try psql.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        psql.waitUntilExit()
        guard psql.terminationStatus == 0 else { throw BenchFailure("psql failed") }
        return String(decoding: data, as: UTF8.self)
    }
}
