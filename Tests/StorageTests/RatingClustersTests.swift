import Core
import Foundation
import Postgres
import Sentiment
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Groups of ratings", .migrated) struct RatingClustersTests {
    private static let part = PartName(experiment: "exp7", number: 1)
    private static let pasted = "These replies are far too short for me, sadly."

    /// A rating from somewhere, with the comment that all share.
    private func rate(
        _ db: isolated Connection, _ rater: String, score: Int = 1, comment: String? = pasted, network: Int64? = nil,
        at seconds: Double = 0
    ) throws -> Rating {
        let body = Samples.rating(
            ("score", .int(score)), ("rater", .string(rater)), ("comment", comment.map(JSON.string) ?? .null))
        let moment = testMoment.addingTimeInterval(seconds)
        let input = try RatingInput(try JSONDocument(body.bytes(), limits: .request).root, now: moment)
        let rating = Rating(input, id: ID(bucket: Bucket.of(rater), at: moment), rater: rater, receivedAt: moment)
        let key = try IdempotencyKey(key: nil, request: "POST /v1/ratings", body: [])
        _ = try db.store([
            NewRating(
                rating, receiptHash: rating.testReceipt, key: key, network: network.map { RatingNetwork(mark: $0) })
        ])
        return rating
    }

    private func clustered(_ db: isolated Connection) throws -> Tally {
        #expect(try db.verifyFigures().map(\.description) == [])
        return try db.figures(of: "exp7")[1]?.clustered ?? Tally()
    }

    /// Marks what is found, as the service does.
    private func look(_ db: isolated Connection, since seconds: Double = 0) throws -> Int {
        let moment = testMoment.addingTimeInterval(seconds)
        let members = try db.clusterMembers(of: Self.part, since: moment)
        return try RatingCluster.all(among: members).reduce(0) { try $0 + db.markClustered($1.members, at: moment) }
    }

    @Test("are found by comment and network, noted once, and counted apart")
    func found() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            for rater in ["a", "b"] { _ = try rate(db, rater) }
            #expect(try look(db) == 0, "two are none")
            _ = try rate(db, "c", score: 5, network: 9)
            _ = try rate(db, "lone", comment: "Nobody else says this about the replies.")
            #expect(try look(db) == 3)
            #expect(try clustered(db) == Tally(negative: 2, neutral: 0, positive: 1))
            #expect(try look(db) == 0, "noted once")
            for rater in ["d", "e"] { _ = try rate(db, rater, comment: nil, network: 9, at: 30) }
            #expect(try look(db) == 2)
            let figures = try #require(try db.figures(of: "exp7")[1])
            #expect(figures.raters == 6 && figures.clustered.total == 5 && figures.withoutClusters.raters == 1)
            while try db.foldDeltas() > 0 {}
            #expect(try clustered(db).total == 5)
        }
    }

    @Test("find a comment that was pasted long ago, and what moderation refused is evidence")
    func old() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let first = try rate(db, "a")
            _ = try db.decide(.reject, about: first.id, at: testMoment)
            _ = try rate(db, "b", at: 86_400)
            _ = try rate(db, "c", at: 10 * 86_400)
            #expect(try look(db, since: 10 * 86_400) == 2)
            #expect(try clustered(db) == Tally(negative: 2, neutral: 0, positive: 0))
        }
    }

    @Test("are taken out of the figures and put back exactly by whatever happens to a rating")
    func reversed() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let ratings = try ["a", "b", "c"].map { try rate(db, $0) }
            let before = try db.figures(of: "exp7")
            #expect(try look(db) == 3)
            let marked = try db.figures(of: "exp7")
            let difference = (marked[1] ?? PartFigures()) - (before[1] ?? PartFigures())
            #expect(difference.named.map(\.name) == ["clustered:negative"])
            let again = try rate(db, "a", score: 5, comment: nil, at: 9000)
            #expect(
                try clustered(db) == Tally(negative: 2, neutral: 0, positive: 1), "who rates again stays in the group")
            try db.withdraw(try db.held(again), at: testMoment)
            #expect(try db.figures(of: "exp7") == marked)
            let patch = try JSONDocument(#"{"score":4,"comment":null}"#.utf8.map { $0 }, limits: .request).root
            let old = try db.held(ratings[1])
            try db.update(try old.corrected(by: patch, now: testMoment), from: old, at: testMoment)
            #expect(try clustered(db) == Tally(negative: 2, neutral: 0, positive: 1))
            for decision in [Decision.quarantine, .reject] {
                _ = try db.decide(decision, about: ratings[2].id, at: testMoment)
                #expect(try clustered(db) == Tally(negative: 1, neutral: 0, positive: 1))
            }
            for rating in ratings { try db.withdraw(try db.held(rating), at: testMoment) }
            #expect(try db.figures(of: "exp7") == [:])
            #expect(try look(db) == 0)
        }
    }

    @Test("are no more when a maintainer accepts them, and are not noted again")
    func accepted() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let ratings = try ["a", "b", "c"].map { try rate(db, $0) }
            let before = try db.figures(of: "exp7")
            #expect(try look(db) == 3)
            _ = try db.decide(.accept, about: ratings[0].id, at: testMoment)
            #expect(try clustered(db).total == 2)
            _ = try db.decide(.quarantine, about: ratings[1].id, at: testMoment)
            #expect(try clustered(db).total == 1)
            for rating in ratings { _ = try db.decide(.accept, about: rating.id, at: testMoment) }
            #expect(try db.figures(of: "exp7") == before)
            #expect(try look(db) == 0)
            _ = try rate(db, "d")
            #expect(try look(db) == 1, "they still are evidence")
            #expect(try clustered(db).total == 1)
        }
    }

    @Test("leave no trace in a rating that is withdrawn, and forget networks after a day")
    func forgotten() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let rating = try rate(db, "a", network: 7)
            _ = try rate(db, "b", network: 7, at: 10)
            let marks: [(Int64?, Int64?)] = try db.query("select network, comment_fingerprint from ratings")
            #expect(marks.allSatisfy { $0.0 == 7 && $0.1 == CommentFingerprint.of(Self.pasted) })
            try db.withdraw(try db.held(rating), at: testMoment)
            let left: Int? = try db.first("select count(network) + count(comment_fingerprint) from ratings")
            #expect(left == 2, "those of the other")
            #expect(try db.forgetNetworks(before: testMoment.addingTimeInterval(10)) == 0)
            #expect(try db.forgetNetworks(before: testMoment.addingTimeInterval(11)) == 1)
            #expect(try db.forgetNetworks(before: testMoment.addingTimeInterval(11)) == 0)
        }
    }

    @Test("are looked for in parts that got a rating only, and a flood has a limit")
    func parts() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            for rater in 0..<5 { _ = try rate(db, "r\(rater)", comment: nil, at: Double(rater)) }
            #expect(try db.partsRated(since: testMoment) == [Self.part])
            #expect(try db.partsRated(since: testMoment.addingTimeInterval(5)).isEmpty)
            let newest = try db.clusterMembers(of: Self.part, since: testMoment, limit: 2)
            #expect(newest.map(\.rater) == ["r4", "r3"])
        }
    }
}

