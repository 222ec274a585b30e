import Core
import Foundation
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The page of tokens", .migrated(.own), .timeLimit(.minutes(15))) struct TokensPageTests {
    @Test("makes a token that is shown once and works, and revokes it")
    func life() async throws {
        try await withService(now: { testMoment }) { client in
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let bad = try await browser.post("/tokens", [("name", " "), ("days", "0"), ("scope", "rule")]).expect(422)
            for field in ["name", "scopes", "days"] { #expect(bad.text.contains("id=\"\(field)-faults\"")) }
            let fields = [("name", "Importer & co"), ("scope", "curate"), ("scope", "import"), ("days", "30")]
            let made = try await browser.post("/tokens", fields).expect(201)
            let secret = try #require(made.text.firstMatch(of: /chorus_[a-z2-7]{52}/)).output
            #expect(made.headers["cache-control"] == "no-store")
            let list = try await browser.page("/tokens").expect(200)
            #expect(list.text.contains("Importer &amp; co") && !list.text.contains(secret))
            try await client.send("GET", "/v1/feed", token: String(secret)).expect(200)
            let days: Double? = try await client.pool.first(
                "select extract(epoch from expires_at - created_at)::float8 / 86400 from tokens where name like 'Imp%'")
            #expect(days == 30)
            let revoke = try #require(list.text.firstMatch(of: /name="revoke" value="([0-9a-f-]+)">Revoke <bdi>Imp/))
                .output.1
            let gone = try await browser.post("/tokens", [("revoke", String(revoke))]).expect(303)
            #expect(gone.headers["location"] == "/tokens?revoked=1")
            try await client.send("GET", "/v1/feed", token: String(secret)).expect(401)
            let again = try await browser.post("/tokens", [("revoke", String(revoke))]).expect(303)
            #expect(
                try await browser.page(again.headers["location"] ?? "").text.contains("no valid token with this id"))
            let audit = try await browser.page("/audit?action=token.make").expect(200)
            #expect(audit.text.contains("Importer &amp; co") && !audit.text.contains("<td role=\"cell\">Token revoked"))
            let stored = try await client.pool.everything()
            #expect(!stored.contains(secret))
        }
    }

    @Test("signs out whoever revokes the token that they are signed in with")
    func own() async throws {
        try await withService { client in
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let page = try await browser.page("/tokens").expect(200)
            let id = try #require(page.text.firstMatch(of: /name="revoke" value="([0-9a-f-]+)"/)).output.1
            let reply = try await browser.post("/tokens", [("revoke", String(id))]).expect(303)
            #expect(reply.headers["location"] == "/sign-in?signed_out=1")
            try await browser.page("/tokens").expect(303)
            #expect(try await client.rowCounts()["sessions"] == 0)
        }
    }
}
