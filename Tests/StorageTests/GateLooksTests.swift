import Core
import Foundation
import Postgres
import Sentiment
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Looks at gates", .migrated(.own), .timeLimit(.minutes(15))) struct GateLooksTests {
    private static let gates: [JSON] = [
        ["metric": "net_sentiment", "above": 0, "raters": 40, "otherwise": "stop"],
        ["metric": "mean_score", "below": 2.5, "raters": 12],
        ["metric": "aspect_complaints", "aspect": "length", "detail": "short", "above": 0.2, "raters": 30],
    ]

    @Test("say what the figures say after any rating, correction, withdrawal and decision, and are never changed")
    func everyChange() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.layDown(Self.gates, part: 2)
            let part = try #require(try db.part(2, of: "exp7"))
            var random = Seeded(5)
            var ratings: [Rating] = []
            var log: [GateLook] = []
            for step in 0..<400 {
                let moment = testMoment.addingTimeInterval(Double(step))
                let before = try db.figures(of: "exp7")[2] ?? PartFigures()
                try db.transaction { db in try Self.change(db, &ratings, at: moment, &random) }
                let figures = try db.figures(of: "exp7")[2] ?? PartFigures()
                let looks = try db.gateLooks(of: part, after: 0, limit: 10_000)
                #expect(Array(looks.prefix(log.count)) == log, "what is logged stays")
                let isSeen = looks.count > log.count
                let isSame = part.gates.allSatisfy { $0.metric.measure(before) == $0.metric.measure(figures) }
                #expect(isSeen || isSame, "a change that nobody looked at")
                log = looks
                for look in log.suffix(part.gates.count) {
                    let now = part.gates[look.gate].look(at: figures)
                    #expect(look.raters == now.raters && look.sum == now.sum && look.outcome == now.outcome)
                }
            }
            #expect(log.map(\.number) == (0..<log.count).map { $0 / 3 + 1 })
            #expect(log.count > 300, "\(log.count)")
            #expect(Set(log.map(\.cause)) == [.rating, .correction, .withdrawal, .moderation])
            try Self.expectFirstDecision(of: part, in: log, db)
            let others: Int? = try db.first("select count(*) from gate_looks where part <> 2")
            #expect(others == 0)
            #expect(try db.verifyFigures().isEmpty)
        }
    }

    private static func change(
        _ db: isolated Connection, _ ratings: inout [Rating], at moment: Date, _ random: inout Seeded
    ) throws {
        let index = ratings.indices.randomElement(using: &random)
        switch (Int.random(in: 0..<10, using: &random), index) {
        case (6, let index?):
            let rating = ratings.remove(at: index)
            try db.withdraw(try db.held(rating), at: moment)
        case (7, let index?):
            let old = try #require(
                try db.rating(ratings[index].id, receiptHash: ratings[index].testReceipt, isToChange: true))
            let patch: JSON = ["score": .int(.random(in: 1...5, using: &random)), "comment": "far too short"]
            let body = try JSONDocument(patch.bytes(), limits: .request).root
            try db.update(try old.corrected(by: body, now: moment), from: old, at: moment)
        case (8...9, let index?):
            let decision = try #require(Decision.allCases.randomElement(using: &random))
            _ = try db.decide(decision, about: ratings[index].id, at: moment)
        default: ratings.append(try db.rate(randomRating(raters: 45, parts: 2, &random), at: moment).rating)
        }
    }

    private static func expectFirstDecision(of part: Part, in log: [GateLook], _ db: isolated Connection) throws {
        let report = try db.gateReport(of: part)
        for (index, standing) in report.standings.enumerated() {
            let decision = log.first { $0.gate == index && $0.outcome != .open }
            #expect(standing.decision == decision)
            #expect(standing.outcome == decision?.outcome ?? .open)
            #expect(standing.latest == log.last { $0.gate == index })
        }
        #expect(report.standings.contains { $0.outcome != .open }, "nothing was decided in this test")
    }

    @Test("decide once and for all: what is withdrawn afterwards is seen and changes nothing")
    func final() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.layDown([Self.gates[0]], part: 1)
            var ratings: [Rating] = []
            for rater in 0..<15 {
                ratings.append(try db.rate(Samples.rating(("score", 5), ("rater", .string("r\(rater)")))).rating)
            }
            let part = try #require(try db.part(1, of: "exp7"))
            let decision = try #require(try db.gateReport(of: part).decisions[0])
            #expect(decision.outcome == .met && decision.raters == decision.sum && decision.raters < 15)
            for rating in ratings.prefix(10) { try db.withdraw(try db.held(rating), at: testMoment) }
            let report = try db.gateReport(of: part)
            #expect(report.decisions[0] == decision && report.standings[0].outcome == .met)
            #expect(report.latest[0]?.outcome == .open && report.latest[0]?.raters == 5)
            #expect(report.latest[0]?.cause == .withdrawal && report.latest[0]?.number == 25)
        }
    }

    @Test("are not taken before the release, nor at parts without gates")
    func notYet() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.layDown([Self.gates[0]], part: 1, released: "2023-03-04T00:00:00Z")
            for part in 1...3 { _ = try db.rate(Samples.rating(part: part, ("score", 5), ("rater", "a"))) }
            let early: Int? = try db.first("select count(*) from gate_looks")
            #expect(early == 0)
            let later = testMoment.addingTimeInterval(86_400)
            _ = try db.rate(Samples.rating(("score", 5), ("rater", "b")), at: later)
            let part = try #require(try db.part(1, of: "exp7"))
            let looks = try db.gateLooks(of: part, after: 0, limit: 10)
            #expect(looks.map(\.raters) == [2] && looks.map(\.at) == [later])
        }
    }

    @Test("of raters who come at once are one sequence: each sees all before it", arguments: [12])
    func atOnce(writers: Int) async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.layDown(Self.gates, part: 1)
        }
        let pool = Database.pool
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for rater in 0..<10 {
                        try await pool.transaction { db in
                            let name = JSON.string("w\(writer)-\(rater)")
                            _ = try db.rate(Samples.rating(("score", 4), ("rater", name)))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await pool.withConnection { db in
            let part = try #require(try db.part(1, of: "exp7"))
            let looks = try db.gateLooks(of: part, after: 0, limit: 1000).filter { $0.gate == 0 }
            #expect(looks.map(\.number) == Array(1...10 * writers))
            #expect(looks.map(\.raters) == Array(1...10 * writers), "a rating was missed or seen too early")
            #expect(try db.gateLooks(of: part, after: 7, limit: 2).map(\.number) == [8, 8, 8, 9, 9, 9])
            #expect(try db.gateLooks(of: part, after: 10 * writers, limit: 2).isEmpty)
        }
    }

    @Test("are taken when comments are read again")
    func rescored() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            try db.layDown([Self.gates[0]], part: 1)
            _ = try db.rate(Samples.rating(("comment", "far too short and it keeps looping"), ("rater", "a")))
            try db.execute("update ratings set sentiment_model = 'old/1', sentiment = 'neutral'")
            try db.execute("delete from part_deltas")
            _ = try db.repairFigures(at: testMoment)
            while try db.rescoreBatch() > 0 {}
            _ = try db.swapRescored(at: testMoment)
            let part = try #require(try db.part(1, of: "exp7"))
            let looks = try db.gateLooks(of: part, after: 0, limit: 10)
            #expect(looks.map(\.cause) == [.rating, .rescore] && looks.map(\.sum) == [-1, -1])
        }
    }
}

extension Connection {
    /// Lays down the gates of a part and releases it.
    func layDown(_ gates: [JSON], part: Int, released: String = "2023-03-01T00:00:00Z") throws {
        let body: JSON = ["released_at": .string(released), "gates": .array(gates)]
        // The samples of parts are released: as if they had never been registered.
        try execute("delete from parts where number = \(Int32(part))")
        let part = try Part(
            experiment: "exp7", number: part, body: try JSONDocument(body.bytes(), limits: .request).root,
            now: testMoment.addingTimeInterval(-3600))
        _ = try put(part)
    }
}
