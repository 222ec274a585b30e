import Core
import Foundation
import Locks
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Ratings that are stored at once", .migrated(.own), .timeLimit(.minutes(15))) struct RatingBatchTests {
    private static let gates: [JSON] = [
        ["metric": "net_sentiment", "above": 0, "raters": 40, "otherwise": "stop"],
        ["metric": "mean_score", "below": 2.5, "raters": 12],
    ]

    @Test("leave everything as if they had come one after the other", arguments: [3, 11, 2023])
    func serial(seed: UInt64) async throws {
        var random = Seeded(seed)
        var batches: [[NewRating]] = []
        for number in 0..<40 {
            var batch: [NewRating] = []
            for place in 0..<Int.random(in: 1...12, using: &random) {
                let moment = testMoment.addingTimeInterval(Double(number) + Double(place) / 100)
                let new = try NewRating.sample(randomRating(raters: 9, parts: 3, &random), at: moment)
                if !batch.contains(where: { $0.isLike(new) }) { batch.append(new) }
            }
            batches.append(batch)
        }
        let given = batches
        let serial = try await Self.stored(given.flatMap { $0.map { [$0] } })
        let atOnce = try await Self.stored(given)
        #expect(atOnce.ratings == serial.ratings)
        #expect(atOnce.aspects == serial.aspects)
        #expect(atOnce.figures == serial.figures && !serial.figures.isEmpty)
        #expect(atOnce.looks == serial.looks && serial.looks.count > 100)
        #expect(atOnce.answers == serial.answers)
    }

    /// What is there after some batches, in a transaction that is rolled back.
    private static func stored(_ batches: [[NewRating]]) async throws -> Everything {
        struct Enough: Error {}
        let found = Guarded(Everything())
        do {
            try await Database.pool.transaction { db in
                try db.registerExperiment()
                try db.layDown(gates, part: 2)
                for batch in batches {
                    for stored in try db.store(batch) {
                        guard case .answered(let kept) = stored else { continue }
                        found.withLock { $0.answers.append(String(decoding: kept.body, as: UTF8.self)) }
                    }
                }
                #expect(try db.verifyFigures().map(\.description) == [])
                let part = try #require(try db.part(2, of: "exp7"))
                let looks = try db.gateLooks(of: part, after: 0, limit: 10_000)
                let figures = try db.figures(of: "exp7")
                let ratings: [String] = try db.query("select r::text from ratings as r order by id")
                let aspects: [String] = try db.query("select a::text from rating_aspects as a order by 1")
                found.withLock {
                    ($0.looks, $0.figures, $0.ratings, $0.aspects) = (looks, figures, ratings, aspects)
                }
                throw Enough()
            }
        } catch is Enough {}
        return found.withLock { $0 }
    }

    @Test("are each judged alone: known keys, keys of other requests and unknown parts among them")
    func outcomes() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let first = try NewRating.sample(Samples.rating(("score", 1), ("rater", "a")), key: "k1")
            let other = try NewRating.sample(Samples.rating(("score", 1), ("rater", "b")), key: "k2")
            _ = try db.transaction { db in try db.store([first, other]) }
            let again = try NewRating.sample(Samples.rating(("score", 1), ("rater", "a")), key: "k1")
            let reused = try NewRating.sample(Samples.rating(("score", 5), ("rater", "b")), key: "k2")
            let unknown = try NewRating.sample(Samples.rating(part: 9, ("score", 5), ("rater", "c")), key: "k3")
            let fresh = try NewRating.sample(Samples.rating(("score", 5), ("rater", "d")), key: "k4")
            let stored = try db.transaction { db in try db.store([again, reused, unknown, fresh]) }
            #expect(stored.map(Self.word) == ["replay", "idempotency_key_reused", "unknown_part", "stored"])
            if case .answered(let kept) = stored[0] { #expect(kept.resource == first.rating.id.uuid) }
            let raters: [String] = try db.query("select rater from ratings order by rater")
            #expect(raters == ["a", "b", "d"])
            let keys: Int? = try db.first("select count(*) from idempotency")
            #expect(keys == 3, "what was refused leaves its key free")
            #expect(try db.verifyFigures().isEmpty)
        }
    }

    @Test("wait for nobody: who is at something else comes back, and alone is waited for")
    func busy() async throws {
        try await Database.pool.withConnection { db in try db.registerExperiment() }
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.rate(Samples.rating(("score", 1), ("rater", "held")))
        let held = try NewRating.sample(Samples.rating(part: 2, ("score", 5), ("rater", "held")))
        let free = try NewRating.sample(Samples.rating(part: 2, ("score", 5), ("rater", "free")))
        let stored = try await Database.pool.transaction { db in try db.store([held, free]) }
        #expect(stored.map(Self.word) == ["busy", "stored"])
        let alone = Task { try await Database.pool.transaction { db in try db.store([held], waits: true) } }
        try await Self.untilSomebodyWaits()
        try await holder.execute("commit")
        let waited = try await alone.value
        #expect(waited.map(Self.word) == ["stored"])
        await holder.close()
        try await Database.pool.withConnection { db in
            let figures = try db.figures(of: "exp7")
            #expect(figures[2]?.returning(since: 1) == Tally(negative: 0, neutral: 0, positive: 1))
            #expect(try db.verifyFigures().map(\.description) == [])
        }
    }

    @Test("wait for nobody who swaps readings, unless nothing is counted of their raters")
    func swap() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            _ = try db.rate(Samples.rating(("score", 1), ("rater", "known")))
        }
        let holder = try await Connection.open(Database.options)
        try await holder.execute("begin")
        try await holder.execute("select pg_advisory_xact_lock(742301932)")
        let known = try NewRating.sample(Samples.rating(part: 2, ("score", 5), ("rater", "known")))
        let new = try NewRating.sample(Samples.rating(part: 2, ("score", 5), ("rater", "new")))
        let stored = try await Database.pool.transaction { db in try db.store([known, new]) }
        #expect(stored.map(Self.word) == ["busy", "stored"])
        await holder.close()
    }

    private static func untilSomebodyWaits() async throws {
        while true {
            let waiting: Int? = try await Database.pool.first("select count(*) from pg_locks where not granted")
            if waiting ?? 0 > 0 { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func word(_ stored: StoredOnce) -> String {
        switch stored {
        case .answered(let kept): kept.isReplay ? "replay" : "stored"
        case .refused(let error): (error as? Problem)?.code ?? "\(error)"
        case .busy: "busy"
        }
    }
}

private struct Everything: Sendable {
    var ratings: [String] = []
    var aspects: [String] = []
    var figures: [Int: PartFigures] = [:]
    var looks: [GateLook] = []
    var answers: [String] = []
}

extension NewRating {
    /// Whether one transaction cannot have both.
    func isLike(_ other: NewRating) -> Bool {
        rating.rater == other.rating.rater && rating.input.part == other.rating.input.part
    }
}

extension Connection {
    /// Rates in the transaction that is open.
    fileprivate func rate(_ json: JSON) throws { _ = try rate(json, at: testMoment) }
}
