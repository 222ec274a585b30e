import Core
import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Decisions about ratings", .migrated(.own), .timeLimit(.minutes(15))) struct RatingDecisionTests {
    @Test("take a rating out of the summary, keep it there, and put it back")
    func decisions() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let token = try await client.token(.maintain)
            let rating = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(part: 2, ("score", 1), ("rater", "quietotter")))
            let id = try #require(rating["id"]?.string)
            let path = "/v1/ratings/\(id)/decision"
            let decided = try await client.send(
                "POST", path, token: token, json: ["decision": "quarantine", "reason": "one of twelve alike"])
            try expectExchange("rating_quarantined", decided)
            #expect(try await ratings(client) == 0)
            let receipt = rating["receipt"]?.string
            let seen = try await client.send("GET", "/v1/ratings/\(id)", receipt: receipt).expect(200)
            #expect(seen["status"]?.string == "quarantined" && seen["counted"]?.bool == false)
            let refused = try await client.send("POST", path, token: token, json: ["decision": "reject"]).expect(200)
            #expect(refused["status"]?.string == "rejected")
            #expect(try await ratings(client) == 0)
            let accepted = try await client.send("POST", path, token: token, json: ["decision": "accept"]).expect(200)
            #expect(accepted["status"]?.string == "accepted" && accepted["counted"]?.bool == true)
            #expect(try await ratings(client) == 1)
            try await client.send("DELETE", "/v1/ratings/\(id)", receipt: receipt).expect(200)
            let gone = try await client.send("POST", path, token: token, json: ["decision": "accept"])
            try expectExchange("rating_decision_not_found", gone)
            #expect(try await ratings(client) == 0)
        }
    }

    @Test("are a maintainer's, and one of three")
    func refusals() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let rating = try await client.send("POST", "/v1/ratings", json: Samples.rating(("score", 1)))
            let path = "/v1/ratings/\(rating["id"]?.string ?? "")/decision"
            let decision: JSON = ["decision": "reject"]
            try await client.send("POST", path, json: decision).expect(401)
            let curator = try await client.token(.curate, .import)
            try await client.send("POST", path, token: curator, json: decision).expect(403)
            let token = try await client.token(.maintain)
            let other = try await client.send("POST", path, token: token, json: ["decision": "delete", "why": "no"])
            try expectExchange("rating_decision_invalid", other)
            try await client.send("POST", path, token: token, json: ["reason": "none"]).expect(422)
            try await client.send("POST", "/v1/ratings/no-id/decision", token: token, json: decision).expect(404)
        }
    }

    private func ratings(_ client: ServiceClient) async throws -> Int? {
        try await client.send("GET", "/v1/experiments/exp7/parts/2/summary").expect(200)["ratings"]?.int
    }
}
