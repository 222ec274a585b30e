import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Files of snapshots", .migrated(.own), .timeLimit(.minutes(15))) struct SnapshotFileTests {
    @Test("are served in ranges, with tags, and for HEAD")
    func ranges() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let created = try await SnapshotSamples.create(client, token, "first", ("format", "text"))
            let path = "/v1/snapshots/first/" + (created["files", "0", "path"]?.string ?? "")
            let whole = try await client.send("GET", path, token: token).expect(200)
            let tag = try #require(whole.headers["etag"])
            #expect(whole.headers["accept-ranges"] == "bytes")
            #expect(whole.headers["content-type"] == "application/gzip")
            let head = try await client.send("HEAD", path, token: token).expect(200)
            #expect(head.headers["content-length"] == String(whole.body.count) && head.body.isEmpty)
            let middle = try await client.send("GET", path, token: token, headers: [("Range", "bytes=10-19")])
            #expect(middle.status == 206)
            #expect(middle.body == Array(whole.body[10..<20]))
            #expect(middle.headers["content-range"] == "bytes 10-19/\(whole.body.count)")
            let end = try await client.send("GET", path, token: token, headers: [("Range", "bytes=-262144")])
            #expect(end.status == 206 && end.body == whole.body)
            let beyond = try await client.send("GET", path, token: token, headers: [("Range", "bytes=9999999-")])
            #expect(beyond.status == 416)
            #expect(beyond.headers["content-range"] == "bytes */\(whole.body.count)")
            let same = try await client.send("GET", path, token: token, headers: [("If-None-Match", tag)])
            #expect(same.status == 304 && same.body.isEmpty)
            let older = try await client.send(
                "GET", path, token: token, headers: [("Range", "bytes=0-3"), ("If-Range", "\"other\"")])
            #expect(older.status == 200)
            for path in ["data/text/none.jsonl.gz", "nothing", "data", "data/text"] {
                #expect(try await client.send("GET", "/v1/snapshots/first/\(path)", token: token).status == 404)
            }
            let card = try await client.send("GET", "/v1/snapshots/first/README.md", token: token).expect(200)
            #expect(card.text.hasPrefix("---\npretty_name: \"first\"\n"))
            #expect(
                card.text.contains("    - name: text\n      dtype: string\n")
                    || card.text.contains("  - name: text\n    dtype: string\n"))
        }
    }

    @Test("hold only what may be published where they are public, and those need no token")
    func publication() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let open = try await SnapshotSamples.create(client, token, "open", ("format", "text"), ("public", true))
            #expect(open.status == 201)
            #expect(open["episodes"]?.count == 3)
            #expect(try await SnapshotSamples.rows(client, nil, open, "open").count == 9)
            #expect(try await client.send("GET", "/v1/snapshots")["snapshots"]?.count == 1)
            try await SnapshotSamples.create(client, token, "closed", ("format", "text")).expect(201)
            for name in ["closed", "absent"] {
                #expect(try await client.send("GET", "/v1/snapshots/\(name)").status == 401)
                #expect(try await client.send("GET", "/v1/snapshots/\(name)/README.md").status == 401)
            }
            let importer = try await client.token(.import)
            #expect(try await client.send("GET", "/v1/snapshots/closed", token: importer).status == 403)
            #expect(try await client.send("GET", "/v1/snapshots/absent", token: token).status == 404)
            #expect(try await client.send("POST", "/v1/snapshots", json: ["name": "x"]).status == 401)
        }
    }

    @Test("are shown as the Hub shows data sets")
    func hub() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let open = try await SnapshotSamples.create(client, token, "open", ("format", "text"), ("public", true))
                .expect(201)
            let commit = try #require(open["commit"]?.string)
            let path = try #require(open["files", "0", "path"]?.string)
            for address in ["", "/revision/main", "/revision/\(commit)"] {
                let info = try await client.send("GET", "/api/datasets/chorus/open\(address)").expect(200)
                #expect(info["sha"]?.string == commit)
                #expect(
                    info["siblings"]?.elements.compactMap { $0["rfilename"]?.string }
                        == ["README.md", path, "manifest.json"])
            }
            let tree = try await client.send("GET", "/api/datasets/chorus/open/tree/main?recursive=True").expect(200)
            #expect(tree["4", "path"]?.string == "manifest.json")
            let folder = try await client.send("GET", "/api/datasets/chorus/open/tree/\(commit)/data%2Ftext")
            #expect(folder["0", "path"]?.string == path)
            let file = try await client.send("GET", "/datasets/chorus/open/resolve/\(commit)/\(path)").expect(200)
            #expect(file.headers["x-repo-commit"] == commit)
            #expect(try await client.send("HEAD", "/datasets/chorus/open/resolve/main/README.md").status == 200)
            for (address, status, code) in [
                ("/datasets/chorus/open/resolve/main/open.py", 404, "EntryNotFound"),
                ("/api/datasets/chorus/open/revision/other", 404, "RevisionNotFound"),
                ("/api/datasets/chorus/absent", 401, "RepoNotFound"),
                ("/api/datasets/other/open", 404, "RepoNotFound"),
            ] {
                let reply = try await client.send("GET", address)
                #expect(reply.status == status && reply.headers["x-error-code"] == code, "\(address)")
            }
        }
    }
}
