import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("A repeated request", .migrated(.own), .timeLimit(.minutes(15))) struct IdempotencyTests {
    @Test("with the same key gets the first answer, and nothing happens twice")
    func replay() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let first = try await client.upload(Samples.tavern(), key: "a").expect(201)
            let counts = try await client.rowCounts()
            let second = try await client.upload(Samples.tavern(), key: "a")
            #expect(second.status == 201 && second.body == first.body)
            #expect(first.headers["idempotency-replayed"] == nil && second.headers["idempotency-replayed"] == "true")
            #expect(try await client.rowCounts() == counts)

            let json = Samples.rating(("score", 4))
            let rated = try await client.send("POST", "/v1/ratings", key: "b", json: json).expect(201)
            let again = try await client.send("POST", "/v1/ratings", key: "b", json: json)
            try expectExchange("rating_replayed", again)
            #expect(again.body == rated.body)
            #expect(try await client.rowCounts()["ratings"] == 1)
        }
    }

    @Test("as a form is the same one with another boundary")
    func boundaries() async throws {
        try await withService { client in
            let form = Form([("consent_training", "true")], files: [("aria.jsonl", Samples.tavern())])
            let first = try await client.send(
                "POST", "/v1/submissions", key: "f", body: form.bytes, type: Form.type
            ).expect(201)
            let text = String(decoding: form.bytes, as: UTF8.self).replacing("----edge", with: "----another")
            let second = try await client.send(
                "POST", "/v1/submissions", key: "f", body: Array(text.utf8),
                type: "multipart/form-data; boundary=----another")
            #expect(second.status == 201 && second.body == first.body)
        }
    }

    @Test("with the key of another request is refused")
    func reused() async throws {
        try await withService { client in
            try await client.registerExperiment()
            try await client.send("POST", "/v1/ratings", key: "k", json: Samples.rating(("score", 4))).expect(201)
            let counts = try await client.rowCounts()
            let other = try await client.send("POST", "/v1/ratings", key: "k", json: Samples.rating(("score", 5)))
            try expectExchange("idempotency_key_reused", other)
            #expect(try await client.upload(Samples.tavern(), key: "k").status == 422)
            for key in ["", String(repeating: "k", count: 256)] {
                let reply = try await client.send("POST", "/v1/ratings", key: key, json: Samples.rating(("score", 4)))
                #expect(reply.status == 422 && reply["code"]?.string == "bad_idempotency_key")
            }
            #expect(try await client.rowCounts() == counts)
        }
    }

    @Test("that was refused leaves its key free")
    func refused() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            try await client.send("POST", "/v1/ratings", key: "k", json: Samples.rating(part: 2, ("score", 4))).expect(
                404)
            try await client.send("POST", "/v1/ratings", key: "k", json: Samples.rating(part: 1, ("score", 4))).expect(
                201)
        }
    }

    @Test("from twenty racers with one key makes one row and twenty equal answers")
    func racers() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let log = Samples.tavern()
            let replies = try await race(20) { _ in try await client.upload(log, key: "race") }
            #expect(replies.allSatisfy { $0.status == 201 })
            #expect(Set(replies.map(\.body)).count == 1)
            #expect(replies.count { $0.headers["idempotency-replayed"] == "true" } == 19)
            let counts = try await client.rowCounts()
            #expect(counts["submissions"] == 1 && counts["documents"] == 1 && counts["episodes"] == 1)

            let json = Samples.rating(("score", 1))
            let ratings = try await race(20) { _ in try await client.send("POST", "/v1/ratings", key: "r", json: json) }
            #expect(ratings.allSatisfy { $0.status == 201 } && Set(ratings.map(\.body)).count == 1)
            #expect(try await client.rowCounts()["ratings"] == 1)
        }
    }

    @Test("from fifty racers with each of two hundred keys makes one row and fifty equal answers for each")
    func manyRacers() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let replies = try await race(50) { _ in
                var bodies: [UInt8] = []
                for key in (0..<200).shuffled() {
                    let json = Samples.rating(part: key % 3 + 1, ("score", .int(key % 5 + 1)))
                    let reply = try await client.send("POST", "/v1/ratings", key: "key-\(key)", json: json).expect(201)
                    // By the key, so that all racers' answers to all keys can be compared.
                    bodies += Array("\(key) \(reply.text)\n".utf8)
                }
                return Reply(request: .init(method: "", path: ""), status: 201, headers: [:], body: bodies)
            }
            let answers = Set(replies.flatMap { $0.text.split(separator: "\n") })
            #expect(replies.count == 50 && answers.count == 200)
            let counts = try await client.rowCounts()
            #expect(counts["ratings"] == 200 && counts["idempotency"] == 200)
            #expect(try await client.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
        }
    }

    @Test("while the first one is under way elsewhere is told to come again, and others do not wait for that")
    func underWay() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let json = Samples.rating(("score", 4))
            let bytes = json.bytes()
            let key = try IdempotencyKey(key: "slow", request: "POST /v1/ratings", body: [bytes])
            let elsewhere = try await Connection.open(Database.options)
            try await elsewhere.execute("begin")
            try await elsewhere.execute(
                """
                insert into idempotency (bucket, key_hash, fingerprint, created_at)
                values (\(Int16(key.bucket)), \(Data(key.hash)), \(Data(key.fingerprint)), now())
                """)
            let replies = try await race(20) { racer in
                try await client.send("POST", "/v1/ratings", key: racer == 7 ? "slow" : "k\(racer)", json: json)
            }
            #expect(replies.count { $0.status == 201 } == 19)
            let told = try #require(replies.first { $0.status != 201 })
            #expect(told.status == 409 && told["code"]?.string == "busy" && told.headers["retry-after"] != nil)
            try await elsewhere.execute("rollback")
            await elsewhere.close()
            try await client.send("POST", "/v1/ratings", key: "slow", json: json).expect(201)
            #expect(try await client.rowCounts()["ratings"] == 20)
        }
    }

    @Test("is answered as the first one by every address that creates something")
    func everyCreation() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let (token, _) = try await SnapshotSamples.prepare(client)
            let creations: [(path: String, json: JSON, table: String)] = [
                ("/v1/ratings", Samples.rating(("score", 4)), "ratings"),
                ("/v1/experiments/exp7/leads", ["title": "Loops after 40 turns.", "part": 1], "leads"),
                ("/v1/snapshots", ["name": "first", "policy": "everything"], "snapshots"),
            ]
            for (path, json, table) in creations {
                let first = try await client.send("POST", path, token: token, key: path, json: json).expect(201)
                let again = try await client.send("POST", path, token: token, key: path, json: json).expect(201)
                #expect(first.headers["idempotency-replayed"] == nil, "\(path)")
                #expect(again.headers["idempotency-replayed"] == "true" && again.body == first.body, "\(path)")
                #expect(try await client.rowCounts()[table] == 1, "\(path)")
            }
        }
    }

    @Test("after a withdrawal says nothing any more")
    func withdrawn() async throws {
        try await withService { client in
            let name = "diary-of-the-navigator.jsonl"
            let first = try await client.upload(Samples.tavern(), name: name, key: "w").expect(201)
            #expect(first.text.contains(name))
            let path = "/v1/submissions/\(try #require(first["id"]?.string))"
            try await client.send("DELETE", path, receipt: first["receipt"]?.string).expect(200)
            let again = try await client.upload(Samples.tavern(), name: name, key: "w")
            #expect(again.status == 201 && again["status"]?.string == "withdrawn" && !again.text.contains(name))
            #expect(try await client.rowCounts()["submissions"] == 1)
        }
    }
}

/// Runs something many times at once.
func race(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Reply) async throws -> [Reply] {
    try await withThrowingTaskGroup(of: Reply.self) { group in
        for racer in 0..<count { group.addTask { try await body(racer) } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
