import Core
import Foundation
import Locks
import Postgres
import Sentiment
import Storage
import StrictJSON
import TestService
import Testing

/// Everything at once, and PostgreSQL killed again and again. `CHORUS_CHAOS_CHECKS=20000` makes it longer.
@Suite("Figures under fire", .timeLimit(.minutes(60))) struct FigureChaosTests {
    @Test("equal a recount in every snapshot, whatever happens at once and whatever is killed")
    func everySnapshot() async throws {
        let wanted = ProcessInfo.processInfo.environment["CHORUS_CHAOS_CHECKS"].flatMap { Int($0) } ?? 2000
        let started = ContinuousClock.now
        try await PrivateDatabase.with { database in
            try await database.pool.withConnection { db in try db.registerExperiment(parts: 4) }
            let fire = Fire(database, wanted: wanted)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 { group.addTask { try await fire.write(UInt64(writer)) } }
                for _ in 0..<2 { group.addTask { try await fire.check() } }
                group.addTask { try await fire.fold() }
                group.addTask { try await fire.rescore() }
                group.addTask { try await fire.killing() }
                try await group.waitForAll()
            }
            let counts = fire.counts
            print("figures under fire: \(counts.described), \(started.duration(to: .now))")
            #expect(counts["checks"] >= wanted && counts["wrong"] == 0)
            #expect(counts["kills"] >= 8)
            for kind in ["rated", "corrected", "withdrawn", "decided", "folded", "rescored"] {
                #expect(counts[kind] > 0)
            }
            let acknowledged = fire.acknowledged.map(\.id.uuid)
            let there: Int? = try await database.pool.first(
                "select count(*) from ratings where id = any(\(acknowledged)::uuid[])")
            #expect(there == acknowledged.count, "an acknowledged rating is lost")
            #expect(try await database.pool.withConnection { db in try db.verifyFigures() }.map(\.description) == [])
        }
    }
}

/// What goes on until enough snapshots were checked.
private final class Fire: Sendable {
    private struct State {
        var counts = Counts()
        var ratings: [Rating] = []
    }

    private let database: PrivateDatabase
    private let wanted: Int
    private let state = Guarded(State())
    private var pool: Pool { database.pool }

    init(_ database: PrivateDatabase, wanted: Int) {
        self.database = database
        self.wanted = wanted
    }

    var counts: Counts { state.withLock { $0.counts } }
    var acknowledged: [Rating] { state.withLock { $0.ratings } }
    private var isOver: Bool { counts["checks"] >= wanted || counts["wrong"] > 0 }

    private func count(_ kind: String, _ more: Int = 1) { state.withLock { $0.counts[kind] += more } }

    /// Does something until all is over; a database that is away is nothing to complain of.
    private func repeating(_ work: () async throws -> Void) async throws {
        while !isOver {
            do { try await work() } catch let error as PostgresError where error.isOfKilling {
                count("broken off")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    func check() async throws {
        try await repeating {
            let found = try await pool.withConnection { db in try db.verifyFigures() }
            #expect(found.map(\.description) == [])
            count("checks")
            count("wrong", found.count)
        }
    }

    func write(_ seed: UInt64) async throws {
        let random = Guarded(Seeded(seed))
        try await repeating {
            let rating = state.withLock { $0.ratings.suffix(200).randomElement() }
            switch (Int.random(in: 0..<10), rating) {
            case (6, let rating?): try await correct(rating)
            case (7, let rating?): try await withdraw(rating)
            case (8...9, let rating?):
                let decision = Decision.allCases.randomElement() ?? .accept
                let status = try await pool.transaction { db in try db.decide(decision, about: rating.id, at: Date()) }
                if status != nil { count("decided") }
            default: try await rate(.random(in: 1...6), random)
            }
        }
    }

    /// Several at once, as the lanes do.
    private func rate(_ number: Int, _ random: Guarded<Seeded>) async throws {
        var batch: [NewRating] = []
        for _ in 0..<number {
            let json = random.withLock { randomRating(raters: 12, parts: 4, &$0) }
            var new = try NewRating.sample(json, at: Date())
            if Int.random(in: 0..<3) == 0 { new = new.readByAnOldModel() }
            if !batch.contains(where: { $0.isLike(new) }) { batch.append(new) }
        }
        let ratings = batch
        let stored = try await pool.transaction { db in try db.store(ratings) }
        for (new, stored) in zip(ratings, stored) {
            guard case .answered = stored else {
                count("busy")
                continue
            }
            count("rated")
            state.withLock { $0.ratings.append(new.rating) }
        }
    }

    private func correct(_ rating: Rating) async throws {
        let patch: JSON = [
            "score": .int(.random(in: 1...5)), "comment": "much too short, but lovely", "sentiment": nil,
        ]
        let isDone = try await pool.transaction { db in
            guard let old = try db.rating(rating.id, receiptHash: rating.testReceipt, isToChange: true) else {
                return false
            }
            let new = try old.corrected(by: JSONDocument(patch.bytes(), limits: .request).root, now: Date())
            try db.update(new, from: old, at: Date())
            return true
        }
        if isDone { count("corrected") }
    }

    private func withdraw(_ rating: Rating) async throws {
        let isDone = try await pool.transaction { db in
            guard let old = try db.rating(rating.id, receiptHash: rating.testReceipt, isToChange: true) else {
                return false
            }
            try db.withdraw(old, at: Date())
            return true
        }
        if isDone { count("withdrawn") }
    }

    /// A repair that has nothing to repair is a check too.
    func fold() async throws {
        try await repeating {
            count("folded", try await pool.withConnection { db in try db.foldDeltas(limit: .random(in: 1...100)) })
            guard Int.random(in: 0..<20) == 0 else { return }
            let repaired = try await pool.withConnection { db in try db.repairFigures(at: Date()) }
            count("wrong", repaired.count)
        }
    }

    func rescore() async throws {
        try await repeating {
            while try await pool.withConnection({ db in try db.rescoreBatch(limit: 20) }) > 0 {}
            count("rescored", try await pool.withConnection { db in try db.swapRescored(at: Date()) })
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Eight times, a session or the whole server.
    func killing() async throws {
        var kills = 0
        try await repeating {
            try await Task.sleep(for: .milliseconds(5))
            guard kills < 8, counts["checks"] >= kills * wanted / 8 else { return }
            if kills.isMultiple(of: 3) { try database.killServer() } else { try await database.killSession() }
            count("kills")
            kills += 1
        }
    }
}

/// How often each thing happened.
private struct Counts {
    private var counts: [String: Int] = [:]

    subscript(kind: String) -> Int {
        get { counts[kind] ?? 0 }
        set { counts[kind] = newValue }
    }

    var described: String { counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ") }
}

extension NewRating {
    /// As another version of the model left it: neutral, about nothing in particular.
    fileprivate func readByAnOldModel() -> NewRating {
        var rating = rating
        rating.sentimentModel = "old/1"
        if rating.commentSentiment != nil {
            rating.commentSentiment = SentimentReading(certain: .neutral)
            if rating.source == .comment { rating.sentiment = SentimentReading(certain: .neutral) }
        }
        return NewRating(rating, receiptHash: receiptHash, key: key)
    }
}

extension PostgresError {
    /// Whether it may come of a server that was killed. Deadlocks and conflicts are not among these.
    fileprivate var isOfKilling: Bool {
        if outcomeUnknown || [.connectionFailed, .connectionLost, .leaseTimeout].contains(kind) { return true }
        // 57P01 to 57P03: the server ends or starts; 55P03: it took its time.
        return sqlState.map { $0.hasPrefix("57P") || $0 == "55P03" } ?? false
    }
}
