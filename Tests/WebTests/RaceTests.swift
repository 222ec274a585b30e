import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Ratings at the same moment", .migrated(.own), .timeLimit(.minutes(15))) struct RaceTests {
    @Test("of one rater leave one that counts")
    func sameRater() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            for round in 0..<3 {
                let replies = try await race(12) { racer in
                    try await client.send(
                        "POST", "/v1/ratings",
                        json: Samples.rating(("score", .int(1 + (racer + round) % 5)), ("rater", "fennick")))
                }
                #expect(replies.allSatisfy { [201, 409].contains($0.status) })
                #expect(replies.contains { $0.status == 201 })
                try await expectFiguresHold(client, raters: 1)
            }
        }
    }

    @Test("that are withdrawn by many at once are taken out of the figures once")
    func withdrawals() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            for round in 0..<3 {
                let rated = try await client.send(
                    "POST", "/v1/ratings", json: Samples.rating(("score", 2), ("rater", .string("r\(round)")))
                ).expect(201)
                let (path, code) = ("/v1/ratings/\(rated["id"]?.string ?? "")", rated["receipt"]?.string)
                let replies = try await race(12) { _ in try await client.send("DELETE", path, receipt: code) }
                #expect(replies.count { $0.status == 200 } == 1)
                #expect(replies.count { $0.status == 404 } == 11)
                try await expectFiguresHold(client, raters: 0)
            }
        }
    }

    @Test("may be corrected, replaced and withdrawn in any order")
    func everything() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            for _ in 0..<5 {
                var mine: [Reply] = []
                for score in 1...4 {
                    mine.append(
                        try await client.send(
                            "POST", "/v1/ratings", json: Samples.rating(("score", .int(score)), ("rater", "wren"))
                        ).expect(201))
                }
                let ratings = mine
                let replies = try await race(12) { racer in
                    let rating = ratings[racer % 4]
                    let (path, code) = ("/v1/ratings/\(rating["id"]?.string ?? "")", rating["receipt"]?.string)
                    switch racer / 4 {
                    case 0:
                        return try await client.send("PATCH", path, receipt: code, json: ["score": 5, "comment": "x"])
                    case 1 where racer % 2 == 0: return try await client.send("DELETE", path, receipt: code)
                    default:
                        return try await client.send(
                            "POST", "/v1/ratings", json: Samples.rating(("score", 3), ("rater", "wren")))
                    }
                }
                #expect(replies.allSatisfy { [200, 201, 404, 409].contains($0.status) }, "\(replies.map(\.status))")
                try await expectFiguresHold(client, raters: 1)
            }
        }
    }

    private func expectFiguresHold(
        _ client: ServiceClient, raters: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await client.pool.withConnection { db in try db.verifyFigures() }
        #expect(found.map(\.description) == [], sourceLocation: sourceLocation)
        let counting: Int? = try await client.pool.first("select count(*) from ratings where status = 'accepted'")
        #expect(counting == raters, sourceLocation: sourceLocation)
    }
}
