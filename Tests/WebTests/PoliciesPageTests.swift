import Core
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Pages of policies", .migrated(.own), .timeLimit(.minutes(15))) struct PoliciesPageTests {
    @Test("are for curators: others are led to sign in, or told that it is not for their token")
    func access() async throws {
        try await withService { client in
            for path in ["/policies", "/policies/v8-part-1"] {
                let away = try await client.send("GET", path, headers: [("Accept", "text/html")])
                #expect(away.status == 303 && away.headers["location"] == "/sign-in?next=\(path)")
                let maintainer = try await Browser(client, token: try await client.token(.maintain))
                #expect(try await maintainer.page(path).status == 403)
                // A token in a header opens no page.
                #expect(try await client.send("GET", path, token: try await client.token(.curate)).status == 303)
            }
            try await client.postForm("/policies", [("action", "store"), ("text", "{}")]).expect(303)
        }
    }

    @Test("list what there is, and say in plain words what each does")
    func reading() async throws {
        try await withService { client in
            let curator = try await Browser(client, token: try await client.token(.curate))
            let list = try await curator.page("/policies").expect(200)
            for name in Policy.presets.keys { #expect(list.text.contains(#"href="/policies/\#(name)""#)) }
            let page = try await curator.page("/policies/v8-part-2").expect(200)
            #expect(page.text.contains("Drops responses with fewer words than <code>minimum</code>"))
            #expect(
                page.text.contains(#"minimum <b><bdi>60</bdi></b>"#) && page.text.contains("comes with the program"))
            try await curator.page("/policies/none").expect(404)
            try await curator.page("/policies/v8-part-2?version=9").expect(404)
        }
    }

    @Test("try a policy on what is accepted, against another, and store nothing")
    func dryRun() async throws {
        try await withService { client in
            let curator = try await Browser(client, token: try await client.token(.curate))
            let empty = try await curator.post("/policies", [("policy", "v8-part-1@0")]).expect(200)
            #expect(empty.text.contains("Nothing is accepted yet"))
            for number in 0..<4 {
                try await client.upload(Samples.tavern(word: "word\(number)", exchanges: 3)).expect(201)
            }
            let text = #"{"filters": [{"filter": "response_words", "minimum": 8}, {"filter": "turns", "minimum": 99}]}"#
            let before = try await client.rowCounts()
            let page = try await curator.post("/policies", [("text", text), ("against", "v8-part-1@0")]).expect(200)
            #expect(page.text.contains("0 % of all responses"))
            #expect(page.text.contains("Against v8-part-1@0"))
            #expect(page.text.contains("histogram-desc") && page.text.contains("Before, 12 responses"))
            #expect(page.text.contains("a response of 9 words") || page.text.contains("turns"))
            #expect(!page.text.contains("coil the rope"), "victims are ids")
            #expect(page.text.contains(PageText().escapeText(text)), "the text is kept")
            let silent = try await curator.post(
                "/policies",
                [
                    (
                        "text",
                        #"{"filters": [{"filter": "turns", "minimum": 99}, {"filter": "turns", "minimum": 99}]}"#
                    )
                ])
            #expect(silent.text.contains("No snapshot can be made with it"))
            #expect(silent.text.contains("/filters/1") && silent.text.contains("never saw anything"))
            var after = try await client.rowCounts()
            // What a dry run measures is kept.
            after["episode_figures"] = before["episode_figures"]
            #expect(after == before)
        }
    }

    @Test("give a wrong policy back with each fault at its line and pointer")
    func faults() async throws {
        try await withService { client in
            let curator = try await Browser(client, token: try await client.token(.curate))
            let text = """
                {"name": "mine",
                 "filters": [
                   {"filter": "response_words", "minimum": -4},
                   {"filter": "respnse_words"}
                 ],
                 "colour": "<b>blue</b>"}
                """
            let page = try await curator.post("/policies", [("action", "store"), ("text", text)]).expect(422)
            #expect(page.text.contains(PageText().escapeText(text)))
            #expect(page.text.contains(#"<span class="place">Line 3</span> <code>/filters/0/minimum</code>"#))
            #expect(page.text.contains(#"<span class="place">Line 4</span> <code>/filters/1/filter</code>"#))
            #expect(page.text.contains("One of: median_response_words, duplicate"))
            #expect(page.text.contains("<code>/colour</code>"))
            let broken = try await curator.post("/policies", [("text", "{\n\n \"name\": }")]).expect(400)
            #expect(broken.text.contains(#"<span class="place">Line 3</span>"#))
            for fields in [[], [("action", "store"), ("policy", "v8-part-1@0")]] {
                #expect(try await curator.post("/policies", fields).status == 422)
            }
            let unnamed = try await curator.post("/policies", [("action", "store"), ("text", "{}")])
            #expect(unnamed.status == 422 && unnamed.text.contains("<code>/name</code>"))
            try await curator.post("/policies", [("policy", "none@1")]).expect(404)
            let fixed = #"{"name": "pygmalion-2023-03", "filters": []}"#
            try await curator.post("/policies", [("action", "store"), ("text", fixed)]).expect(409)
            #expect(try await client.rowCounts()["policies"] == 0)
        }
    }

    @Test("store the next version, note it in the audit, and keep foreign content inert")
    func storing() async throws {
        try await withService { client in
            let curator = try await Browser(client, token: try await client.token(.curate))
            let evil = #"</textarea><script>x</script> \"><img src=x onerror=x>"#
            func text(_ minimum: Int) -> String {
                #"{"name": "mine", "description": "\#(evil)", "filters": [{"filter": "turns", "minimum": \#(minimum)}]}"#
            }
            let first = try await curator.post("/policies", [("action", "store"), ("text", text(2))]).expect(303)
            #expect(first.headers["location"] == "/policies/mine?stored=new")
            let second = try await curator.post("/policies", [("action", "store"), ("text", text(3))]).expect(303)
            let again = try await curator.post("/policies", [("action", "store"), ("text", text(3))]).expect(303)
            #expect(again.headers["location"] == "/policies/mine?stored=same")
            #expect(try await curator.page(second.headers["location"] ?? "").text.contains("Stored as version 2"))
            let old = try await curator.page("/policies/mine?version=1").expect(200)
            #expect(old.text.contains("This is not the latest version"))
            for path in ["/policies", "/policies/mine", "/policies/mine?version=1"] {
                let page = try await curator.page(path).expect(200)
                #expect(!page.text.contains("<script>x") && !page.text.contains("<img src=x"), "\(path)")
                #expect(page.text.contains("&lt;script&gt;x"), "\(path)")
            }
            let audit: [String] = try await client.pool.query(
                "select subject from audit where action = 'policy.put' order by id")
            #expect(audit == ["mine", "mine", "mine"])
            // What the page shows can be stored as it is.
            let shown = try await curator.page("/policies/mine").text
            let area = try #require(shown.firstMatch(of: /<textarea[^>]*>\n([^<]*)<\/textarea>/)).output.1
            let plain = String(area).replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing(
                "&gt;", with: ">")
            let same = try await curator.post("/policies", [("action", "store"), ("text", plain)]).expect(303)
            #expect(same.headers["location"] == "/policies/mine?stored=same")
        }
    }
}
