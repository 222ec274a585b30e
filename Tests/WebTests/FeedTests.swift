import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("The feed", .migrated(.own), .timeLimit(.minutes(15))) struct FeedTests {
    @Test("hands out accepted episodes page by page, and a tombstone after a withdrawal")
    func pages() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.curate)
            let kept = try await client.upload(Samples.tavern(word: "sextant"), name: "aria.jsonl")
            // One after the other: within a batch the order of equal moments is that of the ids.
            try await feed(client, token, reaches: 1)
            let gone = try await client.upload(Samples.tavern(word: "astrolabe"))
            try await feed(client, token, reaches: 2)
            let first = try await client.send("GET", "/v1/feed?limit=1", token: token)
            try expectExchange("feed_page", first)
            #expect(first["id"]?.string == kept["documents", "0", "episodes", "0", "id"]?.string)
            #expect(first.headers["chorus-has-more"] == "true")

            let path = "/v1/submissions/\(try #require(gone["id"]?.string))"
            try await client.send("DELETE", path, receipt: gone["receipt"]?.string).expect(200)
            try await feed(client, token, reaches: 3)
            let next = try #require(first.headers["chorus-next-cursor"])
            let rest = try await client.send("GET", "/v1/feed?cursor=\(next)&limit=10", token: token)
            try expectExchange("feed_tombstone", rest)
            let lines = try rest.lines()
            #expect(lines.map { $0["kind"]?.string } == ["episode.accepted", "episode.withdrawn"])
            #expect(lines.allSatisfy { $0["episode"] == nil }, "a withdrawn episode is handed out")
            let end = try #require(rest.headers["chorus-next-cursor"])
            let empty = try await client.send("GET", "/v1/feed?cursor=\(end)", token: token)
            try expectExchange("feed_end", empty)
            #expect(empty.headers["chorus-next-cursor"] == end)
        }
    }

    @Test("hands out long episodes piece by piece, as they are, between others")
    func longEpisodes() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.curate)
            try await client.upload(Samples.tavern(), query: "consent_training=true&experiment=exp7&part=1").expect(201)
            try await feed(client, token, reaches: 1)
            // Letters that cannot be compressed, with characters between that answers escape: two bytes each, so that some
            // lie across the border of two pieces.
            var random = SystemRandomNumberGenerator()
            for exchanges in [600, 1600] {
                let words = (0..<exchanges).map { _ in
                    (0..<200).map { _ in String(UInt64.random(in: 0...UInt64.max, using: &random), radix: 36) }
                        .joined(separator: "\u{85}")
                }
                let lines =
                    [#"{"user_name":"Sam","character_name":"Aria","create_date":"2023-2-23 @20h 14m 09s 000ms"}"#]
                    + words.enumerated().map {
                        #"{"name":"\#($0 % 2 == 0 ? "Sam" : "Aria")","is_user":\#($0 % 2 == 0),"mes":"\#($1)"}"#
                    }
                try await client.upload(Array(lines.joined(separator: "\n").utf8)).expect(201)
                try await feed(client, token, reaches: exchanges == 600 ? 2 : 3)
            }
            try await client.upload(Samples.tavern(word: "sextant")).expect(201)
            try await feed(client, token, reaches: 4)
            let sizes: [Int32] = try await client.pool.withConnection { db in
                try db.query("select pg_column_size(content) from episodes order by pg_column_size(content)")
            }
            try #require(sizes.filter { $0 > 1 << 20 }.count == 2, "\(sizes)")

            let page = try await client.send("GET", "/v1/feed", token: token).expect(200)
            #expect(!page.body.contains([0xC2, 0x85]), "a terminal is commanded")
            let lines = try page.lines()
            #expect(lines.map { $0["position"]?.int } == [1, 2, 3, 4])
            let kept: [(UUID, String)] = try await client.pool.withConnection { db in
                try db.query("select id, content::text from episodes")
            }
            let texts = Dictionary(uniqueKeysWithValues: kept.map { (ID<Episode>($0.0).description, $0.1) })
            for line in lines {
                let text = try #require(texts[line["id"]?.string ?? ""])
                #expect(line["episode"]?.json() == (try JSONDocument(Array(text.utf8), limits: .log)).root.json())
            }
            // What is not asked for is left out whatever its length.
            #expect(try await client.send("GET", "/v1/feed?experiment=exp7", token: token).lines().count == 1)
            #expect(try await client.send("GET", "/v1/feed?consent=public", token: token).lines().isEmpty)
            // A policy reads the episode.
            try await client.send(
                "PUT", "/v1/policies/all", token: client.token(.maintain, .curate), json: ["filters": []]
            ).expect(201)
            let judged = try await client.send("GET", "/v1/feed?policy=all", token: token).expect(200).lines()
            #expect(judged.map { $0["position"]?.int } == [1, 2, 3, 4])
            #expect(judged.allSatisfy { $0["episode"] != nil })
            // What was taken back since the cursor is not handed out.
            try await client.pool.execute(
                "update episodes set status = 'quarantined' where pg_column_size(content) > 2097152")
            let again = try await client.send("GET", "/v1/feed", token: token).lines()
            #expect(again.map { $0["episode"] != nil } == [true, true, false, true])
        }
    }

    @Test("shows one experiment's episodes to who asks for it, and moves the cursor over the others")
    func oneExperiment() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.curate)
            try await client.upload(Samples.tavern(), query: "consent_training=true&experiment=exp7&part=1").expect(201)
            try await client.upload(Samples.tavern()).expect(201)
            try await feed(client, token, reaches: 2)
            let page = try await client.send("GET", "/v1/feed?experiment=exp7", token: token)
            #expect(try page.lines().count == 1)
            let next = try #require(page.headers["chorus-next-cursor"].flatMap { Cursor($0) })
            #expect(next.position == 2)
        }
    }

    @Test("is for curators, and takes only what it knows")
    func refusals() async throws {
        try await withService { client in
            let token = try await client.token(.curate)
            try expectExchange("feed_token_missing", try await client.send("GET", "/v1/feed"))
            let maintainer = try await client.token(.maintain)
            #expect(try await client.send("GET", "/v1/feed", token: maintainer).status == 403)
            try expectExchange("feed_cursor_bad", try await client.send("GET", "/v1/feed?cursor=abc", token: token))
            for query in [
                "limit=0", "limit=1001", "limit=x", "wait=31", "wait=-1", "format=zip", "cursr=", "limit=1e2",
            ] {
                #expect(try await client.send("GET", "/v1/feed?\(query)", token: token).status == 422, "\(query)")
            }
        }
    }

    @Test("notices a cursor of another feed, beyond the end, or of a history that was rewound")
    func forks() async throws {
        try await withService { client in
            let token = try await client.token(.curate)
            for _ in 0..<3 { try await client.upload(Samples.tavern()).expect(201) }
            try await feed(client, token, reaches: 3)
            let head = try await client.pool.withConnection { db in try db.feedHead() }
            var forks = [
                Cursor(epoch: UUID(), position: 2, chain: head.chain),
                Cursor(epoch: head.epoch, position: 4, chain: head.chain),
                Cursor(epoch: head.epoch, position: .max, chain: head.chain),
                Cursor(epoch: head.epoch, position: 2, chain: head.chain),
                Cursor(epoch: head.epoch, position: 0, chain: head.chain),
            ]
            let good = try await client.send("GET", "/v1/feed?cursor=\(head.cursor.text)", token: token)
            #expect(good.status == 200)
            // A restore to position 1, after which the feed grew past the cursor again.
            try await client.pool.transaction { db in
                try db.execute("delete from feed where position > 1")
                try db.execute("update feed_head set position = 1, chain = (select chain from feed where position = 1)")
            }
            for _ in 0..<3 { try await client.upload(Samples.tavern()).expect(201) }
            try await feed(client, token, reaches: 4)
            forks.append(head.cursor)
            for (index, cursor) in forks.enumerated() {
                let reply = try await client.send("GET", "/v1/feed?cursor=\(cursor.text)", token: token)
                #expect(reply.status == 409 && reply["code"]?.string == "cursor_forked", "fork \(index)")
                let resume = try #require(reply["resume_cursor"]?.string)
                let again = try await client.send("GET", "/v1/feed?cursor=\(resume)", token: token)
                #expect(try again.lines().count == 4)
                if index == 0 { try expectExchange("feed_forked", reply) }
            }
        }
    }

    @Test("keeps a long poll waiting until something happens, and no longer")
    func longPoll() async throws {
        try await withService { client in
            let token = try await client.token(.curate)
            let start = ContinuousClock.now
            async let poll = client.send("GET", "/v1/feed?wait=25", token: token)
            try await Task.sleep(for: .milliseconds(300))
            try await client.upload(Samples.tavern()).expect(201)
            #expect(try await poll.lines().count == 1)
            #expect(start.duration(to: .now) < .seconds(20), "the poll slept through a submission")
            let cursor = try #require(try await poll.headers["chorus-next-cursor"])
            let empty = try await client.send("GET", "/v1/feed?cursor=\(cursor)&wait=1", token: token)
            #expect(empty.status == 200 && empty.body.isEmpty)
        }
    }

    @Test("wakes a long poll when another server's sequencer has moved it")
    func otherServer() async throws {
        try await withService(sequences: false) { client in
            let token = try await client.token(.curate)
            try await client.upload(Samples.tavern()).expect(201)
            let start = ContinuousClock.now
            async let poll = client.send("GET", "/v1/feed?wait=25", token: token)
            try await Task.sleep(for: .milliseconds(500))
            try await client.pool.withConnection { db in _ = try db.sequence(now: testMoment) }
            #expect(try await poll.lines().count == 1)
            #expect(start.duration(to: .now) < .seconds(20), "the poll slept through another server's event")
        }
    }

    /// Waits until the sequencer has got there.
    private func feed(_ client: ServiceClient, _ token: String, reaches position: Int) async throws {
        for _ in 0..<7200 {
            if try await client.pool.withConnection({ db in try db.feedHead() }).position >= position { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("the feed never reached \(position)")
    }
}
