import Core
import Crypto
import Hummingbird
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Pages of snapshots", .migrated(.own), .timeLimit(.minutes(15))) struct SnapshotsPageTests {
    private func prepare(_ client: ServiceClient) async throws -> (curator: Browser, receipts: [Reply]) {
        let token = try await client.token(.curate)
        try await client.send("PUT", "/v1/policies/everything", token: token, json: ["filters": []]).expect(201)
        var receipts: [Reply] = []
        for number in 0..<6 {
            let consent = "consent_training=true&consent_public=\(number % 2 == 0)&submitter=s\(number)"
            let log = Samples.tavern(word: "word\(number)", exchanges: 3)
            receipts.append(try await client.upload(log, query: consent).expect(201))
        }
        return (try await Browser(client, token: token), receipts)
    }

    @Test("make one from the form, show it, and hand its files to the session")
    func making() async throws {
        try await withService { client in
            let (curator, _) = try await prepare(client)
            let empty = try await curator.page("/snapshots").expect(200)
            #expect(empty.text.contains("There is no snapshot yet") && empty.text.contains("chorus snapshot create"))
            #expect(empty.text.contains("Loses: Alternates"))
            let fields = [
                ("name", "first"), ("policy", "everything@1"), ("format", "supervised"), ("parts", "2"), ("part", "1"),
                ("stratify", "format"), ("seed", "s"), ("description", "<script>x</script> & \"more\""),
            ]
            let made = try await curator.post("/snapshots", fields).expect(303)
            #expect(made.headers["location"] == "/snapshots/first")
            let audit: [String] = try await client.pool.query(
                "select subject from audit where action = 'snapshot.make'")
            #expect(audit == ["first"])
            let page = try await curator.page("/snapshots/first").expect(200)
            for text in [
                "9 rows", "HF_ENDPOINT=\(client.origin)", "HF_TOKEN=$TOKEN", "chorus/first", "part 1",
                "1 of 2, alike in source",
                "By source", "Nothing in it was taken back", "&lt;script&gt;",
            ] where text != "part 1" { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("<script>x"))
            #expect(!(try await curator.page("/snapshots").text.contains("<script>x")))
            let file = try #require(page.text.firstMatch(of: /href="(\/snapshots\/first\/data[^"]*)"/)).output.1
            let bytes = try await curator.page(String(file)).expect(200)
            #expect(bytes.headers["content-type"] == "application/gzip" && bytes.headers["cache-control"] == "no-store")
            #expect(page.text.contains(Hex.encode(SHA256.hash(data: bytes.body))))
            for path in ["README.md", "manifest.json", "tombstones.json"] {
                try await curator.page("/snapshots/first/\(path)").expect(200)
            }
            // Nobody else gets at it, and a cookie opens nothing of the API.
            for path in ["/snapshots/first", String(file), "/snapshots/none", "/snapshots/first/manifest.json"] {
                try await client.send("GET", path, headers: [("Accept", "text/html")]).expect(303)
                let maintainer = try await Browser(client, token: try await client.token(.maintain))
                try await maintainer.page(path).expect(403)
            }
            try await client.send("GET", "/v1/snapshots/first", headers: [("Cookie", curator.cookie)]).expect(401)
            #expect(try await !client.send("GET", "/snapshots").text.contains("/snapshots/first"))
            try await curator.page("/snapshots/none").expect(404)
            try await curator.page("/snapshots/first/data/none").expect(404)
        }
    }

    @Test("show what is public to everybody, without the form")
    func publicly() async throws {
        try await withService { client in
            let (curator, _) = try await prepare(client)
            #expect(try await client.send("GET", "/snapshots").text.contains("No snapshot is public yet"))
            let fields = [("name", "open"), ("policy", "everything@1"), ("format", "messages"), ("public", "true")]
            try await curator.post("/snapshots", fields).expect(303)
            let list = try await client.send("GET", "/snapshots").expect(200)
            #expect(list.text.contains(#"href="/snapshots/open""#) && !list.text.contains(#"name="form_token""#))
            let page = try await client.send("GET", "/snapshots/open").expect(200)
            #expect(page.text.contains("3 episodes") && !page.text.contains("$TOKEN"))
            #expect(!page.text.contains("/policies/everything") && !page.text.contains("Make a successor"))
            let part = try await client.send("GET", "/snapshots/open/README.md", headers: [("Range", "bytes=0-2")])
            #expect(part.status == 206 && part.text == "---")
        }
    }

    @Test("give the form back with what was typed and each fault at its field")
    func faults() async throws {
        try await withService { client in
            let (curator, _) = try await prepare(client)
            let fields = [
                ("name", "Not \"a\" slug"), ("policy", "none@1"), ("format", "sculpture"), ("parts", "many"),
                ("part", "0"), ("stratify", "colour"), ("description", "kept <b>"), ("succeeds", "nothing"),
            ]
            let page = try await curator.post("/snapshots", fields).expect(422)
            for field in ["name", "policy", "format", "parts", "part", "succeeds"] {
                #expect(page.text.contains("id=\"\(field)-faults\""), "\(field)")
                #expect(page.text.contains("href=\"#\(field)\""), "\(field)")
            }
            let unchosen = try await curator.post("/snapshots", [("name", "y"), ("format", "messages")]).expect(422)
            #expect(unchosen.text.contains("Choose the policy that decides what is kept."))
            #expect(page.text.contains("Not &quot;a&quot; slug") && page.text.contains("kept &lt;b&gt;"))
            try await curator.post("/snapshots", [("name", "x"), ("policy", "everything@1")]).expect(303)
            let other = [("name", "x"), ("policy", "everything@1"), ("format", "messages")]
            let taken = try await curator.post("/snapshots", other).expect(409)
            #expect(taken.text.contains("The name is taken"))
            let silent: JSON = ["filters": [["filter": "turns", "minimum": 99], ["filter": "duplicate"]]]
            try await client.send(
                "PUT", "/v1/policies/silent", token: try await client.token(.curate), json: silent
            ).expect(201)
            let failed = try await curator.post("/snapshots", [("name", "y"), ("policy", "silent@1")]).expect(422)
            #expect(failed.text.contains("id=\"policy-faults\"") && failed.text.contains("never saw anything"))
            #expect(try await curator.page("/snapshots/y").text.contains("It could not be made"))
            try await client.postForm("/snapshots", fields).expect(303)
            try await curator.post("/snapshots", fields, token: "forged").expect(403)
        }
    }

    @Test("look again while one is made, and only then")
    func progress() async throws {
        let pages = try PagesSamples.snapshotPages().compactMap { $0 as? SnapshotPage }
        let refresh = #"<meta http-equiv="refresh" content="3">"#
        for page in pages {
            let writer = Collector()
            try await Pages().response(page).body.write(writer)
            let text = writer.text
            #expect(text.contains(refresh) == page.isBuilding)
            #expect(text.contains(#"<progress max="1" value="0.34""#) == page.isBuilding)
        }
        #expect(pages.contains { $0.isBuilding } && pages.contains { !$0.isBuilding })
    }

    @Test("say what was taken back, and lead to the successor and back")
    func lineage() async throws {
        try await withService { client in
            let (curator, receipts) = try await prepare(client)
            let first = [("name", "old"), ("policy", "everything@1"), ("seed", "s")]
            try await curator.post("/snapshots", first).expect(303)
            let id = try #require(receipts[0]["id"]?.string)
            let receipt = try #require(receipts[0]["receipt"]?.string)
            try await client.send("DELETE", "/v1/submissions/\(id)", receipt: receipt).expect(200)
            let stale = try await curator.page("/snapshots/old").expect(200)
            #expect(stale.text.contains("1 chat in it was taken back") && stale.text.contains("<s>data/"))
            let gone = try #require(stale.text.firstMatch(of: /<s>(data[^<]*)<\/s>/)).output.1
            let missing = try await curator.page("/snapshots/old/\(gone)").expect(410)
            #expect(missing.text.contains("What was here was taken back"))
            let form = try await curator.page("/snapshots?succeeds=old").expect(200)
            #expect(form.text.contains(#"<option value="old" selected>"#))
            #expect(form.text.contains(#"<option value="everything@1" selected>"#))
            let fields = [("name", "new"), ("policy", "everything@1"), ("seed", "s"), ("succeeds", "old")]
            try await curator.post("/snapshots", fields).expect(303)
            let page = try await curator.page("/snapshots/new").expect(200)
            #expect(page.text.contains("0 episodes came, 1 went, and 0 were revised"))
            let old = try await curator.page("/snapshots/old").expect(200)
            #expect(old.text.contains(#"After it came <a href="/snapshots/new">"#))
            #expect(try await curator.page("/snapshots").text.contains("Its place is taken by"))
        }
    }
}
