import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("The queue of moderation", .migrated) struct ModerationQueueTests {
    private func submit(
        _ db: isolated Connection, word: String, isPublic: Bool, at seconds: Double
    ) throws -> ID<Submission> {
        let moment = testMoment.addingTimeInterval(seconds)
        let submission = Submission(
            id: ID(bucket: .random(in: 0...255), at: moment),
            fields: try SubmissionFields([
                ("consent_training", "true"), ("consent_public", isPublic ? "true" : "false"), ("notes", "zirconium"),
            ]),
            uploads: [Upload(filename: "zirconium.jsonl", bytes: Samples.tavern(word: "\(word) <|user|>"))],
            receivedAt: moment)
        try db.insert(submission, receiptHash: submission.testReceipt)
        return submission.id
    }

    private func text(_ items: [ModerationItem]) -> String {
        items.map { String(decoding: $0.json.bytes(), as: UTF8.self) }.joined(separator: "\n")
    }

    @Test("shows the text of nobody who did not give it for publication, nor what is held for the safety check")
    func privacy() async throws {
        try await Database.pool.withConnection { db in
            let shown = try submit(db, word: "lantern", isPublic: true, at: 0)
            _ = try submit(db, word: "zirconium", isPublic: false, at: 1)
            let unsafe = try submit(db, word: "zirconium", isPublic: true, at: 2)
            try db.execute(
                "update episodes set flags = array_append(flags, 'minor_safety_review') where submission_id = \(unsafe.uuid)"
            )
            let items = try db.moderationQueue(ModerationFilter())
            #expect(items.count == 3)
            #expect(text(items).contains("lantern") && !text(items).contains("zirconium"))
            guard case .submission(let held) = items[0].subject, case .submission(let hidden) = items[1].subject else {
                Issue.record("these are submissions")
                return
            }
            #expect(items[0].id == shown.uuid && held.isPublic && held.episodes[0].reasons == ["control_tokens"])
            #expect(held.episodes[0].excerpt?.isEmpty == false && hidden.episodes[0].excerpt == nil)
            #expect(hidden.episodes[0].turns == 5 && hidden.episodes[0].modelWordsMedian > 0)
        }
    }

    @Test("is in the order in which things came, page by page and by kind")
    func pages() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var expected: [UUID] = []
            for number in 0..<6 {
                let moment = testMoment.addingTimeInterval(Double(number))
                if number.isMultiple(of: 2) {
                    expected.append(try submit(db, word: "a", isPublic: false, at: Double(number)).uuid)
                } else {
                    let rating = try db.rate(
                        Samples.rating(("score", 2), ("rater", .string("r\(number)"))), at: moment
                    ).rating
                    #expect(try db.decide(.quarantine, about: rating.id, at: moment) == .quarantined)
                    expected.append(rating.id.uuid)
                }
            }
            var filter = ModerationFilter()
            filter.limit = 2
            var found: [UUID] = []
            while case let page = try db.moderationQueue(filter), let last = page.last {
                found += page.map(\.id)
                filter.after = ID(last.id)
            }
            #expect(found == expected)
            for kind in ModerationKind.allCases {
                var filter = ModerationFilter()
                filter.kind = kind
                #expect(
                    try db.moderationQueue(filter).map(\.kind)
                        == Array(repeating: kind, count: kind == .cluster ? 0 : 3))
            }
            #expect(try db.decide(.accept, about: ID(expected[1]), at: testMoment) == .accepted)
            #expect(try db.moderationQueue(ModerationFilter()).count == 5)
        }
    }

    private static let pasted = "These replies are far too short for me, sadly."

    private func group(_ db: isolated Connection, _ raters: ClosedRange<Int>) throws -> [Rating] {
        try raters.map { number in
            try db.rate(
                Samples.rating(
                    ("score", 1), ("rater", .string("rater-\(number)")), ("comment", .string(Self.pasted))),
                at: testMoment.addingTimeInterval(Double(number))
            ).rating
        }
    }

    private func look(_ db: isolated Connection) throws {
        let part = PartName(experiment: "exp7", number: 1)
        for cluster in RatingCluster.all(among: try db.clusterMembers(of: part, since: testMoment)) {
            _ = try db.markClustered(cluster.members, of: db.keep(cluster, of: part, at: testMoment), at: testMoment)
        }
    }

    @Test(
        "holds a group as one thing that grows, is decided about at once, and is undone exactly",
        arguments: Decision.allCases)
    func cluster(decision: Decision) async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            _ = try group(db, 1...4)
            try look(db)
            _ = try group(db, 5...6)
            try look(db)
            let items = try db.moderationQueue(ModerationFilter())
            #expect(items.count == 1)
            guard case .cluster(let held)? = items.first?.subject else { return }
            #expect(held.ratings == 6 && held.signs == [.comment] && held.counts.negative == 6)
            #expect(held.comments == [Self.pasted] && held.quarantined == 0)
            let before = try db.figures(of: "exp7")
            let id = try #require(items.first.map { ID<RatingCluster>($0.id) })
            let input = DecisionInput(decision: decision, reason: "copied")
            let standing = try #require(try db.decide(input, about: id, by: .commandLine, at: testMoment, limit: 4))
            #expect(standing.decided == 4 && standing.left == 2)
            let rest = try #require(try db.decide(input, about: id, by: .commandLine, at: testMoment, limit: 4))
            #expect(rest.decided == 2 && rest.left == 0)
            #expect(try db.decide(input, about: id, by: .commandLine, at: testMoment) == nil)
            #expect(try db.figures(of: "exp7") != before)
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.moderationQueue(ModerationFilter()).count == (decision == .quarantine ? 1 : 0))
            for entry in [standing.entry, rest.entry] { #expect(try db.undo(entry, by: .commandLine, at: testMoment)) }
            #expect(try db.figures(of: "exp7") == before)
            #expect(try db.verifyFigures().map(\.description) == [])
            #expect(try db.moderationQueue(ModerationFilter()).count == 1)
            #expect(try !db.undo(rest.entry, by: .commandLine, at: testMoment), "once")
        }
    }
}
