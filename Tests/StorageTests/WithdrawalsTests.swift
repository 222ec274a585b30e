import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("What was withdrawn and came back", .migrated) struct WithdrawalsTests {
    private let moment = testMoment.addingTimeInterval(60)

    @Test("of a submission is taken back as its holder did, once, with a tombstone")
    func submission() async throws {
        try await Database.pool.withConnection { db in
            let submission = try Submission.sample([Samples.tavern(word: "zirconium")])
            try db.insert(submission, receiptHash: submission.testReceipt)
            _ = try db.sequence(now: testMoment)
            let withdrawal = Withdrawal(id: submission.id.uuid, subject: .submission, at: testMoment)
            #expect(try db.withdrawAgain(withdrawal, at: moment))
            #expect(try !db.withdrawAgain(withdrawal, at: moment))
            #expect(try db.withdrawals() == [withdrawal])
            _ = try db.sequence(now: moment)
            #expect(try db.feed(after: 0, limit: 9).map(\.event.kind) == [.accepted, .withdrawn])
            let texts: Int? = try db.first("select count(*) from episodes where content is not null")
            #expect(texts == 0)
            #expect(try db.submission(submission.id, receiptHash: submission.testReceipt) == nil)
        }
    }

    @Test("of a rating leaves the figures as if its rater had taken it back")
    func rating() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            _ = try db.rate(Samples.rating(("score", 5), ("rater", "lowtide")))
            let second = try db.rate(Samples.rating(("score", 1), ("rater", "lowtide")), at: moment).rating
            let withdrawal = Withdrawal(id: second.id.uuid, subject: .rating, at: testMoment)
            #expect(try db.withdrawAgain(withdrawal, at: moment))
            #expect(try !db.withdrawAgain(withdrawal, at: moment))
            #expect(try db.withdrawals() == [withdrawal])
            #expect(try db.figures(of: "exp7")[1]?.scores == [0, 0, 0, 0, 1])
            #expect(try db.verifyFigures().isEmpty)
        }
    }

    @Test("is noted also when the restored state never knew it")
    func unknown() async throws {
        try await Database.pool.withConnection { db in
            let both = Withdrawal.Subject.allCases.map { Withdrawal(id: UUID(), subject: $0, at: testMoment) }
            for withdrawal in both {
                let wasThere = try db.withdrawAgain(withdrawal, at: moment)
                #expect(!wasThere)
            }
            let listed = try db.withdrawals()
            #expect(Set(listed) == Set(both))
        }
    }
}
