import Core
import Foundation
import Locks
import Logging
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Moderation", .migrated(.own), .timeLimit(.minutes(15))) struct ModerationTests {
    @Test("shows what waits, decides about it, and is in the audit")
    func flow() async throws {
        // Each look at the clock is a second later, so that the audit has an order.
        let seconds = Guarded(0.0)
        let clock: @Sendable () -> Date = {
            testMoment.addingTimeInterval(
                seconds.withLock {
                    $0 += 1
                    return $0
                })
        }
        try await withService(now: clock) { client in
            try await client.registerExperiment(parts: 1)
            let token = try await client.token(.maintain)
            let held = try await client.upload(
                Samples.tavern(word: "<|user|>"),
                query: "consent_training=true&consent_public=true&experiment=exp7&part=1"
            ).expect(201)
            for rater in 0..<3 {
                try await client.send(
                    "POST", "/v1/ratings",
                    json: Samples.rating(
                        ("score", 1), ("rater", .string("r\(rater)")),
                        ("comment", "The replies are far too short for me"))
                ).expect(201)
            }
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            _ = try await RatingClusterWatch(pool: client.pool, logger: logger).look(since: testMoment, at: testMoment)
            let queue = try await client.send("GET", "/v1/moderation/queue?kind=submission", token: token)
            try expectExchange("moderation_queue", queue)
            let groups = try await client.send("GET", "/v1/moderation/queue?kind=cluster", token: token).expect(200)
            let cluster = try #require(groups["items", "0", "id"]?.string)
            let id = try #require(held["id"]?.string)
            let decided = try await client.send(
                "POST", "/v1/submissions/\(id)/decision", token: token,
                json: ["decision": "accept", "reason": "It quotes a template."])
            try expectExchange("submission_accepted", decided)
            let path = "/v1/moderation/clusters/\(cluster)/decision"
            let grouped = try await client.send("POST", path, token: token, json: ["decision": "reject"])
            try expectExchange("cluster_rejected", grouped)
            try await client.send("POST", path, token: token, json: ["decision": "reject"]).expect(404)
            let empty = try await client.send("GET", "/v1/moderation/queue", token: token).expect(200)
            #expect(empty["items"]?.count == 0 && empty["next_cursor"]?.isNull == true)
            let audit = try await client.send("GET", "/v1/audit?limit=2", token: token)
            try expectExchange("audit", audit)
            let next = audit["next_cursor"]?.string ?? ""
            let older = try await client.send("GET", "/v1/audit?cursor=\(next)", token: token).expect(200)
            #expect(
                older["entries"]?.elements.compactMap { $0["action"]?.string }
                    == ["part.put", "experiment.put"])
        }
    }

    @Test("refuses what it does not know, and what is gone")
    func refusals() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.maintain)
            for query in ["kind=episode", "cursor=x", "limit=0", "limit=101", "odd=1"] {
                try await client.send("GET", "/v1/moderation/queue?\(query)", token: token).expect(422)
            }
            for query in ["action=delete", "cursor=x", "limit=201", "odd=1"] {
                try await client.send("GET", "/v1/audit?\(query)", token: token).expect(422)
            }
            let mine = try await client.upload(Samples.tavern(word: "<|user|>")).expect(201)
            let id = try #require(mine["id"]?.string)
            let path = "/v1/submissions/\(id)/decision"
            let bad: JSON = ["decision": "burn", "why": "x"]
            #expect(try await client.send("POST", path, token: token, json: bad).expect(422)["errors"]?.count == 2)
            let decision: JSON = ["decision": "reject"]
            try await client.send("POST", path, json: decision).expect(401)
            try await client.send("POST", path, token: client.token(.curate, .import), json: decision).expect(403)
            for other in [
                "/v1/submissions/\(ID<Submission>(bucket: 3, at: testMoment))/decision", "/v1/submissions/x/decision",
            ] {
                try await client.send("POST", other, token: token, json: decision).expect(404)
            }
            try await client.send("POST", path, token: token, json: decision).expect(200)
            let later = testMoment.addingTimeInterval(1)
            let deleted = try await client.pool.transaction { db in try db.deleteRejected(before: later) }
            #expect(deleted == 1)
            let gone = try await client.send("POST", path, token: token, json: ["decision": "accept"])
            try expectExchange("submission_text_deleted", gone)
            let receipt = mine["receipt"]?.string
            let seen = try await client.send("GET", "/v1/submissions/\(id)", receipt: receipt).expect(200)
            #expect(seen["documents", "0", "episodes", "0", "reasons", "0", "code"]?.string == "refused_by_maintainer")
            try await client.send("DELETE", "/v1/submissions/\(id)", receipt: receipt).expect(200)
            try await client.send("POST", path, token: token, json: decision).expect(404)
        }
    }

    @Test("rejects a chat out of snapshots too, for good; what is held back stays in them")
    func snapshots() async throws {
        try await withService { client in
            let token = try await client.token(.maintain, .curate)
            let mine = try await client.upload(Samples.tavern(word: "zirconium")).expect(201)
            let path = "/v1/submissions/\(mine["id"]?.string ?? "")/decision"
            try await client.send("PUT", "/v1/policies/everything", token: token, json: ["filters": []]).expect(201)
            let body: JSON = ["name": "first", "policy": "everything", "format": "text"]
            let snapshot = try await client.send("POST", "/v1/snapshots", token: token, json: body).expect(201)
            let file = "/v1/snapshots/first/" + (snapshot["files", "0", "path"]?.string ?? "")
            try await client.send("POST", path, token: token, json: ["decision": "quarantine"]).expect(200)
            try await client.send("GET", file, token: token).expect(200)
            try await client.send("POST", path, token: token, json: ["decision": "reject"]).expect(200)
            try await client.send("GET", file, token: token).expect(410)
            let decided = try await client.send("POST", path, token: token, json: ["decision": "accept"]).expect(200)
            #expect(decided["status"]?.string == "accepted")
            try await client.send("GET", file, token: token).expect(410)
            #expect(try await client.send("GET", "/v1/snapshots/first", token: token)["stale"]?.bool == true)
        }
    }

    @Test("by several at once leaves one decision, one outcome, and the feed in step")
    func race() async throws {
        try await withService { client in
            let mine = try await client.upload(
                Samples.tavern(word: "<|user|>"), query: "consent_training=true&submitter=marrowgrass"
            ).expect(201)
            let path = "/v1/submissions/\(mine["id"]?.string ?? "")/decision"
            let token = try await client.token(.maintain)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<24 {
                    let decision = Decision.allCases[number % 3].rawValue
                    group.addTask {
                        try await client.send("POST", path, token: token, json: ["decision": .string(decision)]).status
                    }
                }
                for try await status in group { #expect([200, 409, 503].contains(status)) }
            }
            try await Task.sleep(for: .milliseconds(300))
            let odd: Int? = try await client.pool.first(
                """
                select count(*) from episodes as e where (e.status = 'accepted') <> coalesce(
                    (select kind = 'episode.accepted' from feed where episode_id = e.id order by position desc limit 1), false)
                """)
            #expect(odd == 0)
        }
    }
}
