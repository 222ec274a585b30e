import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Stored ratings", .migrated) struct RatingsTests {
    @Test("are read back as they were given")
    func roundTrip() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let json = Samples.rating(
                ("score", 2), ("comment", "Too short, e\u{301} and 漢字 \u{1F600}"), ("rater", "quiet|otter"),
                (
                    "aspects",
                    [["aspect": "length", "polarity": "negative"], ["aspect": "speed", "polarity": "positive"]]
                ),
                (
                    "sampling",
                    ["temperature": 0.7, "top_p": 1, "top_k": 0, "repetition_penalty": 1.05, "contrastive": false]
                ), ("front_end", "gradio"), ("submission", "018f0000-0000-7000-8000-000000000001"),
                ("occurred_at", "2023-02-17T19:54:41.000Z"))
            let rating = try db.rate(json).rating
            let read = try #require(try db.rating(rating.id, receiptHash: rating.testReceipt))
            #expect(read.json.bytes() == rating.json.bytes())
            #expect(read.rater.utf8.elementsEqual("quiet|otter".utf8))
            #expect(try db.rating(rating.id, receiptHash: [1, 2, 3]) == nil)
        }
    }

    @Test("of one rater for one part: the latest counts, and the one before it again when that is withdrawn")
    func latest() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var ratings: [Rating] = []
            for score in 1...3 {
                let moment = testMoment.addingTimeInterval(Double(score))
                let (rating, replaced) = try db.rate(
                    Samples.rating(("score", .int(score)), ("rater", "lowtide")), at: moment)
                #expect(replaced == ratings.last?.id)
                ratings.append(rating)
            }
            _ = try db.rate(Samples.rating(part: 2, ("score", 5), ("rater", "lowtide")))
            try Self.expect(db, ratings, ["superseded", "superseded", "accepted"])
            try db.withdraw(
                try #require(try db.rating(ratings[2].id, receiptHash: ratings[2].testReceipt)), at: testMoment)
            try Self.expect(db, ratings, ["superseded", "accepted", "withdrawn"])
            try db.withdraw(
                try #require(try db.rating(ratings[0].id, receiptHash: ratings[0].testReceipt)), at: testMoment)
            try Self.expect(db, ratings, ["withdrawn", "accepted", "withdrawn"])
            #expect(try db.figures(of: "exp7")[1]?.scores == [0, 1, 0, 0, 0])
            #expect(try db.figures(of: "exp7")[2]?.scores == [0, 0, 0, 0, 1])
            try db.withdraw(
                try #require(try db.rating(ratings[1].id, receiptHash: ratings[1].testReceipt)), at: testMoment)
            try Self.expect(db, ratings, ["withdrawn", "withdrawn", "withdrawn"])
            #expect(try db.figures(of: "exp7")[1] == nil)
            let listed: Int? = try db.first("select count(*) from withdrawals where subject = 'rating'")
            #expect(listed == 3)
        }
    }

    private static func expect(
        _ db: isolated Connection, _ ratings: [Rating], _ statuses: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try ratings.map { rating in
            let status: String? = try db.first("select status from ratings where id = \(rating.id.uuid)")
            return status ?? "absent"
        }
        #expect(found == statuses, sourceLocation: sourceLocation)
    }
}
