import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Snapshots over HTTP", .migrated(.own), .timeLimit(.minutes(15))) struct SnapshotTests {
    @Test("are made, listed, read with their manifest, and have the rows that it says")
    func creation() async throws {
        try await withService(now: { testMoment }) { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let created = try await SnapshotSamples.create(client, token, "first", ("format", "supervised"))
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
            let rows = try await SnapshotSamples.rows(client, token, created, "first")
            #expect(rows.count == 18)
            #expect(rows.allSatisfy { $0["input"]?.string?.contains("<START>") ?? false })
            #expect(rows[0]["reward"]?.double == 1)
            // Again is the same; another request of the name is none.
            #expect(try await SnapshotSamples.create(client, token, "first", ("format", "supervised")).status == 200)
            let other = try await SnapshotSamples.create(client, token, "first", ("format", "messages"))
            #expect(other.status == 409 && other["code"]?.string == "snapshot_exists")
        }
    }

    @Test("have the same bytes twice, and in every format")
    func sameBytes() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            for format in ["episode", "supervised", "preference", "pippa"] {
                let one = try await SnapshotSamples.create(client, token, "\(format)-one", ("format", .string(format)))
                let two = try await SnapshotSamples.create(client, token, "\(format)-two", ("format", .string(format)))
                guard format != "preference" else {
                    // Nothing was swiped: there are no pairs, and the file is empty.
                    #expect(one["row_count"]?.int == 0)
                    continue
                }
                for key in ["files", "episodes", "feed", "by_filter", "mix", "size"] {
                    #expect(one[key]?.json() == two[key]?.json(), "\(format) \(key)")
                }
                #expect(
                    try await SnapshotSamples.rows(client, token, one, "\(format)-one").count == one["row_count"]?.int)
            }
        }
    }

    @Test("are parts that are disjoint and complete, each with its mix")
    func parts() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client, chats: 9)
            var seen: [String] = []
            for part in 1...3 {
                let split: JSON = ["parts": 3, "part": .int(part)]
                let reply = try await SnapshotSamples.create(
                    client, token, "part-\(part)", ("format", "text"), ("split", split))
                #expect(reply.status == 201)
                #expect(reply["mix"]?.count == 3)
                #expect(reply["mix", "0", "by", "0", "g_test", "p"]?.double == 1)
                seen += reply["episodes"]?.elements.compactMap { $0["id"]?.string } ?? []
            }
            #expect(seen.count == 9 && Set(seen).count == 9)
        }
    }

    @Test("that a server left behind are made by the next one")
    func leftBehind() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let first = try await SnapshotSamples.create(client, token, "first", ("format", "text")).expect(201)
            // As a server leaves it that is killed while it writes.
            try await client.pool.execute(
                """
                insert into snapshots (name, status, format, is_public, request, progress, created_at)
                select 'second', 'building', format, is_public,
                    replace(request::text, '"first"', '"second"')::json, 0.4, created_at from snapshots
                """)
            try await client.pool.execute(
                "insert into snapshot_pieces values ('second', 0, 0, 'half'), ('second', 7, 0, 'stray')")
            for _ in 0..<3600 {
                let second = try await client.send("GET", "/v1/snapshots/second", token: token)
                guard second["status"]?.string == "ready" else {
                    try await Task.sleep(for: .milliseconds(50))
                    continue
                }
                #expect(second["files"]?.json() == first["files"]?.json())
                #expect(try await SnapshotSamples.rows(client, token, second, "second").count == 18)
                return
            }
            Issue.record("it was never made")
        }
    }

    @Test("that cannot be made say why, and leave their name free")
    func failure() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            try await client.send(
                "PUT", "/v1/policies/nothing", token: token,
                json: ["filters": [["filter": "turns", "minimum": 99], ["filter": "duplicate"]]]
            ).expect(201)
            let refused = try await SnapshotSamples.create(client, token, "first", ("policy", "nothing"))
            #expect(refused.status == 422 && refused["code"]?.string == "filter_saw_nothing")
            #expect(refused["errors", "0", "pointer"]?.string == "/filters/1")
            #expect(try await client.send("GET", "/v1/snapshots/first", token: token)["status"]?.string == "failed")
            #expect(try await SnapshotSamples.create(client, token, "first", ("format", "text")).status == 201)
            let unknown = try await SnapshotSamples.create(client, token, "second", ("policy", "absent"))
            #expect(unknown.status == 422 && unknown["errors", "0", "pointer"]?.string == "/policy")
        }
    }

    @Test("are made once for an Idempotency-Key")
    func idempotency() async throws {
        try await withService { client in
            let (token, _) = try await SnapshotSamples.prepare(client)
            let body: JSON = ["name": "first", "policy": "everything"]
            let one = try await client.send("POST", "/v1/snapshots", token: token, key: "k", json: body).expect(201)
            let two = try await client.send("POST", "/v1/snapshots", token: token, key: "k", json: body).expect(201)
            #expect(one.body == two.body && two.headers["idempotency-replayed"] == "true")
            // Asking again for what is there makes nothing.
            try await client.send("POST", "/v1/snapshots", token: token, json: body).expect(200)
            let audit: [(String, String)] = try await client.pool.query(
                "select subject, details::text from audit where action = 'snapshot.make'")
            #expect(audit.count == 1 && audit.first?.0 == "first")
            #expect(audit.first?.1 == #"{"policy":"everything@1","public":false}"#)
            let other = try await client.send(
                "POST", "/v1/snapshots", token: token, key: "k", json: ["name": "second", "policy": "everything"])
            #expect(other.status == 422 && other["code"]?.string == "idempotency_key_reused")
        }
    }
}
