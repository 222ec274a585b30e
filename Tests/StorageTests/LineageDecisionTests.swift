import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Decisions about versions of one conversation", .migrated) struct LineageDecisionTests {
    /// Sends a chat as one submitter does who sends backups.
    private func send(
        _ exchanges: Int, word: String = "lantern", _ db: isolated Connection, at seconds: Double = 0
    ) throws -> ID<Submission> {
        let moment = testMoment.addingTimeInterval(seconds)
        var submission = Submission(
            id: ID(bucket: .random(in: 0...255), at: moment),
            fields: try SubmissionFields([("consent_training", "true"), ("submitter", "marrowgrass")]),
            uploads: [Upload(filename: "aria.jsonl", bytes: Samples.tavern(word: word, exchanges: exchanges))],
            receivedAt: moment)
        try db.settle(&submission)
        try db.insert(submission, receiptHash: submission.testReceipt)
        return submission.id
    }

    private func decide(
        _ decision: Decision, _ id: ID<Submission>, _ db: isolated Connection
    ) throws -> SubmissionStanding? {
        try db.decide(DecisionInput(decision: decision, reason: nil), about: id, by: .commandLine, at: testMoment)
    }

    private func accepted(_ db: isolated Connection) throws -> [ID<Submission>] {
        let ids: [UUID] = try db.query("select submission_id from episodes where status = 'accepted' order by 1")
        return ids.map { ID($0) }
    }

    @Test("bring back the shorter version when the longer one goes, and let it give way again")
    func predecessor() async throws {
        try await Database.pool.withConnection { db in
            let short = try send(2, db)
            let long = try send(4, db, at: 1)
            #expect(try accepted(db) == [long])
            let held = try #require(try decide(.quarantine, long, db))
            #expect(try accepted(db) == [short])
            #expect(try db.undo(held.entry, by: .commandLine, at: testMoment))
            #expect(try accepted(db) == [long])
            _ = try decide(.reject, long, db)
            #expect(try accepted(db) == [short])
            #expect(try decide(.accept, long, db)?.status == .accepted)
            #expect(try accepted(db) == [long])
            #expect(try db.withdrawSubmission(long, receiptHash: Array(long.description.utf8), at: testMoment) != nil)
            #expect(try accepted(db) == [short])
        }
    }

    @Test("do not let a rejected version come back when the longer one goes")
    func rejected() async throws {
        try await Database.pool.withConnection { db in
            let short = try send(2, db)
            let long = try send(4, db, at: 1)
            let refusal = try #require(try decide(.reject, short, db))
            #expect(try accepted(db) == [long])
            _ = try decide(.quarantine, long, db)
            #expect(try accepted(db) == [])
            #expect(try db.undo(refusal.entry, by: .commandLine, at: testMoment))
            #expect(try accepted(db) == [short])
        }
    }

    @Test("never leave two versions, whatever is decided in whatever order, and the feed agrees")
    func random() async throws {
        try await Database.pool.withConnection { db in
            var random = Seeded(3)
            var all: [ID<Submission>] = []
            for exchanges in [1, 3, 2, 5, 4] {
                // What is there already is not kept; the others are of different lengths.
                if let id = try? send(exchanges, db, at: Double(all.count)) { all.append(id) }
            }
            var entries: [ID<AuditEntry>] = []
            for step in 0..<120 {
                let id = try #require(all.randomElement(using: &random))
                if step.isMultiple(of: 4), let entry = entries.randomElement(using: &random) {
                    _ = try db.undo(entry, by: .commandLine, at: testMoment)
                } else if let decision = Decision.allCases.randomElement(using: &random),
                    let standing = try? decide(decision, id, db)
                {
                    entries.append(standing.entry)
                }
                #expect(try accepted(db).count <= 1, "step \(step)")
                let odd: [UUID] = try db.query(
                    """
                    select e.id from episodes as e
                    left join (select episode_id, (array_agg(kind order by revision desc))[1] as last,
                        max(revision) as revision from outbox group by episode_id) as o on o.episode_id = e.id
                    where (e.status = 'accepted') <> coalesce(o.last = 'episode.accepted', false)
                        or coalesce(o.revision, 0) > e.revision
                    """)
                #expect(odd == [], "step \(step)")
            }
            let doubled: Int? = try db.first(
                "select count(*) from (select from outbox group by episode_id, revision having count(*) > 1) as twice")
            #expect(doubled == 0)
        }
    }
}
