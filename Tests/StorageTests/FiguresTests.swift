import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Figures of parts", .migrated(.own), .timeLimit(.minutes(5))) struct FiguresTests {
    /// The same rules once more, with nothing but a list.
    private struct Ledger {
        var ratings: [(rating: Rating, isCounted: Bool)] = []

        mutating func rate(_ rating: Rating) {
            for index in ratings.indices where ratings[index].rating.isOf(rating) { ratings[index].isCounted = false }
            ratings.append((rating, true))
        }

        mutating func withdraw(_ index: Int) {
            let gone = ratings.remove(at: index)
            guard gone.isCounted, let earlier = ratings.lastIndex(where: { $0.rating.isOf(gone.rating) }) else {
                return
            }
            ratings[earlier].isCounted = true
        }

        var figures: [Int: PartFigures] {
            var figures: [Int: PartFigures] = [:]
            for (rating, isCounted) in ratings {
                var change = isCounted ? PartFigures(counting: rating, sign: 1) : PartFigures()
                change.ratings = 1
                figures[rating.input.part, default: PartFigures()] =
                    figures[rating.input.part, default: PartFigures()] + change
            }
            return figures
        }
    }

    @Test("equal a recount after any sequence of ratings, corrections, withdrawals and folds", arguments: [1, 7, 2023])
    func recount(seed: UInt64) async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var random = Seeded(seed)
            var ledger = Ledger()
            for step in 0..<300 {
                let moment = testMoment.addingTimeInterval(Double(step))
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<5:
                    let json = Self.randomRating(&random)
                    ledger.rate(try db.transaction { db in try db.rate(json, at: moment).rating })
                case 5, 6:
                    guard let index = ledger.ratings.indices.randomElement(using: &random) else { continue }
                    let id = ledger.ratings[index].rating.id
                    let patch: JSON = [
                        "score": .int(.random(in: 1...5, using: &random)), "sentiment": nil, "comment": "again",
                    ]
                    let body = try JSONDocument(patch.bytes(), limits: .request).root
                    ledger.ratings[index].rating = try db.transaction { db in
                        let old = try #require(
                            try db.rating(id, receiptHash: Array(id.description.utf8), isToChange: true))
                        let corrected = try old.corrected(by: body, now: moment)
                        try db.update(corrected, from: old, at: moment)
                        return corrected
                    }
                case 7, 8:
                    guard let index = ledger.ratings.indices.randomElement(using: &random) else { continue }
                    let id = ledger.ratings[index].rating.id
                    try db.transaction { db in
                        let old = try #require(
                            try db.rating(id, receiptHash: Array(id.description.utf8), isToChange: true))
                        try db.withdraw(old, at: moment)
                    }
                    ledger.withdraw(index)
                default:
                    for bucket in try db.bucketsWithDeltas() where Bool.random(using: &random) {
                        try db.foldDeltas(bucket: bucket)
                    }
                }
                if step % 25 == 0 { #expect(try db.verifyFigures().map(\.description) == [], "step \(step)") }
                if step % 25 == 1 { #expect(try Self.kept(db) == ledger.figures, "step \(step)") }
            }
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try Self.kept(db) == ledger.figures)
            for bucket in try db.bucketsWithDeltas() { try db.foldDeltas(bucket: bucket) }
            #expect(try db.bucketsWithDeltas() == [])
            #expect(try Self.kept(db) == ledger.figures, "folding changes nothing")
            for (rating, _) in ledger.ratings {
                let old = try #require(try db.rating(rating.id, receiptHash: rating.testReceipt))
                try db.withdraw(old, at: testMoment)
            }
            #expect(try Self.kept(db).isEmpty, "withdrawing everything leaves nothing")
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
                group.addTask {
                    for bucket in try await pool.withConnection({ db in try db.bucketsWithDeltas() }) {
                        try await pool.transaction { db in _ = try db.foldDeltas(bucket: bucket) }
                    }
                }
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

    @Test("that are wrong are found by verification, on either side")
    func verification() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            _ = try db.rate(Samples.rating(part: 1, ("score", 4), ("rater", "a")))
            #expect(try db.verifyFigures().isEmpty)
            try db.execute("update part_deltas set raters = 2")
            #expect(try db.verifyFigures().map(\.place) == ["exp7/1"])
            try db.execute("delete from part_deltas")
            #expect(try db.verifyFigures().map(\.place) == ["exp7/1"])
        }
    }

    private static func kept(_ db: isolated Connection) throws -> [Int: PartFigures] {
        try db.figures(of: "exp7").filter { !$0.value.isZero }
    }

    private static func randomRating(_ random: inout Seeded) -> JSON {
        let comments = ["I love it, wonderful!", "Terrible. Awful. So short.", "It is a model."]
        let rater = JSON.string("rater-\(Int.random(in: 0..<6, using: &random))")
        let part = Int.random(in: 1...3, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return Samples.rating(
                part: part, ("comment", .string(comments.randomElement(using: &random) ?? "")), ("rater", rater))
        case 1: return Samples.rating(part: part, ("sentiment", "neutral"), ("rater", rater))
        default:
            return Samples.rating(
                part: part, ("score", .int(.random(in: 1...5, using: &random))), ("comment", "words"), ("rater", rater))
        }
    }
}

extension Rating {
    /// Whether it judges the same part for the same rater.
    fileprivate func isOf(_ other: Rating) -> Bool { rater == other.rater && input.part == other.input.part }
}
