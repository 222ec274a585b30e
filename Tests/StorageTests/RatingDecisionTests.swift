import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Decisions about ratings", .migrated) struct RatingDecisionTests {
    @Test("take a rating out of the figures, and put it back exactly", arguments: [Decision.quarantine, .reject])
    func reversed(decision: Decision) async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let other = try db.rate(Samples.rating(part: 1, ("score", 2), ("rater", "a"))).rating
            let before = try db.figures(of: "exp7")
            let rating = try db.rate(
                Samples.rating(part: 2, ("score", 5), ("comment", "lovely long replies"), ("rater", "a"))
            ).rating
            let with = try db.figures(of: "exp7")
            #expect(with[2]?.returning(since: 1).positive == 1)
            let status = try db.decide(decision, about: rating.id, at: testMoment)
            #expect(status == (decision == .reject ? .rejected : .quarantined))
            #expect(try db.figures(of: "exp7") == before)
            #expect(try db.decide(decision, about: rating.id, at: testMoment) == status, "twice is once")
            #expect(try db.figures(of: "exp7") == before)
            #expect(try db.decide(.accept, about: rating.id, at: testMoment) == .accepted)
            #expect(try db.figures(of: "exp7") == with)
            #expect(try db.decide(.accept, about: rating.id, at: testMoment) == .accepted)
            #expect(try db.figures(of: "exp7") == with)
            _ = try db.decide(decision, about: other.id, at: testMoment)
            #expect(try db.figures(of: "exp7")[2]?.returning(since: 1).total == 0, "the later part's figures follow")
            #expect(try db.figures(of: "exp7")[1] == nil)
        }
    }

    @Test("let the rating before it count meanwhile, and respect one that came later")
    func history() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var ratings: [Rating] = []
            for score in 1...3 {
                let moment = testMoment.addingTimeInterval(Double(score))
                ratings.append(
                    try db.rate(Samples.rating(("score", .int(score)), ("rater", "a")), at: moment).rating)
                if score == 2 { #expect(try db.decide(.quarantine, about: ratings[1].id, at: moment) == .quarantined) }
                if score == 2 { #expect(try db.figures(of: "exp7")[1]?.scores == [1, 0, 0, 0, 0]) }
            }
            #expect(try db.figures(of: "exp7")[1]?.ratings == 2)
            #expect(try db.decide(.accept, about: ratings[1].id, at: testMoment) == .superseded)
            #expect(try db.figures(of: "exp7")[1]?.scores == [0, 0, 1, 0, 0])
            #expect(try db.figures(of: "exp7")[1]?.ratings == 3)
            try db.withdraw(try db.held(ratings[2]), at: testMoment)
            #expect(try db.figures(of: "exp7")[1]?.scores == [0, 1, 0, 0, 0])
        }
    }

    @Test("about what is withdrawn or never was are none")
    func nothing() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let rating = try db.rate(Samples.rating(("score", 2), ("rater", "a"))).rating
            try db.withdraw(try db.held(rating), at: testMoment)
            for decision in Decision.allCases {
                #expect(try db.decide(decision, about: rating.id, at: testMoment) == nil)
                #expect(try db.decide(decision, about: ID(bucket: 3, at: testMoment), at: testMoment) == nil)
            }
            #expect(try db.figures(of: "exp7") == [:])
        }
    }
}
