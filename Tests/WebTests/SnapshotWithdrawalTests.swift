import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Snapshots of which something is withdrawn", .migrated(.own), .timeLimit(.minutes(15)))
struct SnapshotWithdrawalTests {
    @Test("go stale when something of them is withdrawn, whose text is then in no file")
    func withdrawal() async throws {
        try await withService(now: { testMoment }) { client in
            let (token, receipts) = try await SnapshotSamples.prepare(client)
            try await client.registerExperiment(parts: 1)
            let first = try await SnapshotSamples.create(client, token, "first", ("format", "text")).expect(201)
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
            let second = try await SnapshotSamples.create(client, token, "second", ("succeeds", "first")).expect(201)
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
            let (token, receipts) = try await SnapshotSamples.prepare(client, chats: 30)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<8 {
                        try await SnapshotSamples.create(client, token, "s\(number)", ("format", "text")).expect(201)
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
}
