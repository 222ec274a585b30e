import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Decisions about submissions", .migrated) struct SubmissionDecisionTests {
    /// A submission of one accepted episode and one that training markup holds back.
    private func mixed(_ db: isolated Connection) throws -> Submission {
        let submission = try Submission.sample([Samples.tavern(), Samples.tavern(word: "<|user|>")])
        try db.insert(submission, receiptHash: submission.testReceipt)
        return submission
    }

    private func decide(
        _ decision: Decision, _ id: ID<Submission>, _ db: isolated Connection, at moment: Date = testMoment
    ) throws -> SubmissionStanding {
        try #require(
            try db.decide(DecisionInput(decision: decision, reason: "why"), about: id, by: .commandLine, at: moment))
    }

    /// Status, reasons and revision of each episode, in order.
    private func episodes(_ db: isolated Connection) throws -> [String] {
        try db.query(
            """
            select status || ' ' || array_to_string(reasons, ',') from episodes
            order by submission_id, document_index, session_index
            """)
    }

    private func events(_ db: isolated Connection) throws -> [String] {
        try db.query("select kind || ' ' || revision from outbox order by revision, occurred_at, id")
    }

    @Test("hand out what was held back, and say so in it")
    func accept() async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            let standing = try decide(.accept, submission.id, db)
            #expect(standing.status == .accepted && standing.episodes == [.accepted: 2] && standing.heldForSafety == 0)
            #expect(try episodes(db) == ["accepted ", "accepted "])
            #expect(try events(db) == ["episode.accepted 1", "episode.accepted 2"])
            let content: [String] = try db.query("select content::text from episodes order by document_index")
            let roots = try content.map { try JSONDocument(Array($0.utf8), limits: .own).root }
            #expect(roots.allSatisfy { $0["decisions"]?["status"]?.string == "accepted" })
            #expect(roots[1]["decisions"]?["reasons"]?.count == 0)
            #expect(roots[1]["id"]?.string == submission.documents[1].episodes[0].id.description)
            #expect(roots.map { $0.members.map(\.key) }[0] == roots.map { $0.members.map(\.key) }[1])
            _ = try decide(.accept, submission.id, db)
            #expect(try events(db).count == 2, "twice is once")
            let documents: [String] = try db.query("select status from documents order by index")
            #expect(documents == ["accepted", "accepted"])
        }
    }

    @Test("are undone exactly: each episode is what it was", arguments: Decision.allCases)
    func undo(decision: Decision) async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            let before = try episodes(db)
            #expect(before == ["accepted ", "quarantined control_tokens"])
            let first = try decide(decision, submission.id, db)
            #expect(try episodes(db) != before)
            #expect(try db.undo(first.entry, by: .commandLine, at: testMoment))
            #expect(try episodes(db) == before)
            #expect(try !db.undo(first.entry, by: .commandLine, at: testMoment), "once")
            let left: Int? = try db.first("select count(*) from submissions where decision is null")
            #expect(left == 1)
            let second = try decide(.quarantine, submission.id, db)
            let third = try decide(.reject, submission.id, db)
            #expect(try !db.undo(second.entry, by: .commandLine, at: testMoment), "another one came since")
            #expect(try db.undo(third.entry, by: .commandLine, at: testMoment))
            #expect(try episodes(db) == ["quarantined held_by_maintainer", "quarantined control_tokens"])
            #expect(try db.undo(second.entry, by: .commandLine, at: testMoment), "one after the other")
            #expect(try episodes(db) == before)
        }
    }

    @Test("take what was handed out from the feed, and nothing else")
    func feed() async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            _ = try decide(.reject, submission.id, db)
            #expect(try events(db) == ["episode.accepted 1", "episode.rejected 2"])
            #expect(try episodes(db) == ["rejected refused_by_maintainer", "rejected refused_by_maintainer"])
            let json = try #require(try db.submission(submission.id, receiptHash: submission.testReceipt))
            #expect(String(decoding: json.bytes(), as: UTF8.self).contains("refused_by_maintainer"))
            #expect(
                try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment) != nil)
            #expect(try events(db).count == 2, "its followers know already")
            let decided = try db.decide(
                DecisionInput(decision: .accept, reason: nil), about: submission.id, by: .commandLine, at: testMoment)
            #expect(decided == nil)
            let reasons: Int? = try db.first("select count(decision_reason) from submissions")
            #expect(reasons == 0)
        }
    }

    @Test("delete the text of what was rejected after a while, and leave nothing to decide")
    func deletion() async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            let standing = try decide(.reject, submission.id, db)
            #expect(try db.deleteRejected(before: testMoment) == 0)
            #expect(try db.deleteRejected(before: testMoment.addingTimeInterval(1)) == 1)
            #expect(try db.deleteRejected(before: testMoment.addingTimeInterval(1)) == 0)
            for table in ["episode_originals", "episode_figures"] {
                let rows: Int? = try db.first("select count(*) from \(identifier: table)")
                #expect(rows == 0, "\(table)")
            }
            let kept: Int? = try db.first(
                "select count(content) + (select count(coalesce(filename, bytes::text)) from documents) from episodes")
            #expect(kept == 0)
            #expect(throws: Problem.self) { try decide(.accept, submission.id, db) }
            #expect(try !db.undo(standing.entry, by: .commandLine, at: testMoment))
            #expect(
                try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment) != nil)
        }
    }

    @Test("never let out what is held for the safety check")
    func safety() async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            try db.execute(
                "update episodes set flags = '{minor_safety_review}', held_for = '{minor_safety_review}' where document_index = 1"
            )
            let standing = try decide(.accept, submission.id, db)
            #expect(standing.episodes == [.accepted: 1, .quarantined: 1] && standing.heldForSafety == 1)
            _ = try decide(.reject, submission.id, db)
            _ = try decide(.accept, submission.id, db)
            #expect(try episodes(db) == ["accepted ", "quarantined minor_safety_review"])
        }
    }

    @Test("are in the audit, without a word of what was sent")
    func audit() async throws {
        try await Database.pool.withConnection { db in
            let submission = try mixed(db)
            let standing = try decide(.quarantine, submission.id, db)
            let entry = try #require(try db.audit([standing.entry]).first)
            #expect(entry.action == .quarantineSubmission && entry.subject == submission.id.description)
            #expect(entry.actor == .commandLine && entry.at == testMoment)
            let stored: [String] = try db.query("select audit::text from audit")
            #expect(stored.count == 1 && !stored[0].contains("lantern") && !stored[0].contains("why"))
        }
    }
}
