import Core
import Foundation
import Postgres
import Sentiment
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Comments read again", .migrated(.own)) struct RescoringTests {
    /// Ratings as an older model left them: everything neutral, under another version's name.
    private func seed(_ db: isolated Connection) throws -> [Rating] {
        try db.registerExperiment(parts: 2)
        var ratings: [Rating] = []
        let comments = [
            "far too short and it keeps looping", "lovely long replies, stays in character", "it is a model",
        ]
        for (number, comment) in comments.enumerated() {
            for part in 1...2 {
                let body = Samples.rating(
                    part: part, ("comment", .string(comment)), ("rater", .string("rater-\(number)")))
                ratings.append(try db.rate(body).rating)
            }
        }
        ratings.append(try db.rate(Samples.rating(("score", 1), ("comment", "lovely"), ("rater", "mixed"))).rating)
        ratings.append(try db.rate(Samples.rating(("score", 5), ("rater", "silent"))).rating)
        try db.execute("update ratings set sentiment_model = 'old/1'")
        try db.execute("update ratings set comment_sentiment = 'neutral' where comment is not null")
        try db.execute("update ratings set sentiment = 'neutral' where sentiment_source = 'comment'")
        try db.execute("delete from rating_aspects where source = 'comment'")
        try db.execute("delete from part_deltas")
        try db.execute("delete from part_totals")
        _ = try db.repairFigures(at: testMoment)
        return ratings
    }

    @Test("are put aside in batches, and swapped in at once: figures before are the old, after the new, never between")
    func swap() async throws {
        try await Database.pool.withConnection { db in
            let ratings = try seed(db)
            #expect(try db.verifyFigures().isEmpty)
            let before = try db.figures(of: "exp7")
            #expect(before[1]?.sentiments.neutral == 3)
            #expect(try db.ratingsToRescore() == 8)
            var batches: [Int] = []
            while batches.last != 0 {
                batches.append(try db.rescoreBatch(limit: 3))
                #expect(try db.figures(of: "exp7") == before, "a reading shows before all are there")
            }
            #expect(batches == [3, 3, 2, 0])
            #expect(try db.swapRescored(at: testMoment) == 8)
            #expect(try db.ratingsToRescore() == 0)
            #expect(try db.verifyFigures().isEmpty)
            var ledger = FigureLedger()
            for rating in ratings { ledger.rate(rating) }
            #expect(try db.figures(of: "exp7") == ledger.figures)
            let expected = try #require(ledger.figures[1])
            #expect(expected[.statedAndRead] == 1 && expected[.differing] == 1)
            let models: [String] = try db.query("select distinct sentiment_model from ratings")
            #expect(models == [SentimentModel.version])
            let aspects: Int? = try db.first("select count(*) from rating_aspects where source = 'comment'")
            #expect(aspects == ratings.reduce(0) { $0 + ($1.commentSentiment?.aspects.count ?? 0) })
            #expect(try db.swapRescored(at: testMoment) == 0)
        }
    }

    @Test("leave a rating alone that its rater changed meanwhile, and read it the next time")
    func corrected() async throws {
        try await Database.pool.withConnection { db in
            let ratings = try seed(db)
            while try db.rescoreBatch() > 0 {}
            let first = try #require(ratings.first)
            let receipt = first.testReceipt
            let old = try #require(try db.rating(first.id, receiptHash: receipt, isToChange: true))
            let patch = try JSONDocument(Array(#"{"comment": "lovely, much longer now"}"#.utf8), limits: .request).root
            try db.update(try old.corrected(by: patch, now: testMoment), from: old, at: testMoment)
            #expect(try db.swapRescored(at: testMoment) == 7)
            #expect(try db.verifyFigures().isEmpty)
            let label: String? = try db.first(
                "select sentiment from ratings where bucket = \(first.id.bucket) and id = \(first.id.uuid)")
            #expect(label == "positive")
            #expect(try db.ratingsToRescore() == 0, "a correction is read by the model of its time")
        }
    }

    @Test("do not bring back what was withdrawn")
    func withdrawn() async throws {
        try await Database.pool.withConnection { db in
            let ratings = try seed(db)
            while try db.rescoreBatch() > 0 {}
            let first = try #require(ratings.first)
            let old = try #require(try db.rating(first.id, receiptHash: first.testReceipt, isToChange: true))
            try db.withdraw(old, at: testMoment)
            #expect(try db.swapRescored(at: testMoment) == 7)
            #expect(try db.verifyFigures().isEmpty)
            let aspects: Int? = try db.first(
                "select count(*) from rating_aspects where bucket = \(first.id.bucket) and rating_id = \(first.id.uuid)"
            )
            #expect(aspects == 0)
        }
    }

    @Test("let newcomers rate while they are swapped in, and make the others wait")
    func meanwhile() async throws {
        let pool = Database.pool
        try await pool.withConnection { db in
            _ = try seed(db)
            while try db.rescoreBatch() > 0 {}
            try await db.streamingTransaction { db in
                #expect(try db.swapRescored(at: testMoment) == 8)
                try await pool.withConnection { other in
                    try other.transaction { other in
                        _ = try other.rate(Samples.rating(part: 2, ("score", 4), ("rater", "newcomer")))
                    }
                    let error = #expect(throws: PostgresError.self) {
                        try other.transaction { other in
                            try other.execute("set local lock_timeout = 200")
                            _ = try other.rate(Samples.rating(part: 2, ("score", 4), ("rater", "mixed")))
                        }
                    }
                    #expect(error?.isLockTimeout == true)
                }
            }
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.figures(of: "exp7")[2]?.scores == [0, 0, 0, 1, 0])
        }
    }
}
