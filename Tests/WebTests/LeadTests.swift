import Core
import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Leads over HTTP", .migrated(.own), .timeLimit(.minutes(15))) struct LeadTests {
    private static let path = "/v1/experiments/exp7/leads"
    private static let cutOff: JSON = [
        "title": "Messages get cut off", "aspect": "formatting", "detail": "cut_off", "part": 1,
    ]

    private func rate(_ client: ServiceClient, part: Int, _ rater: String, comment: JSON = nil) async throws -> Reply {
        try await client.send(
            "POST", "/v1/ratings",
            json: Samples.rating(part: part, ("score", 2), ("rater", .string(rater)), ("comment", comment))
        ).expect(201)
    }

    @Test("are pinned, confirmed by raters and maintainers, closed by a part, and seen again")
    func life() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let token = try await client.token(.maintain)
            let first = try await rate(client, part: 1, "a")
            guard case .object(let members) = Self.cutOff else { return }
            let body = JSON.object(members + [("ratings", [.string(first["id"]?.string ?? "")])])
            let pinned = try await client.send("POST", Self.path, token: token, key: "pin-1", json: body)
            try expectExchange("lead_created", pinned)
            let again = try await client.send("POST", Self.path, token: token, key: "pin-1", json: body)
            #expect(again.body == pinned.body && again.headers["idempotency-replayed"] == "true")

            let lead = "\(Self.path)/\(try #require(pinned["id"]?.string))"
            let closed = try await client.send("PATCH", lead, token: token, json: ["closed_by_part": 3])
            try expectExchange("lead_closed", closed)
            let third = try await rate(client, part: 3, "b")
            let saying: JSON = ["rating": .string(third["id"]?.string ?? "")]
            let receipt = third["receipt"]?.string
            let confirmed = try await client.send("POST", lead + "/confirm", receipt: receipt, json: saying)
            try expectExchange("lead_confirmed", confirmed)
            #expect(confirmed["lead", "seen_again"]?.bool == true)
            for (part, isShown) in [(1, true), (2, false), (3, true)] {
                let page = try await client.page("/experiments/exp7/parts/\(part)").expect(200)
                #expect(page.text.contains("Messages get cut off") == isShown, "part \(part)")
            }
            let twice = try await client.send("POST", lead + "/confirm", receipt: receipt, json: saying).expect(200)
            #expect(twice["counted"]?.bool == false && twice["lead", "confirmations", "raters"]?.int == 2)
            let seen = try await client.send("POST", lead + "/confirm", token: token, json: [:]).expect(200)
            #expect(seen["counted"]?.bool == true && seen["lead", "confirmations", "maintainers"]?.int == 1)

            let opened = try await client.send("PATCH", lead, token: token, json: ["closed_by_part": nil]).expect(200)
            #expect(opened["status"]?.string == "open")
            try await client.send("DELETE", "/v1/ratings/\(third["id"]?.string ?? "")", receipt: receipt).expect(200)
            try expectExchange("leads_listed", try await client.send("GET", Self.path))
            #expect(try await client.send("GET", "/v1/experiments/exp8/leads").status == 404)
        }
    }

    @Test("are suggested where few raters report what can be looked for")
    func suggested() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            for rater in 0..<6 { _ = try await rate(client, part: 2, "quiet-\(rater)") }
            _ = try await rate(client, part: 2, "a", comment: "Messages get cut off mid sentence.")
            let listed = try await client.send("GET", Self.path).expect(200)
            #expect(listed["suggested"]?.count == 1)
            #expect(listed["suggested", "0", "aspect"]?.string == "formatting")
            #expect(listed["suggested", "0", "detail"]?.string == "cut_off")
            #expect(listed["suggested", "0", "raters"]?.int == 1)
            let token = try await client.token(.maintain)
            try await client.send("POST", Self.path, token: token, json: Self.cutOff).expect(201)
            #expect(try await client.send("GET", Self.path)["suggested"]?.count == 0, "it is pinned now")
        }
    }

    @Test("are refused without a right, a part or a rating that counts")
    func refusals() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let token = try await client.token(.maintain)
            let curator = try await client.token(.curate)
            #expect(try await client.send("POST", Self.path, json: Self.cutOff).status == 401)
            #expect(try await client.send("POST", Self.path, token: curator, json: Self.cutOff).status == 403)
            let far: JSON = ["title": "t", "part": 9]
            let unknown = try await client.send("POST", Self.path, token: token, json: far)
            #expect(unknown.status == 404 && unknown["code"]?.string == "unknown_part")
            let stranger: JSON = ["title": "t", "part": 1, "ratings": ["018f0000-0000-7000-8000-000000000001"]]
            try expectExchange(
                "lead_rating_unknown", try await client.send("POST", Self.path, token: token, json: stranger))
            #expect(try await client.send("GET", Self.path)["leads"]?.count == 0, "nothing of a refused one is kept")

            let pinned = try await client.send("POST", Self.path, token: token, json: Self.cutOff).expect(201)
            let lead = "\(Self.path)/\(try #require(pinned["id"]?.string))"
            for (body, status, code) in [
                (["closed_by_part": 1], 422, "out_of_range"), (["closed_by_part": 9], 404, "unknown_part"),
                (["title": ""], 422, "required"), (["part": 2], 422, "unknown_field"),
            ] as [(JSON, Int, String)] {
                let reply = try await client.send("PATCH", lead, token: token, json: body)
                #expect(reply.status == status && reply["code"]?.string == code, "\(reply.text)")
            }
            try await expectConfirmationRefused(client, lead, token: token, curator: curator)
        }
    }

    private func expectConfirmationRefused(
        _ client: ServiceClient, _ lead: String, token: String, curator: String
    ) async throws {
        let rating = try await rate(client, part: 2, "a")
        let other = try await rate(client, part: 2, "b")
        let saying: JSON = ["rating": .string(rating["id"]?.string ?? "")]
        let path = lead + "/confirm"
        let replies = [
            try await client.send("POST", path, json: saying),
            try await client.send("POST", path, receipt: other["receipt"]?.string, json: saying),
            try await client.send("POST", path, token: curator, json: saying),
        ]
        for reply in replies { #expect(reply.status == 404 && reply.body == replies[0].body) }
        let nobody = try await client.send("POST", path, receipt: rating["receipt"]?.string, json: [:])
        #expect(nobody.status == 422 && nobody["errors", "0", "pointer"]?.string == "/rating")
        let absent = "\(Self.path)/018f0000-0000-7000-8000-000000000001"
        #expect(try await client.send("POST", absent + "/confirm", token: token, json: [:]).status == 404)
        #expect(try await client.send("PATCH", absent, token: token, json: [:]).status == 404)
        #expect(try await client.send("PATCH", Self.path + "/7", token: token, json: [:]).status == 404)
    }
}
