import StrictJSON
import Core
import Postgres
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Pages", .migrated(.own), .timeLimit(.minutes(15))) struct PagesFlowTests {
    private static let browser = "text/html,application/xhtml+xml,*/*;q=0.8"

    @Test("that only read are there, empty and filled, and carry the policy against foreign content")
    func reading() async throws {
        try await withService(now: { testMoment }) { client in
            #expect(try await client.page("/").text.contains("Nothing is being trained yet"))
            try await client.registerExperiment()
            for path in ["/", "/experiments/exp7", "/experiments/exp7/parts/2", "/submit?about=exp7/2", "/receipts"] {
                let page = try await client.page(path).expect(200)
                #expect(page.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
                #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true, "\(path)")
                #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("</html>"), "\(path)")
            }
            let stylesheet = try #require(
                try await client.page("/").text.firstMatch(of: /\/assets\/chorus\.css\?v=[0-9a-f]+/))
            let asset = try await client.page(String(stylesheet.output)).expect(200)
            #expect(asset.headers["cache-control"] == "public, max-age=31536000, immutable")
            try await client.page("/assets/..%2fTemplates%2fhome.mustache").expect(404)
            let missing = try await client.page("/experiments/exp7/parts/9").expect(404)
            #expect(missing.text.contains("There is no such part"))
        }
    }

    @Test("lead from an experiment to the one that it follows once that is registered")
    func previous() async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            let body: JSON = ["title": "Eight", "model": "v8", "parts_planned": 2, "previous": "exp7"]
            try await client.send("PUT", "/v1/experiments/exp8", token: token, json: body).expect(201)
            let link = "<a href=\"/experiments/exp7\">"
            let alone = try await client.page("/experiments/exp8").expect(200).text
            #expect(alone.contains("It follows <code>exp7</code>.") && !alone.contains(link))
            try await client.registerExperiment()
            #expect(try await client.page("/experiments/exp8").expect(200).text.contains("It follows \(link)"))
        }
    }

    @Test("take a pasted chat: ask who is the user, store once, show it to the receipt, withdraw it")
    func chat() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let key = String(repeating: "0a", count: 16)
            let chat = String(decoding: Samples.unmapped, as: UTF8.self)
            var fields = [("form_key", key), ("log", chat), ("about", "exp7/2"), ("consent_training", "true")]
            let asked = try await client.post("/submit", fields).expect(422)
            #expect(asked.text.contains("Which of these speakers is you?"))
            #expect(asked.text.contains(#"value="Ilse""#) && asked.text.contains("Two spoons?"))
            fields.append(("speaker_user", "Ilse"))
            let first = try await client.post("/submit", fields).expect(201)
            let again = try await client.post("/submit", fields).expect(201)
            #expect(first.receipt != nil && first.receipt?.code == again.receipt?.code)
            #expect(try await client.rowCounts()["submissions"] == 1)
            let receipt = try #require(first.receipt)
            let code = receipt.code + " "
            let shown = try await client.postForm(
                "/receipts", [("id", receipt.id), ("code", code), ("action", "show")])
            #expect(shown.status == 200 && shown.text.contains("Your chat: accepted"))
            let wrong = try await client.postForm(
                "/receipts", [("id", receipt.id), ("code", "x"), ("action", "withdraw")])
            #expect(wrong.status == 404 && wrong.text.contains("This receipt opens nothing"))
            let gone = try await client.postForm(
                "/receipts", [("id", receipt.id), ("code", code), ("action", "withdraw")])
            #expect(gone.status == 200 && gone.text.contains("Your chat is withdrawn"))
            let status: String? = try await client.pool.first("select status from submissions")
            #expect(status == "withdrawn")
        }
    }

    @Test("say at their fields what is wrong with a chat, and keep what was typed")
    func refusedChat() async throws {
        try await withService { client in
            let noConsent = try await client.post("/submit", [("log", "x"), ("notes", "<b>\"kept\"</b>")]).expect(422)
            #expect(noConsent.text.contains("Without your consent to training nothing is stored"))
            #expect(
                noConsent.text.contains("&lt;b&gt;&quot;kept&quot;&lt;/b&gt;") && !noConsent.text.contains("<b>\"kept"))
            let nothing = try await client.post("/submit", [("log", ""), ("consent_training", "true")]).expect(422)
            #expect(nothing.text.contains("Choose a file, or paste the chat"))
            let unknown = try await client.post(
                "/submit",
                [
                    ("log", "Ann: hi\nBob: hi\nAnn: ah\nBob: oh"), ("speaker_user", "Ann"), ("about", "exp9/1"),
                    ("consent_training", "true"),
                ])
            #expect(unknown.status == 404 && unknown.text.contains("is not registered here"))
            #expect(try await client.rowCounts()["submissions"] == 0)
        }
    }

    @Test("take a rating once for each cookie: the second one replaces the first")
    func rating() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let form = try await client.page("/rate/exp7/2").expect(200)
            let cookie = try #require(form.headers["set-cookie"])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
            let kept = [("Cookie", String(cookie.prefix { $0 != ";" }))]
            #expect(try await client.page("/rate/exp7/2", headers: kept).headers["set-cookie"] == nil)
            let first = try await client.postForm(
                "/rate/exp7/2", [("score", "2"), ("comment", "too short"), ("temperature", "0,7")], headers: kept)
            #expect(first.status == 201 && first.text.contains("It counts as <b>negative</b>"))
            let second = try await client.postForm("/rate/exp7/2", [("score", "5")], headers: kept)
            #expect(second.status == 201 && second.text.contains("It replaces the rating"))
            let forged = [("Cookie", "chorus_rater=web-x.y")]
            let other = try await client.postForm("/rate/exp7/2", [("score", "5")], headers: forged)
            #expect(other.status == 201 && !other.text.contains("It replaces the rating"))
            let summary = try await client.send("GET", "/v1/experiments/exp7/parts/2/summary")
            #expect(summary["counts", "positive"]?.int == 2 && summary["counts", "negative"]?.int == 0)
            let bad = try await client.postForm("/rate/exp7/2", [("top_p", "7"), ("comment", "a \"b\"")])
            #expect(
                bad.status == 422 && bad.text.contains("id=\"top_p-faults\"") && bad.text.contains("a &quot;b&quot;"))
        }
    }

    @Test("refuse a form that another site sent")
    func crossSite() async throws {
        try await withService { client in
            for path in ["/submit", "/receipts", "/rate/exp7/1"] {
                let headers = [("Accept", Self.browser), ("Origin", "https://elsewhere.example")]
                let type = path == "/submit" ? Form.type : "application/x-www-form-urlencoded"
                let reply = try await client.send("POST", path, headers: headers, body: Array("a=b".utf8), type: type)
                #expect(reply.status == 403 && reply.text.contains("This form came from another site"), "\(path)")
            }
        }
    }
}
