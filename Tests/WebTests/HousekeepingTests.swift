import Core
import Foundation
import Logging
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Housekeeping", .migrated(.own), .timeLimit(.minutes(15))) struct HousekeepingTests {
    @Test("folds what summaries would add up, which changes none, and forgets keys after a month")
    func rounds() async throws {
        try await withService { client in
            try await client.registerExperiment()
            for rater in 0..<5 {
                let body = Samples.rating(("score", 2), ("rater", .string("r\(rater)")))
                try await client.send("POST", "/v1/ratings", key: "key-\(rater)", json: body).expect(201)
            }
            try await client.pool.execute("update idempotency set created_at = created_at - interval '31 days'")
            let path = "/v1/experiments/exp7/parts/1/summary"
            let before = try await client.send("GET", path).expect(200)
            let housekeeping = Housekeeping(
                pool: client.pool, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
                pause: .milliseconds(10))
            let running = Task { try await housekeeping.run() }
            var left = -1
            while left != 0 {
                try await Task.sleep(for: .milliseconds(10))
                left =
                    try await client.pool.first(
                        "select (select count(*) from part_deltas) + (select count(*) from idempotency)") ?? -1
            }
            running.cancel()
            try await running.value
            let totals: Int? = try await client.pool.first("select count(*) from part_totals")
            #expect(totals ?? 0 > 0)
            let after = try await client.send("GET", path).expect(200)
            #expect(after.body == before.body)
        }
    }

    @Test("deletes the text of what was rejected a month ago and nothing younger, and forgets sessions that are over")
    func rejected() async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            for word in ["zirconium", "lantern"] {
                let mine = try await client.upload(Samples.tavern(word: word)).expect(201)
                let path = "/v1/submissions/\(mine["id"]?.string ?? "")/decision"
                try await client.send("POST", path, token: token, json: ["decision": "reject"]).expect(200)
            }
            try await client.pool.execute(
                """
                update submissions set decided_at = decided_at - interval '31 days'
                where id = (select submission_id from episodes where content::text like '%zirconium%')
                """)
            for _ in 0..<2 { _ = try await Browser(client, token: token) }
            try await client.pool.execute(
                "update sessions set expires_at = created_at where hash = (select min(hash::text)::bytea from sessions)"
            )
            let housekeeping = Housekeeping(
                pool: client.pool, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
                pause: .milliseconds(10))
            let running = Task { try await housekeeping.run() }
            while try await client.rowCounts()["sessions"] != 1 { try await Task.sleep(for: .milliseconds(10)) }
            running.cancel()
            try await running.value
            let stored = try await client.pool.everything()
            #expect(!stored.contains("zirconium") && stored.contains("lantern"))
        }
    }
}
