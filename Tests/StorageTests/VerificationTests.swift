import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Figures that are wrong", .migrated(.own)) struct VerificationTests {
    private func seed(_ db: isolated Connection, ratings: Int = 40) throws {
        try db.registerExperiment()
        var random = Seeded(3)
        for step in 0..<ratings {
            let moment = testMoment.addingTimeInterval(Double(step))
            try db.transaction { db in _ = try db.rate(randomRating(&random), at: moment) }
        }
    }

    @Test("are found, on either side, and named")
    func found() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let model = try db.rate(Samples.rating(part: 1, ("score", 4), ("rater", "a"))).rating.sentimentModel
            #expect(try db.verifyFigures().isEmpty)
            _ = try db.foldDeltas()
            try db.execute("update part_totals set count = 2 where counter = 'raters'")
            #expect(
                try db.verifyFigures().map(\.description) == ["exp7/1 raters of \(model): kept 2, recomputed 1"])
            try db.execute("delete from part_totals where counter = 'score:4'")
            #expect(
                try db.verifyFigures().map(\.place) == ["exp7/1 raters of \(model)", "exp7/1 score:4 of \(model)"])
        }
    }

    @Test("are put right, and the right ones left alone, whether folded or not")
    func repaired() async throws {
        try await Database.pool.withConnection { db in
            try seed(db)
            let right = try db.figures(of: "exp7")
            _ = try db.foldDeltas(limit: 20)
            try db.execute("update part_totals set count = count * 3 where counter like 'sentiment%'")
            try db.execute("delete from part_totals where counter like 'aspect%'")
            try db.execute("delete from part_deltas where part = 2")
            try db.execute("insert into part_totals values ('exp7', 1, 'old/0', 'raters', 7), ('gone', 1, 'x', 'y', 1)")
            try db.execute(
                "update part_deltas set counters = counters || array['nobody'], counts = counts || array[5::bigint]")
            let found = try db.verifyFigures().map(\.description)
            #expect(found.count > 20)
            #expect(try db.repairFigures(at: testMoment).map(\.description) == found)
            #expect(try db.verifyFigures().isEmpty)
            #expect(try db.figures(of: "exp7") == right)
            while try db.foldDeltas() > 0 {}
            #expect(try db.verifyFigures().isEmpty)
            let strange: Int? = try db.first(
                "select count(*) from part_totals where counter in ('nobody', 'y') or sentiment_model = 'old/0'")
            #expect(strange == 0)
            #expect(try db.repairFigures(at: testMoment).isEmpty)
        }
    }

    @Test("are put right while ratings come and deltas are folded, twice at once, and nothing is lost")
    func repairedMeanwhile() async throws {
        try await Database.pool.withConnection { db in
            try seed(db)
            try db.execute("update part_deltas set counts = counts || 9::bigint, counters = counters || 'raters'::text")
        }
        let pool = Database.pool
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    var random = Seeded(UInt64(writer))
                    for step in 0..<60 {
                        let body = randomRating(raters: 40, &random)
                        let moment = testMoment.addingTimeInterval(Double(1000 + step))
                        try await pool.transaction { db in _ = try db.rate(body, at: moment) }
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<5 {
                        try await pool.withConnection { db in
                            _ = try db.repairFigures(at: testMoment)
                            _ = try db.foldDeltas(limit: 50)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await pool.withConnection { db in try db.verifyFigures() }.map(\.description) == [])
    }
}
