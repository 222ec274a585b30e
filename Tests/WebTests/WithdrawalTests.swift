import Core
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("After a withdrawal", .migrated(.own), .timeLimit(.minutes(15))) struct WithdrawalTests {
    @Test("no address and no table has a word of a submission any more")
    func submission() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let needles = [
                "zirconium", "diary-of-zoe", "Zoe-the-second", "aboard-the-patience", "submitter-zoe", "notes-zoe",
            ]
            let log = String(decoding: Samples.tavern(word: "zirconium"), as: UTF8.self)
                .replacing("Sam", with: "Zoe-the-second")
            let card = Array(#"{"spec":"chara_card_v2","data":{"name":"aboard-the-patience","first_mes":"x"}}"#.utf8)
            let form = Form(
                [
                    ("consent_training", "true"), ("consent_public", "true"), ("experiment", "exp7"), ("part", "1"),
                    ("submitter", "submitter-zoe"), ("notes", "notes-zoe"), ("user_name", "Zoe-the-second"),
                ],
                files: [
                    ("diary-of-zoe.jsonl", Array(log.utf8)), ("aboard-the-patience.json", card),
                ])
            let mine = try await client.send(
                "POST", "/v1/submissions", key: "zoe", body: form.bytes, type: Form.type
            ).expect(201)
            let path = "/v1/submissions/\(try #require(mine["id"]?.string))"
            let receipt = try #require(mine["receipt"]?.string)
            let curator = try await client.token(.curate)
            let fed = try await client.send("GET", "/v1/feed?wait=20", token: curator)
            #expect(fed.text.contains("zirconium"), "what is searched for must have been there")
            #expect(try await client.pool.everything().contains("zirconium"))

            try await client.send("DELETE", path, receipt: receipt).expect(200)
            try await expectNothing(of: needles, client, curator, receipt: receipt, extra: [path])
            let stored = try await client.pool.everything()
            let found = needles.filter { stored.contains($0) }
            #expect(found == [], "is still stored")
            let tombstones: Int? = try await client.pool.first("select count(*) from withdrawals")
            #expect(tombstones == 1)
        }
    }

    @Test("no address and no table has a word of a rating any more")
    func rating() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let needles = ["zirconium", "zoe-the-rater", "zoe-app"]
            let mine = try await client.send(
                "POST", "/v1/ratings", key: "zoe",
                json: Samples.rating(
                    ("comment", "As brittle as zirconium."), ("rater", "zoe-the-rater"), ("front_end", "zoe-app"),
                    ("aspects", [["aspect": "character", "polarity": "negative"]]))
            ).expect(201)
            let path = "/v1/ratings/\(try #require(mine["id"]?.string))"
            let receipt = try #require(mine["receipt"]?.string)
            #expect(try await client.send("GET", path, receipt: receipt).text.contains("zirconium"))
            try await client.send("DELETE", path, receipt: receipt).expect(200)
            let curator = try await client.token(.curate)
            try await expectNothing(of: needles, client, curator, receipt: receipt, extra: [path])
            let stored = try await client.pool.everything()
            let found = needles.filter { stored.contains($0) }
            #expect(found == [], "is still stored")
        }
    }

    @Test("the receipts page withdraws too, and finds nothing afterwards")
    func page() async throws {
        try await withService { client in
            let mine = try await client.upload(Samples.tavern(word: "zirconium"), name: "zoe.jsonl").expect(201)
            let id = try #require(mine["id"]?.string)
            let code = try #require(mine["receipt"]?.string)
            func post(_ action: String, site: String = "same-origin") async throws -> Reply {
                try await client.send(
                    "POST", "/receipts", headers: [("Sec-Fetch-Site", site)],
                    body: Array("id=\(id)&code=\(code)&action=\(action)".utf8),
                    type: "application/x-www-form-urlencoded")
            }
            #expect(try await post("withdraw", site: "cross-site").status == 403)
            #expect(try await post("show").text.contains("zoe.jsonl"))
            #expect(try await post("withdraw").status == 200)
            #expect(try await post("show").status == 404)
            #expect(try await client.pool.everything().contains("zirconium") == false)
        }
    }

    /// Searches every address that can be read, pages included.
    private func expectNothing(
        of needles: [String], _ client: ServiceClient, _ curator: String, receipt: String, extra: [String]
    ) async throws {
        let addresses = [
            "/", "/submit", "/submit?about=exp7/1", "/receipts", "/rate/exp7/1", "/experiments/exp7",
            "/experiments/exp7/parts/1", "/privacy", "/sign-in", "/docs", "/openapi.json", "/livez", "/readyz",
            "/v1/experiments",
            "/v1/experiments/exp7", "/v1/experiments/exp7/parts", "/v1/experiments/exp7/parts/1",
            "/v1/experiments/exp7/parts/1/summary",
        ]
        for address in addresses + extra {
            let reply = try await client.send(
                "GET", address, receipt: extra.contains(address) ? receipt : nil, headers: [("Accept", "*/*")])
            #expect(reply.status == (extra.contains(address) ? 404 : 200), "\(address)")
            #expect(needles.filter { reply.text.contains($0) } == [], "at \(address)")
        }
        let maintainer = try await client.token(.maintain)
        let browser = try await Browser(client, token: maintainer)
        for address in ["/v1/moderation/queue", "/v1/audit"] {
            let reply = try await client.send("GET", address, token: maintainer).expect(200)
            #expect(needles.filter { reply.text.contains($0) } == [], "at \(address)")
        }
        for address in ["/moderation", "/audit", "/tokens"] {
            let page = try await browser.page(address).expect(200)
            #expect(needles.filter { page.text.contains($0) } == [], "at \(address)")
        }
        let feed = try await client.send("GET", "/v1/feed?limit=1000", token: curator).expect(200)
        #expect(needles.filter { feed.text.contains($0) } == [], "in the feed")
    }
}
