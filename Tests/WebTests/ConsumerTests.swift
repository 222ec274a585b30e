import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Consumers", .migrated(.own), .timeLimit(.minutes(15))) struct ConsumerTests {
    @Test("say how far they are, and are told what is ahead of them")
    func standing() async throws {
        let later = testMoment.addingTimeInterval(90)
        try await withService(now: { later }, sequences: false) { client in
            let token = try await client.token(.curate)
            var uploads: [Reply] = []
            for number in 1...4 { uploads.append(try await client.upload(Samples.tavern(word: "word\(number)"))) }
            try await client.sequence(at: testMoment)
            let page = try await client.send("GET", "/v1/feed?limit=2", token: token)
            let cursor = JSON.string(try #require(page.headers["chorus-next-cursor"]))
            let path = "/v1/consumers/nightly"
            let created = try await client.send(
                "PUT", path, token: token, json: ["cursor": cursor, "policy": "v8-part-2", "format": "messages"])
            try expectExchange("consumer_created", created)
            #expect(created["lag"]?.int == 2 && created["lag_seconds"]?.double == 90)
            let gone = "/v1/submissions/\(try #require(uploads[0]["id"]?.string))"
            try await client.send("DELETE", gone, receipt: uploads[0]["receipt"]?.string).expect(200)
            try await client.sequence(at: testMoment)
            let read = try await client.send("GET", path, token: token)
            try expectExchange("consumer_read", read)
            #expect(read["lag"]?.int == 3 && read["pending_withdrawals"]?.int == 1)

            // All of it, then back to the beginning: who lost what it held says so.
            let end = try await client.send("GET", "/v1/feed?limit=100", token: token)
            let last = JSON.string(try #require(end.headers["chorus-next-cursor"]))
            let done = try await client.send("PUT", path, token: token, json: ["cursor": last])
            #expect(done.status == 200 && done["format"]?.string == "episode" && done["policy"]?.isNull == true)
            #expect(done["lag"]?.int == 0 && done["lag_seconds"]?.double == 0 && done["pending_withdrawals"]?.int == 0)
            #expect(done["oldest_unpulled_at"]?.isNull == true)
            let start = try await client.pool.withConnection { db in try db.feedStart().text }
            let back = try await client.send("PUT", path, token: token, json: ["cursor": .string(start)])
            #expect(back.status == 200 && back["lag"]?.int == 5 && back["position"]?.int == 0)
            try await client.send("PUT", "/v1/consumers/archive", token: token, json: ["cursor": last]).expect(201)
            try expectExchange("consumers_listed", try await client.send("GET", "/v1/consumers", token: token))
        }
    }

    @Test("are refused with a cursor that is not on the feed, and without the right token")
    func refusals() async throws {
        try await withService(sequences: false) { client in
            let token = try await client.token(.curate)
            for _ in 0..<3 { try await client.upload(Samples.tavern()).expect(201) }
            try await client.sequence(at: testMoment)
            let head = try await client.pool.withConnection { db in try db.feedHead() }
            let path = "/v1/consumers/nightly"
            let other = Cursor(epoch: UUID(), position: 1, chain: head.chain).text
            let beyond = Cursor(epoch: head.epoch, position: 9, chain: head.chain).text
            for cursor in [other, beyond] {
                let reply = try await client.send("PUT", path, token: token, json: ["cursor": .string(cursor)])
                #expect(reply.status == 409 && reply["code"]?.string == "cursor_forked")
                #expect(reply["resume_cursor"]?.string != nil)
            }
            #expect(try await client.send("GET", path, token: token)["code"]?.string == "unknown_consumer")
            let text = JSON.string(head.cursor.text)
            let bad: [(JSON, String)] = [
                ([:], "required"), (["cursor": "abc"], "bad_cursor"), (["cursor": 7], "wrong_type"),
                (["cursor": text, "format": "zip"], "unknown_value"),
                (["cursor": text, "consent": "all"], "unknown_value"), (["cursor": text, "lag": 1], "unknown_field"),
            ]
            for (body, code) in bad {
                let reply = try await client.send("PUT", path, token: token, json: body)
                #expect(reply.status == 422 && reply["code"]?.string == code, "\(body): \(reply.text)")
            }
            let unknown: JSON = ["cursor": text, "policy": "none"]
            #expect(try await client.send("PUT", path, token: token, json: unknown)["code"]?.string == "unknown_policy")
            let odd = try await client.send("PUT", "/v1/consumers/Big%20Job", token: token, json: ["cursor": text])
            #expect(odd.status == 422 && odd["code"]?.string == "bad_slug")
            #expect(try await client.send("PUT", path, json: ["cursor": text]).status == 401)
            let maintainer = try await client.token(.maintain)
            #expect(try await client.send("GET", "/v1/consumers", token: maintainer).status == 403)
        }
    }

    @Test("are forgotten, and brought back with what the answer says")
    func forgetting() async throws {
        try await withService(sequences: false) { client in
            let token = try await client.token(.curate)
            try await client.upload(Samples.tavern()).expect(201)
            try await client.sequence(at: testMoment)
            let head = try await client.pool.withConnection { db in try db.feedHead() }
            let path = "/v1/consumers/nightly"
            try await client.send("PUT", path, token: token, json: ["cursor": .string(head.cursor.text)]).expect(201)
            #expect(try await client.send("DELETE", path).status == 401)
            let forgotten = try await client.send("DELETE", path, token: token).expect(200)
            let cursor = try #require(forgotten["cursor"]?.string)
            #expect(cursor == head.cursor.text)
            for method in ["GET", "DELETE"] {
                let reply = try await client.send(method, path, token: token)
                #expect(reply.status == 404 && reply["code"]?.string == "unknown_consumer")
            }
            let audit: [String] = try await client.pool.query(
                "select subject from audit where action = 'consumer.forget'")
            #expect(audit == ["nightly"])
            try await client.send("PUT", path, token: token, json: ["cursor": .string(cursor)]).expect(201)
        }
    }

    @Test("see that the feed was rewound under them")
    func forked() async throws {
        try await withService(sequences: false) { client in
            let token = try await client.token(.curate)
            for _ in 0..<3 { try await client.upload(Samples.tavern()).expect(201) }
            try await client.sequence(at: testMoment)
            let head = try await client.pool.withConnection { db in try db.feedHead() }
            let path = "/v1/consumers/nightly"
            try await client.send("PUT", path, token: token, json: ["cursor": .string(head.cursor.text)]).expect(201)
            try await client.pool.transaction { db in
                try db.execute("delete from feed where position > 1")
                try db.execute("update feed_head set position = 1, chain = (select chain from feed where position = 1)")
            }
            for _ in 0..<2 {
                let reply = try await client.send("GET", path, token: token)
                #expect(reply["is_forked"]?.json() == true && reply["lag"]?.isNull == true)
                #expect(reply["pending_withdrawals"]?.isNull == true)
                // Then the feed has grown past the cursor again.
                for _ in 0..<4 { try await client.upload(Samples.tavern()).expect(201) }
                try await client.sequence(at: testMoment)
            }
        }
    }
}

extension ServiceClient {
    /// Moves what waits to the feed.
    fileprivate func sequence(at moment: Date) async throws {
        try await pool.withConnection { db in _ = try db.sequence(now: moment) }
    }
}