@Suite("Groups of ratings that are noted", .migrated(.own), .timeLimit(.minutes(15))) struct RatingClusterRaceTests {
    @Test("by several servers at once, while raters change their ratings, leave exact figures")
    func race() async throws {
        let ids = try await Database.pool.withConnection { db in
            try db.registerExperiment()
            return try (0..<24).map { rater in
                try db.rate(Samples.rating(("score", 2), ("rater", .string("r\(rater)")))).rating.id
            }
        }
        let pool = Database.pool
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    _ = try await pool.transaction { db in try db.markClustered(ids.shuffled(), at: testMoment) }
                }
            }
            for rater in 0..<24 {
                group.addTask {
                    try await pool.transaction { db in
                        let body = Samples.rating(("score", 5), ("rater", .string("r\(rater)")))
                        _ = try db.rate(body, at: testMoment.addingTimeInterval(1))
                    }
                }
                group.addTask {
                    try await pool.transaction { db in
                        _ = try db.decide(.quarantine, about: ids[rater], at: testMoment)
                    }
                }
            }
            try await group.waitForAll()
        }
        try await pool.withConnection { db in
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.figures(of: "exp7")[1]?.raters == 24)
            // What was decided about first stays as it is.
            let missed: Int? = try db.first(
                "select count(*) from ratings where score = 2 and not is_clustered and decided_at is null")
            #expect(missed == 0)
        }
    }
}
