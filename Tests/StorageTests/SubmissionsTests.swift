import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Stored submissions", .migrated) struct SubmissionsTests {
    @Test("are read back by their receipt, and by nothing else")
    func roundTrip() async throws {
        try await Database.pool.withConnection { db in
            let submission = try Submission.sample([Samples.tavern(), Array("{}".utf8)])
            try db.insert(submission, receiptHash: submission.testReceipt)
            let json = try #require(try db.submission(submission.id, receiptHash: submission.testReceipt))
            let read = try JSONDocument(json.bytes(), limits: .log).root
            #expect(read["status"]?.string == "accepted")
            #expect(
                read["documents"].map { $0.elements.compactMap { $0["status"]?.string } } == ["accepted", "rejected"])
            #expect(try db.submission(submission.id, receiptHash: []) == nil)
            #expect(try db.submission(ID(UUID()), receiptHash: submission.testReceipt) == nil)
        }
    }

    @Test("keep the bytes of files that were taken, and each episode as it is handed out")
    func stored() async throws {
        try await Database.pool.withConnection { db in
            let submission = try Submission.sample([Samples.tavern(), Array("{}".utf8)])
            try db.insert(submission, receiptHash: submission.testReceipt)
            let bytes: [Data?] = try db.query("select bytes from documents order by index")
            #expect(bytes == [Data(Samples.tavern()), nil])
            let contents: [String?] = try db.query("select content::text from episodes")
            let episode = try #require(contents.first ?? nil)
            let root = try JSONDocument(Array(episode.utf8), limits: .log).root
            #expect(root["id"]?.string == submission.documents[0].episodes[0].id.description)
            #expect(!episode.contains("Sam"), "the user's name is handed out")
            let buckets: [Int16] = try db.query(
                "select bucket from documents union select bucket from episodes union select bucket from episode_originals"
            )
            #expect(buckets == [submission.id.bucket])
        }
    }

    @Test("are withdrawn once, by their receipt, with tombstones only for what was handed out")
    func withdrawal() async throws {
        try await Database.pool.withConnection { db in
            // Training markup keeps an episode from being handed out.
            let submission = try Submission.sample([Samples.tavern(), Samples.tavern(word: "<|user|>")])
            #expect(submission.documents.map(\.status) == [.accepted, .quarantined])
            try db.insert(submission, receiptHash: submission.testReceipt)
            #expect(try db.withdrawSubmission(submission.id, receiptHash: [], at: testMoment) == nil)
            #expect(try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment) == [])
            #expect(
                try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment) == nil)
            #expect(try db.submission(submission.id, receiptHash: submission.testReceipt) == nil)
            let kinds: [String] = try db.query("select kind from outbox order by revision, kind")
            #expect(kinds == ["episode.accepted", "episode.withdrawn"])
            let listed: [(UUID, String)] = try db.query("select id, subject from withdrawals")
            #expect(listed.map(\.0) == [submission.id.uuid] && listed.map(\.1) == ["submission"])
            let rest: Int? = try db.first(
                """
                select (select count(*) from episode_originals) + (select count(*) from documents where bytes is not null)
                    + (select count(*) from episodes where content is not null or dialogue_sha256 is not null)
                """)
            #expect(rest == 0)
        }
    }

    @Test("about parts that are not registered break a rule with a name")
    func references() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment(parts: 1)
            for (pairs, constraint) in [
                ([("experiment", "exp9")], "submission_of_known_experiment"),
                ([("experiment", "exp7"), ("part", "2")], "submission_of_known_part"),
            ] {
                let fields = try SubmissionFields([("consent_training", "true")] + pairs)
                let submission = Submission(
                    id: ID(bucket: 1, at: testMoment), fields: fields,
                    uploads: [Upload(filename: nil, bytes: Samples.tavern())], receivedAt: testMoment)
                let error = #expect(throws: PostgresError.self) {
                    try db.transaction { db in try db.insert(submission, receiptHash: [1]) }
                }
                #expect(error?.constraint == constraint)
            }
        }
    }
}
