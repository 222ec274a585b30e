import Core
import Crypto
import Foundation
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Snapshots over HTTP", .migrated(.own), .timeLimit(.minutes(15))) struct SnapshotTests {
    private static let everything: JSON = ["filters": []]

    /// Uploads chats, and makes a policy that keeps all of them.
    private func prepare(_ client: ServiceClient, chats: Int = 6) async throws -> (token: String, receipts: [Reply]) {
        let token = try await client.token(.curate, .maintain)
        try await client.send("PUT", "/v1/policies/everything", token: token, json: Self.everything).expect(201)
        var receipts: [Reply] = []
        for number in 0..<chats {
            let consent = "consent_training=true&consent_public=\(number % 2 == 0)&submitter=s\(number)"
            receipts.append(
                try await client.upload(Samples.tavern(word: "word\(number)", exchanges: 3), query: consent).expect(201)
            )
        }
        return (token, receipts)
    }

    private func create(
        _ client: ServiceClient, _ token: String, _ name: String, _ members: JSON.Member...
    ) async throws -> Reply {
        let body = JSON.object(
            [("name", .string(name))]
                + (members.contains { $0.key == "succeeds" || $0.key == "policy" } ? [] : [("policy", "everything")])
                + members)
        return try await client.send("POST", "/v1/snapshots", token: token, json: body)
    }

    /// The rows of every file of a snapshot; each file is what the manifest says.
    private func rows(_ client: ServiceClient, _ token: String?, _ snapshot: Reply, _ name: String) async throws
        -> [JSONValue]
    {
        var rows: [JSONValue] = []
        for file in snapshot["files"]?.elements.map({ $0 }) ?? [] {
            let path = try #require(file["path"]?.string)
            let reply = try await client.send("GET", "/v1/snapshots/\(name)/\(path)", token: token).expect(200)
            #expect(reply.headers["content-encoding"] == nil)
            #expect(reply.body.count == file["bytes"]?.int)
            #expect(Hex.encode(SHA256.hash(data: reply.body)) == file["sha256"]?.string)
            let text = try gunzipped(reply.body)
            #expect(Hex.encode(SHA256.hash(data: text)) == file["content_sha256"]?.string)
            let lines = try text.split(separator: UInt8(ascii: "\n")).map {
                try JSONDocument(Array($0), limits: .log).root
            }
            #expect(lines.count == file["rows"]?.int)
            rows += lines
        }
        return rows
    }

    private func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(data)
    }

    @Test("are made, listed, read with their manifest, and have the rows that it says")
    func creation() async throws {
        try await withService(now: { testMoment }) { client in
            let (token, _) = try await prepare(client)
            let created = try await create(client, token, "first", ("format", "supervised"))
            #expect(created.status == 201)
            #expect(created.headers["location"] == "/v1/snapshots/first")
            #expect(created["status"]?.string == "ready")
            #expect(created["row_count"]?.int == 18)
            #expect(created["episodes"]?.count == 6)
            #expect(created["feed"]?["to"]?.int == 6)
            let read = try await client.send("GET", "/v1/snapshots/first", token: token)
            #expect(read.body == created.body)
            let list = try await client.send("GET", "/v1/snapshots", token: token)
            #expect(list["snapshots", "0", "name"]?.string == "first")
            #expect(try await client.send("GET", "/v1/snapshots")["snapshots"]?.count == 0)
            let rows = try await rows(client, token, created, "first")
            #expect(rows.count == 18)
            #expect(rows.allSatisfy { $0["input"]?.string?.contains("<START>") ?? false })
            #expect(rows[0]["reward"]?.double == 1)
            // Again is the same; another request of the name is none.
            #expect(try await create(client, token, "first", ("format", "supervised")).status == 200)
            let other = try await create(client, token, "first", ("format", "messages"))
            #expect(other.status == 409 && other["code"]?.string == "snapshot_exists")
        }
    }

    @Test("have the same bytes twice, and in every format")
    func sameBytes() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            for format in ["episode", "supervised", "preference", "pippa"] {
                let one = try await create(client, token, "\(format)-one", ("format", .string(format)))
                let two = try await create(client, token, "\(format)-two", ("format", .string(format)))
                guard format != "preference" else {
                    // Nothing was swiped: there are no pairs, and the file is empty.
                    #expect(one["row_count"]?.int == 0)
                    continue
                }
                for key in ["files", "episodes", "feed", "by_filter", "mix", "size"] {
                    #expect(one[key]?.json() == two[key]?.json(), "\(format) \(key)")
                }
                #expect(try await rows(client, token, one, "\(format)-one").count == one["row_count"]?.int)
            }
        }
    }

    @Test("are parts that are disjoint and complete, each with its mix")
    func parts() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client, chats: 9)
            var seen: [String] = []
            for part in 1...3 {
                let split: JSON = ["parts": 3, "part": .int(part)]
                let reply = try await create(client, token, "part-\(part)", ("format", "text"), ("split", split))
                #expect(reply.status == 201)
                #expect(reply["mix"]?.count == 3)
                #expect(reply["mix", "0", "by", "0", "g_test", "p"]?.double == 1)
                seen += reply["episodes"]?.elements.compactMap { $0["id"]?.string } ?? []
            }
            #expect(seen.count == 9 && Set(seen).count == 9)
        }
    }

    @Test("are served in ranges, with tags, and for HEAD")
    func ranges() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            let created = try await create(client, token, "first", ("format", "text"))
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
            let (token, _) = try await prepare(client)
            let open = try await create(client, token, "open", ("format", "text"), ("public", true))
            #expect(open.status == 201)
            #expect(open["episodes"]?.count == 3)
            #expect(try await rows(client, nil, open, "open").count == 9)
            #expect(try await client.send("GET", "/v1/snapshots")["snapshots"]?.count == 1)
            try await create(client, token, "closed", ("format", "text")).expect(201)
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

    @Test("go stale when something of them is withdrawn, whose text is then in no file")
    func withdrawal() async throws {
        try await withService(now: { testMoment }) { client in
            let (token, receipts) = try await prepare(client)
            try await client.registerExperiment(parts: 1)
            let first = try await create(client, token, "first", ("format", "text")).expect(201)
            let file = try #require(first["files", "0", "path"]?.string)
            guard case .object(let members) = Samples.part else { return }
            try await client.send(
                "PUT", "/v1/experiments/exp7/parts/1", token: token,
                json: .object(members + [("snapshot", "first")])
            ).expect(200)
            let mix = try await client.send("GET", "/v1/experiments/exp7/parts/1/mix", token: token).expect(200)
            #expect(
                mix["part_size", "episodes"]?.int == 6 && mix["sentence"]?.string?.hasPrefix("The part is like") == true
            )
            let elsewhere: JSON = ["mix": [["by": "format", "classes": ["cai_dump": 40]]]]
            let leaning = try await client.send("POST", "/v1/mix", token: token, json: elsewhere).expect(200)
            #expect(leaning["sentence"]?.string?.contains("cai_dump is 100 %") == true)
            let id = try #require(receipts[2]["id"]?.string)
            let before = try await client.send(
                "GET", "/v1/experiments/exp7/parts/1/lockfile", token: token
            ).expect(200)
            #expect(before["submissions"]?.elements.contains { $0["id"]?.string == id } == true)
            #expect(before["withdrawn"]?.int == 0)
            let withdrawn = try await client.send(
                "DELETE", "/v1/submissions/\(id)", receipt: receipts[2]["receipt"]?.string)
            try expectExchange("submission_withdrawn_from_snapshot", withdrawn)
            let gone = try await client.send("GET", "/v1/snapshots/first/\(file)", token: token)
            #expect(gone.status == 410 && gone["code"]?.string == "file_withdrawn")
            let after = try await client.send("GET", "/v1/snapshots/first", token: token)
            #expect(after["stale"]?.bool == true && after["tombstones"]?.int == 1)
            let episode = receipts[2]["documents", "0", "episodes", "0", "id"]?.string
            let list = try await client.send("GET", "/v1/snapshots/first/tombstones.json", token: token).expect(200)
            #expect(list["episodes", "0", "id"]?.string == episode)
            #expect(
                try await client.send("GET", "/v1/experiments/exp7/parts/1/lockfile", token: token)["withdrawn"]?.int
                    == 1)
            // The card and the manifest stay, and say nothing of what was said.
            try await client.send("GET", "/v1/snapshots/first/README.md", token: token).expect(200)
            #expect(try await !client.pool.everything().contains("word2"))
            let second = try await create(client, token, "second", ("succeeds", "first")).expect(201)
            #expect(second["format"]?.string == "text" && second["episodes"]?.count == 5)
            #expect(second["lineage", "removed"]?.int == 1 && second["lineage", "added"]?.int == 0)
            #expect(
                try await client.send("GET", "/v1/snapshots/first", token: token)["successors", "0"]?.string
                    == "second")
        }
    }

    @Test("say the truth about what is withdrawn at the same moment")
    func race() async throws {
        try await withService { client in
            let (token, receipts) = try await prepare(client, chats: 30)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<8 {
                        try await create(client, token, "s\(number)", ("format", "text")).expect(201)
                    }
                }
                group.addTask {
                    for receipt in receipts.prefix(20) {
                        let path = "/v1/submissions/\(receipt["id"]?.string ?? "")"
                        try await client.send("DELETE", path, receipt: receipt["receipt"]?.string).expect(200)
                        try await Task.sleep(for: .milliseconds(15))
                    }
                }
                try await group.waitForAll()
            }
            let withdrawn = Set(
                receipts.prefix(20).compactMap { $0["documents", "0", "episodes", "0", "id"]?.string })
            for number in 0..<8 {
                let snapshot = try await client.send("GET", "/v1/snapshots/s\(number)", token: token)
                let held = Set(snapshot["episodes"]?.elements.compactMap { $0["id"]?.string } ?? [])
                let path = "/v1/snapshots/s\(number)/tombstones.json"
                let list = try await client.send("GET", path, token: token)["episodes"]?.elements
                #expect(Set(list?.compactMap { $0["id"]?.string } ?? []) == held.intersection(withdrawn))
                let file = try await client.send(
                    "GET", "/v1/snapshots/s\(number)/data/text/train-00000-of-00001.jsonl.gz", token: token)
                #expect(file.status == (held.isDisjoint(with: withdrawn) ? 200 : 410))
            }
        }
    }

    @Test("that a server left behind are made by the next one")
    func leftBehind() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            let first = try await create(client, token, "first", ("format", "text")).expect(201)
            // As a server leaves it that is killed while it writes.
            try await client.pool.execute(
                """
                insert into snapshots (name, status, format, is_public, request, progress, created_at)
                select 'second', 'building', format, is_public,
                    replace(request::text, '"first"', '"second"')::json, 0.4, created_at from snapshots
                """)
            try await client.pool.execute(
                "insert into snapshot_pieces values ('second', 0, 0, 'half'), ('second', 7, 0, 'stray')")
            for _ in 0..<200 {
                let second = try await client.send("GET", "/v1/snapshots/second", token: token)
                guard second["status"]?.string == "ready" else {
                    try await Task.sleep(for: .milliseconds(50))
                    continue
                }
                #expect(second["files"]?.json() == first["files"]?.json())
                #expect(try await rows(client, token, second, "second").count == 18)
                return
            }
            Issue.record("it was never made")
        }
    }

    @Test("that cannot be made say why, and leave their name free")
    func failure() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            try await client.send(
                "PUT", "/v1/policies/nothing", token: token,
                json: ["filters": [["filter": "turns", "minimum": 99], ["filter": "duplicate"]]]
            ).expect(201)
            let refused = try await create(client, token, "first", ("policy", "nothing"))
            #expect(refused.status == 422 && refused["code"]?.string == "filter_saw_nothing")
            #expect(refused["errors", "0", "pointer"]?.string == "/filters/1")
            #expect(try await client.send("GET", "/v1/snapshots/first", token: token)["status"]?.string == "failed")
            #expect(try await create(client, token, "first", ("format", "text")).status == 201)
            let unknown = try await create(client, token, "second", ("policy", "absent"))
            #expect(unknown.status == 422 && unknown["errors", "0", "pointer"]?.string == "/policy")
        }
    }

    @Test("are made once for an Idempotency-Key")
    func idempotency() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            let body: JSON = ["name": "first", "policy": "everything"]
            let one = try await client.send("POST", "/v1/snapshots", token: token, key: "k", json: body).expect(201)
            let two = try await client.send("POST", "/v1/snapshots", token: token, key: "k", json: body).expect(201)
            #expect(one.body == two.body && two.headers["idempotency-replayed"] == "true")
            let other = try await client.send(
                "POST", "/v1/snapshots", token: token, key: "k", json: ["name": "second", "policy": "everything"])
            #expect(other.status == 422 && other["code"]?.string == "idempotency_key_reused")
        }
    }

    @Test("are shown as the Hub shows data sets")
    func hub() async throws {
        try await withService { client in
            let (token, _) = try await prepare(client)
            let open = try await create(client, token, "open", ("format", "text"), ("public", true)).expect(201)
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
