import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Figures of parts", .migrated(.own), .timeLimit(.minutes(15))) struct FiguresTests {
    @Test(
        "equal a recount after any sequence of ratings, corrections, withdrawals, decisions, groups and folds",
        arguments: [1, 7, 2023])
    func recount(seed: UInt64) async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var random = Seeded(seed)
            var ledger = FigureLedger()
            for step in 0..<400 {
                let moment = testMoment.addingTimeInterval(Double(step))
                try db.transaction { db in try Self.step(db, &ledger, at: moment, &random) }
                if step % 25 == 0 { #expect(try db.verifyFigures().map(\.description) == [], "step \(step)") }
                if step % 25 == 1 { #expect(try db.figures(of: "exp7") == ledger.figures, "step \(step)") }
            }
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.figures(of: "exp7") == ledger.figures)
            #expect(try db.recountedFigures(of: "exp7") == ledger.figures)
            while try db.foldDeltas(limit: 7) > 0 {}
            let left: Int? = try db.first("select count(*) from part_deltas")
            #expect(left == 0)
            #expect(try db.figures(of: "exp7") == ledger.figures, "folding changes nothing")
            for index in ledger.ratings.indices.reversed() {
                try db.withdraw(try db.held(ledger.ratings[index]), at: testMoment)
                ledger.withdraw(index)
            }
            #expect(try db.figures(of: "exp7") == [:], "withdrawing everything leaves nothing")
            while try db.foldDeltas() > 0 {}
            let rows: Int? = try db.first("select count(*) from part_totals")
            #expect(rows == 0, "and no row that says so")
        }
    }

    private static func step(
        _ db: isolated Connection, _ ledger: inout FigureLedger, at moment: Date, _ random: inout Seeded
    ) throws {
        let choice = Int.random(in: 0..<14, using: &random)
        let index = ledger.ratings.indices.randomElement(using: &random)
        switch (choice, index) {
        case (5...6, let index?):
            let patch: JSON = [
                "score": .int(.random(in: 1...5, using: &random)), "sentiment": nil, "comment": "again, far too long",
            ]
            let old = try db.held(ledger.ratings[index])
            let corrected = try old.corrected(by: JSONDocument(patch.bytes(), limits: .request).root, now: moment)
            try db.update(corrected, from: old, at: moment)
            ledger.correct(index, to: corrected)
        case (7...8, let index?):
            try db.withdraw(try db.held(ledger.ratings[index]), at: moment)
            ledger.withdraw(index)
        case (9...10, let index?):
            let decision = try #require(Decision.allCases.randomElement(using: &random))
            let status = try db.decide(decision, about: ledger.ratings[index].id, at: moment)
            ledger.decide(decision, index)
            #expect(status == ledger.ratings[index].status)
        case (12...13, _?):
            let some = ledger.ratings.shuffled(using: &random).prefix(4).map(\.id)
            _ = try db.markClustered(some, at: moment)
            ledger.mark(some)
        case (11, _): _ = try db.foldDeltas(limit: 20)
        default: ledger.rate(try db.rate(randomRating(&random), at: moment).rating)
        }
    }

    @Test("look the same to readers while they are folded")
    func foldingUnseen() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            for rater in 0..<60 { _ = try db.rate(Samples.rating(("score", 4), ("rater", .string("r\(rater)")))) }
        }
        let pool = Database.pool
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask { while try await pool.withConnection({ db in try db.foldDeltas(limit: 3) }) > 0 {} }
            }
            group.addTask {
                for _ in 0..<60 {
                    let figures = try await pool.withConnection { db in try db.figures(of: "exp7") }
                    #expect(figures[1]?.raters == 60 && figures[1]?.scores == [0, 0, 0, 60, 0])
                }
            }
            try await group.waitForAll()
        }
        #expect(try await pool.withConnection { db in try db.verifyFigures() }.isEmpty)
    }

    @Test("miss nobody who rates several parts at the same moment")
    func severalPartsAtOnce() async throws {
        try await Database.pool.withConnection { db in try db.registerExperiment(parts: 5) }
        let pool = Database.pool
        try await withThrowingTaskGroup(of: Void.self) { group in
            for rater in 0..<40 {
                for part in 1...5 {
                    group.addTask {
                        try await pool.transaction { db in
                            let body = Samples.rating(part: part, ("score", 4), ("rater", .string("r\(rater)")))
                            _ = try db.rate(body)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await pool.withConnection { db in
            #expect(try db.verifyFigures().map(\.description) == [])
            let figures = try db.figures(of: "exp7")
            for later in 2...5 {
                for earlier in 1..<later {
                    #expect(figures[later]?.returning(since: earlier) == Tally(negative: 0, neutral: 0, positive: 40))
                }
            }
        }
    }
}

extension Connection {
    /// A rating as its rater changes it.
    func held(_ rating: Rating) throws -> Rating {
        try #require(try self.rating(rating.id, receiptHash: rating.testReceipt, isToChange: true))
    }
}
