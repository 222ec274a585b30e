import ChatLogs
import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Policies", .migrated(.own)) struct PoliciesTests {
    private func policy(_ minimum: Int, name: String = "longer") throws -> Policy {
        try Policy(
            text: Array(#"{"name":"\#(name)","filters":[{"filter":"response_words","minimum":\#(minimum)}]}"#.utf8))
    }

    @Test("have versions that never change")
    func versions() async throws {
        try await Database.pool.transaction { db in
            let first = try db.put(policy(60), at: testMoment)
            #expect(first.isNew && first.version.number == 1)
            let again = try db.put(policy(60), at: testMoment.addingTimeInterval(1))
            #expect(!again.isNew && again.version.number == 1 && again.version.createdAt == testMoment)
            let second = try db.put(policy(50), at: testMoment)
            #expect(second.isNew && second.version.number == 2)
            #expect(try db.policy("longer")?.policy.json == policy(50).json)
            #expect(try db.policy("longer", version: 1)?.policy.json == policy(60).json)
            #expect(try db.policy("longer", version: 3) == nil)
            #expect(try db.policy("other") == nil)
            #expect(try db.versions(ofPolicy: "longer").map(\.number) == [2, 1])
            _ = try db.put(policy(60, name: "another"), at: testMoment)
            #expect(try db.policies().map(\.policy.name) == ["another", "longer"])
        }
    }

    @Test("are numbered one after another when many are put at once")
    func racers() async throws {
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for minimum in 1...10 {
                group.addTask {
                    try await Database.pool.transaction { db in
                        try db.put(try policy(minimum), at: testMoment).version.number
                    }
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...10))
    }

    @Test("read numbers that were measured when episodes came in, and no others")
    func figures() async throws {
        let submissions = try (1...3).map {
            try Submission.sample([Samples.tavern(word: "word\($0)")], bucket: UInt8($0))
        }
        try await Database.pool.transaction { db in
            for submission in submissions { try db.insert(submission, receiptHash: submission.testReceipt) }
        }
        let policy = try policy(5)
        try await Database.pool.withConnection { db in
            #expect(try db.measureEpisodes() == 0, "all are measured")
            let figures = try db.figures(for: policy)
            #expect(Set(figures.map(\.id)) == Set(submissions.map { $0.documents[0].episodes[0].id.description }))
            #expect(figures.allSatisfy { $0.dialogue.turns.count == 5 && $0.dialogue.sketch.isEmpty })
            #expect(Set(figures.map(\.submitter)) == Set(submissions.map(\.id.description)))
            let near = try Policy(text: Array(#"{"name":"near","filters":[{"filter":"near_duplicate"}]}"#.utf8))
            let sketches = try db.figures(for: near)
            #expect(sketches.allSatisfy { $0.dialogue.sketch.count == 128 })
            let wide = #"{"name":"w","window":{"target_tokens":64},"filters":[{"filter":"response_similarity"}]}"#
            #expect(try db.figures(for: Policy(text: Array(wide.utf8))).count == 3, "measured anew")
        }
        let run = await PolicyRun.run(
            policy, on: try await Database.pool.withConnection { try $0.figures(for: policy) })
        #expect(run.total.seen.responses == 6 && run.total.kept.responses == 6)
    }

    @Test("measure what came before there were figures, once")
    func backfill() async throws {
        let submission = try Submission.sample()
        try await Database.pool.transaction { db in
            try db.insert(submission, receiptHash: submission.testReceipt)
            let before = try db.figures(for: Policy.pygmalion2023)
            try db.execute("delete from episode_figures")
            #expect(try db.figures(for: Policy.pygmalion2023).isEmpty)
            #expect(try db.measureEpisodes() == 1)
            #expect(try db.measureEpisodes() == 0)
            #expect(try db.figures(for: Policy.pygmalion2023) == before)
        }
    }

    @Test("know the scores of ratings that reach an episode")
    func scores() async throws {
        let fields = try SubmissionFields([
            ("consent_training", "true"), ("submitter", "sam"), ("experiment", "exp7"), ("part", "2"),
        ])
        let ours = Submission(
            id: ID(bucket: 9, at: testMoment), fields: fields,
            uploads: [Upload(filename: nil, bytes: Samples.tavern())],
            receivedAt: testMoment)
        let other = try Submission.sample([Samples.tavern(word: "anchor")])
        try await Database.pool.transaction { db in
            try db.registerExperiment()
            try db.insert(ours, receiptHash: ours.testReceipt)
            try db.insert(other, receiptHash: other.testReceipt)
            _ = try db.rate(Samples.rating(part: 2, ("score", 5), ("rater", "sam")))
            _ = try db.rate(
                Samples.rating(part: 1, ("score", 2), ("rater", "lee"), ("submission", .string(ours.id.description))))
            _ = try db.rate(Samples.rating(part: 1, ("score", 1), ("rater", "kim")))
            let text = #"{"name":"r","filters":[{"filter":"rating","minimum_score":3}]}"#
            let figures = try db.figures(for: Policy(text: Array(text.utf8)))
            #expect(figures.first { $0.submitter == "sam" }?.score == 3.5)
            #expect(figures.first { $0.submitter != "sam" }?.score == nil)
            #expect(figures.count == 2)
            // The feed, which looks at some episodes only, knows the same.
            _ = try db.sequence(now: testMoment)
            let entries = try db.feed(after: 0, limit: 10)
            let fed = try db.contents(of: entries[...], for: FeedSelection(format: try #require(.named("kto"))))
            #expect(Set(fed.contents.values.map(\.score)) == [3.5, nil])
            let plain = try db.contents(of: entries[...], for: FeedSelection())
            #expect(plain.contents.values.allSatisfy { $0.score == nil && $0.figures == nil })
            let judged = try db.contents(of: entries[...], for: FeedSelection(policy: Policy.pygmalion2023))
            #expect(judged.contents.values.allSatisfy { $0.figures != nil })
        }
    }

    @Test("see nothing of what was withdrawn, nor is it kept")
    func withdrawal() async throws {
        let submission = try Submission.sample()
        try await Database.pool.transaction { db in
            try db.insert(submission, receiptHash: submission.testReceipt)
            #expect(try db.withdrawSubmission(submission.id, receiptHash: submission.testReceipt, at: testMoment) == [])
            #expect(try db.figures(for: Policy.pygmalion2023).isEmpty)
            #expect(try db.measureEpisodes() == 0)
            let left: Int? = try db.first("select count(*) from episode_figures")
            #expect(left == 0)
        }
    }
}
