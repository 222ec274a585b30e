import Core
import Foundation
import Hummingbird
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Sessions", .migrated(.own), .timeLimit(.minutes(15))) struct SessionTests {
    private static let pages = ["/moderation", "/tokens", "/audit"]

    @Test("lead a visitor to sign in and back, show who is signed in, and end")
    func life() async throws {
        try await withService(now: { testMoment }) { client in
            let away = try await client.send("GET", "/audit?actor=Mira", headers: [("Accept", "text/html")]).expect(303)
            #expect(away.headers["location"] == "/sign-in?next=/audit%3Factor%3DMira")
            let form = try await client.send("GET", away.headers["location"] ?? "").expect(200)
            #expect(form.text.contains(#"name="next" value="/audit?actor=Mira""#))
            for wrong in ["", "chorus_wrong", "' or 1=1 --"] {
                let refused = try await client.postForm("/sign-in", [("token", wrong), ("next", "/audit")]).expect(401)
                #expect(
                    refused.text.contains("This token does not open anything") && refused.headers["set-cookie"] == nil)
                #expect(refused.text.contains(#"name="next" value="/audit""#))
            }
            let token = try await client.token(.maintain)
            let reply = try await client.postForm("/sign-in", [("token", token), ("next", "/audit")]).expect(303)
            #expect(reply.headers["location"] == "/audit")
            let cookie = reply.headers["set-cookie"] ?? ""
            for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800"] { #expect(cookie.contains(part)) }
            let stored = try await client.pool.everything()
            let secret = try #require(cookie.firstMatch(of: /chorus_session=([a-z2-7]{52})/)).output.1
            #expect(!stored.contains(secret) && !stored.contains(token))

            let browser = try await Browser(client, token: token)
            for path in Self.pages + ["/", "/submit", "/privacy"] {
                let page = try await browser.page(path).expect(200)
                #expect(page.text.contains("Signed in as") && page.text.contains("Sign out"), "\(path)")
                #expect(page.headers["cache-control"] == "no-store", "\(path)")
            }
            #expect(try await !client.send("GET", "/").text.contains("Signed in as"))
            let out = try await browser.post("/sign-out", []).expect(303)
            #expect(out.headers["set-cookie"]?.contains("Max-Age=0") == true)
            try await browser.page("/audit").expect(303)
            let rows = try await client.rowCounts()
            #expect(rows["sessions"] == 1, "the other browser stays")
        }
    }

    @Test("end together with their token, after a week, and everywhere when asked")
    func ends() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.maintain)
            let browsers = [try await Browser(client, token: token), try await Browser(client, token: token)]
            let other = try await Browser(client, token: try await client.token(.maintain))
            try await browsers[0].post("/sign-out", [("everywhere", "yes")]).expect(303)
            for browser in browsers { try await browser.page("/tokens").expect(303) }
            try await other.page("/tokens").expect(200)

            let again = try await Browser(client, token: token)
            try await client.pool.execute("update tokens set revoked_at = now() where name = 'test'")
            try await again.page("/tokens").expect(303)
            let short = try await client.token(.maintain, expiresAt: testMoment.addingTimeInterval(60))
            let brief = try await Browser(client, token: short)
            try await client.pool.execute("update tokens set expires_at = \(testMoment) where revoked_at is null")
            try await brief.page("/tokens").expect(303)
            let last = try await Browser(client, token: try await client.token(.maintain))
            try await last.page("/tokens").expect(200)
            try await client.pool.execute("update sessions set expires_at = \(testMoment)")
            try await last.page("/tokens").expect(303)
        }
    }

    @Test("are not carried over: signing in again makes another one, and ends the one before")
    func fixation() async throws {
        try await withService { client in
            let first = try await Browser(client, token: try await client.token(.maintain))
            let token = try await client.token(.maintain)
            let reply = try await client.postForm("/sign-in", [("token", token)], headers: [("Cookie", first.cookie)])
            #expect(reply.status == 303 && reply.headers["set-cookie"]?.contains(first.cookie) == false)
            try await first.page("/tokens").expect(303)
        }
    }

    @Test(
        "lead nowhere but to this service",
        arguments: [
            "//evil.example", "/\\evil.example", "https://evil.example/", "/\t/evil.example", "\\\\evil.example",
            "javascript:alert(1)", "/%0d%0aSet-Cookie:x=1\r\nX: y", "evil.example", "/a\"b", " /audit", "/sign-in",
            "/" + String(repeating: "a", count: 600), "",
        ])
    func openRedirect(next: String) async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            let page = try await client.send("GET", "/sign-in?next=\(FormText.encoded(next))").expect(200)
            #expect(page.text.contains(#"name="next" value="""#))
            let reply = try await client.postForm("/sign-in", [("token", token), ("next", next)]).expect(303)
            // White space around a field is no part of it.
            #expect(["/moderation", "/audit"].contains(reply.headers["location"]), "\(reply.headers)")
        }
    }

    @Test("open the pages of their scopes, and no address of the API")
    func scopes() async throws {
        try await withService { client in
            let maintainer = try await Browser(client, token: try await client.token(.maintain))
            let curator = try await Browser(client, token: try await client.token(.curate))
            let importer = try await client.postForm("/sign-in", [("token", try await client.token(.import))])
            #expect(importer.status == 403 && importer.text.contains("This token opens no page"))
            for path in Self.pages {
                try await maintainer.page(path).expect(200)
                let refused = try await curator.page(path).expect(403)
                #expect(refused.text.contains("has not got the scope `maintain`"))
                try await client.send("GET", path).expect(303)
                try await client.send("GET", path, headers: [("Cookie", "chorus_session=forged")]).expect(303)
                // A token in a header opens no page: pages are for browsers.
                try await client.send("GET", path, token: try await client.token(.maintain)).expect(303)
            }
            for path in ["/v1/moderation/queue", "/v1/audit"] {
                try await client.send("GET", path, headers: [("Cookie", maintainer.cookie)]).expect(401)
                try await client.send("GET", path, token: try await client.token(.curate, .import)).expect(403)
                try await client.send("GET", path, token: try await client.token(.maintain)).expect(200)
            }
            #expect(try await curator.page("/").text.contains("Signed in as"))
            #expect(try await !curator.page("/").text.contains("/moderation"))
        }
    }

    @Test("take forms of their own pages only", arguments: ["/moderation", "/tokens", "/sign-out"])
    func forgery(path: String) async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            let browser = try await Browser(client, token: token)
            let other = try await Browser(client, token: token)
            let fields = [("name", "evil"), ("scope", "maintain")]
            let before = try await client.rowCounts()
            for formToken in ["", "x", try await other.formToken()] {
                let reply = try await browser.post(path, fields, token: formToken).expect(403)
                #expect(reply.text.contains("This form is out of date"), "\(path)")
            }
            let right = try await browser.formToken()
            for (name, value) in [
                ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
            ] {
                let reply = try await client.send(
                    "POST", path, headers: [("Cookie", browser.cookie), (name, value)],
                    body: Array("form_token=\(right)&name=evil&scope=maintain".utf8),
                    type: "application/x-www-form-urlencoded")
                #expect(reply.status == 403, "\(path) \(name): \(value)")
            }
            try await client.send(
                "POST", path, headers: [("Cookie", browser.cookie), ("Origin", client.origin)],
                json: ["form_token": .string(right)]
            ).expect(415)
            #expect(try await client.rowCounts() == before)
            // Without a session there is nothing to forge: it leads to sign in.
            try await client.postForm(path, fields).expect(303)
        }
    }

    @Test("are bound to host and https behind TLS")
    func secureCookie() throws {
        let pages = try Pages(secureCookies: true)
        let cookie = pages.cookie(SessionSecret("abc")).description
        #expect(cookie.hasPrefix("__Host-chorus_session=abc"))
        for part in ["Secure", "HttpOnly", "Path=/"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
    }
}
