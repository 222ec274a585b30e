import Core
import Foundation
import Postgres
import Sentiment
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Leads", .migrated) struct LeadsTests {
    private static func lead(part: Int = 1, at moment: Date = testMoment) throws -> Lead {
        let body: JSON = [
            "title": "messages get cut off", "aspect": "formatting", "detail": "cut_off", "part": .int(part),
        ]
        let input = try LeadInput(try JSONDocument(body.bytes(), limits: .request).root)
        return Lead(input, experiment: "exp7", now: moment)
    }

    @Test("are pinned with the ratings that report them, each rater once")
    func pinned() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let first = try db.rate(Samples.rating(("score", 2), ("rater", "a"))).rating
            let second = try db.rate(Samples.rating(part: 2, ("score", 2), ("rater", "a"))).rating
            let other = try db.rate(Samples.rating(part: 2, ("score", 2), ("rater", "b"))).rating
            let lead = try Self.lead()
            try db.insert(lead, ratings: [first.id, second.id, other.id])
            let stored = try #require(try db.lead(lead.id, of: "exp7"))
            #expect(stored.confirmations == .init(raters: [2: 2]), "a rater counts once, with the part named last")
            #expect(stored.title == lead.title && stored.aspect == .formatting && stored.detail == "cut_off")
            #expect(try db.leads(of: "exp7").map(\.id) == [lead.id])
            #expect(try db.lead(lead.id, of: "exp8") == nil && db.leads(of: "exp8").isEmpty)
        }
    }

    @Test("are confirmed by a rater with the receipt and by maintainers, each once")
    func confirmed() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let lead = try Self.lead()
            try db.insert(lead, ratings: [])
            let rating = try db.rate(Samples.rating(part: 3, ("score", 2), ("rater", "a"))).rating
            let hashes = [[1, 2, 3], rating.testReceipt, rating.testReceipt, nil]
            let news = try hashes.map { hash in
                try db.confirm(lead, rating: rating.id, receiptHash: hash, at: testMoment)
            }
            #expect(news == [nil, true, false, false])
            let token = UUID()
            #expect(try db.confirm(lead, token: token, at: testMoment))
            #expect(try !db.confirm(lead, token: token, at: testMoment))
            #expect(try db.confirm(lead, token: UUID(), at: testMoment))
            #expect(try db.lead(lead.id, of: "exp7")?.confirmations == .init(raters: [3: 1], maintainers: 2))
        }
    }

    @Test("lose what is withdrawn, and for as long as it is held back what moderation holds back")
    func takenBack() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let ratings = try ["a", "b"].map { name in
                try db.rate(Samples.rating(("score", 2), ("rater", .string(name)))).rating
            }
            let lead = try Self.lead()
            try db.insert(lead, ratings: ratings.map(\.id))
            _ = try db.decide(.quarantine, about: ratings[0].id, at: testMoment)
            #expect(try db.raters(of: lead) == [1: 1])
            #expect(try db.confirm(lead, rating: ratings[0].id, receiptHash: nil, at: testMoment) == nil)
            _ = try db.decide(.accept, about: ratings[0].id, at: testMoment)
            #expect(try db.raters(of: lead) == [1: 2])
            try db.withdraw(try db.held(ratings[1]), at: testMoment)
            #expect(try db.raters(of: lead) == [1: 1])
            let kept: Int? = try db.first("select count(*) from lead_confirmations")
            #expect(kept == 1, "nothing is left of who is gone")
            let again = try db.rate(Samples.rating(part: 2, ("score", 2), ("rater", "b"))).rating
            #expect(try db.confirm(lead, rating: again.id, receiptHash: again.testReceipt, at: testMoment) == true)
            #expect(try db.raters(of: lead) == [1: 1, 2: 1])
        }
    }

    @Test("cannot name ratings of another experiment, or none")
    func strangers() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            let lead = try Self.lead()
            let problem = #expect(throws: Problem.self) {
                try db.insert(lead, ratings: [ID(bucket: 3, at: testMoment)])
            }
            #expect(problem?.code == "unknown_rating" && problem?.errors.map(\.pointer) == ["/ratings/0"])
            let rating = try db.rate(Samples.rating(("score", 2), ("rater", "a"))).rating
            try db.execute(
                """
                insert into experiments select 'exp8', title, model, parts_planned, hyperparameters, description, null,
                    created_at, updated_at from experiments
                """)
            var elsewhere = lead
            elsewhere.experiment = "exp8"
            #expect(try db.confirm(elsewhere, rating: rating.id, receiptHash: nil, at: testMoment) == nil)
        }
    }

    @Test("are closed by a later part that is there, and listed after those that are open")
    func closed() async throws {
        try await Database.pool.withConnection { db in
            try db.registerExperiment()
            var leads: [Lead] = []
            for second in 0..<3 {
                leads.append(try Self.lead(at: testMoment.addingTimeInterval(Double(second))))
                try db.insert(leads[second], ratings: [])
            }
            leads[2].closedByPart = 3
            leads[2].title = "cut off"
            try db.update(leads[2])
            #expect(try db.leads(of: "exp7").map(\.id) == [leads[1].id, leads[0].id, leads[2].id])
            let stored = try #require(try db.lead(leads[2].id, of: "exp7", isToChange: true))
            #expect(stored.closedByPart == 3 && stored.title == "cut off")
        }
    }

    @Test("are refused by the database where parts are missing or in the wrong order")
    func rules() async throws {
        #expect(try await Self.broken(part: 9) == "lead_of_known_part")
        #expect(try await Self.broken(closedByPart: 9) == "lead_closed_by_known_part")
        #expect(try await Self.broken(closedByPart: 1) == "lead_closed_by_later_part")
        #expect(try await Self.broken(closedByPart: 2) == nil)
    }

    /// The rule that a lead breaks.
    private static func broken(part: Int = 1, closedByPart: Int? = nil) async throws -> String? {
        do {
            try await Database.pool.transaction { db in
                try db.registerExperiment()
                var lead = try lead(part: part)
                lead.closedByPart = closedByPart
                try db.insert(lead, ratings: [])
                try db.update(lead)
            }
            return nil
        } catch let error as PostgresError {
            return error.constraint
        }
    }
}

extension Connection {
    fileprivate func raters(of lead: Lead) throws -> [Int: Int]? {
        try self.lead(lead.id, of: lead.experiment)?.confirmations.raters
    }
}
