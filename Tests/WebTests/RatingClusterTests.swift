import Core
import Foundation
import Logging
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Stuffing", .migrated(.own), .timeLimit(.minutes(15))) struct RatingClusterTests {
    private static let summary = "/v1/experiments/exp7/parts/2/summary"

    private func rate(
        _ client: ServiceClient, _ rater: String, score: Int, part: Int = 2, comment: String? = nil,
        from address: String? = nil, token: String? = nil
    ) async throws -> Reply {
        var json = Samples.rating(part: part, ("score", .int(score)), ("rater", .string(rater)))
        if let comment, case .object(let members) = json { json = .object(members + [("comment", .string(comment))]) }
        return try await client.send(
            "POST", "/v1/ratings", token: token, headers: address.map { [("X-Forwarded-For", $0)] } ?? [], json: json
        ).expect(201)
    }

    private func look(_ client: ServiceClient) async throws -> Int {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return try await RatingClusterWatch(pool: client.pool, logger: logger).look(since: testMoment, at: testMoment)
    }

    private func networks(_ client: ServiceClient) async throws -> [Int64?] {
        try await client.pool.query("select network from ratings order by id, rater")
    }

    @Test("shows the verdict without the group, on the page too, and moves nothing else")
    func report() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            for rater in 0..<20 { _ = try await rate(client, "a\(rater)", score: rater < 7 ? 1 : 5, part: 1) }
            for rater in 0..<16 { _ = try await rate(client, "b\(rater)", score: rater < 2 ? 3 : 5) }
            let clean = try await client.send("GET", Self.summary).expect(200)
            for rater in 0..<7 {
                let comment = "The replies are far too short\(String(repeating: "!", count: rater))"
                _ = try await rate(client, "c\(rater)", score: 1, comment: comment)
            }
            // All of it came at one moment: part 1 has bursts, which this test is not about.
            try await client.pool.execute(
                """
                update ratings set occurred_at = received_at - bucket * interval '1 hour' - part * interval '1 day'
                    - (('x' || substr(md5(rater), 1, 6))::bit(24)::int) * interval '1 second'
                """)
            #expect(try await look(client) == 7)
            #expect(try await look(client) == 0)
            // Nothing tells the service that another one noted it: it looks again after a second.
            try await Task.sleep(for: .milliseconds(1100))
            let summary = try await client.send("GET", Self.summary).expect(200)
            try expectExchange("summary_clusters", summary)
            #expect(summary["raters"]?.int == 23 && summary["counts", "negative"]?.int == 7)
            #expect(summary["without_clusters", "raters"]?.int == 16)
            for name in ["counts", "label"] {
                #expect(summary["without_clusters", name]?.json().bytes() == clean[name]?.json().bytes(), "\(name)")
            }
            for name in ["difference", "p_exact", "verdict", "sentence"] {
                let value = summary["without_clusters", "versus_previous", name]?.json().bytes()
                #expect(value == clean["versus_previous", name]?.json().bytes(), "\(name)")
            }
            let page = try await client.send("GET", "/experiments/exp7/parts/2", headers: [("Accept", "text/html")])
            #expect(page.text.contains("7 of 23 raters look like one group (7 negative)"))
            let logbook = try await client.send("GET", "/v1/experiments/exp7/logbook.md")
            #expect(logbook.text.contains("**One voice or many?** 7 of 23 raters"))
            #expect(try await client.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
        }
    }

    @Test("is seen by network behind a trusted proxy only, and importers are no network")
    func addresses() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            for rater in 0..<3 { _ = try await rate(client, "r\(rater)", score: 2, from: "192.0.2.\(rater)") }
            #expect(try await networks(client) == [nil, nil, nil], "this machine says nothing, and is not believed")
        }
        let proxies = try #require(TrustedProxies("127.0.0.1"))
        try await withService(now: { testMoment }, trustedProxies: proxies) { client in
            for rater in 3..<6 { _ = try await rate(client, "r\(rater)", score: 4, from: "9.9.9.9, 192.0.2.\(rater)") }
            _ = try await rate(client, "r6", score: 4, from: "198.51.100.1")
            _ = try await rate(client, "r7", score: 4, from: "unknown")
            let marks = try await networks(client).compactMap { $0 }
            #expect(marks.count == 4 && Set(marks).count == 2)
            let token = try await client.token(.import)
            _ = try await rate(client, "r8", score: 4, from: "192.0.2.8", token: token)
            #expect(try await networks(client).compactMap { $0 }.count == 4)
            #expect(try await look(client) == 3)
            let everything = try await client.pool.everything()
            for address in ["192.0.2", "198.51.100", "9.9.9.9"] { #expect(!everything.contains(address)) }
        }
    }

    @Test("is looked for beside the server while it runs")
    func running() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let watch = RatingClusterWatch(pool: client.pool, logger: logger, pause: .milliseconds(50))
            let running = Task { try await watch.run() }
            for rater in 0..<4 {
                _ = try await rate(client, "r\(rater)", score: 2, comment: "Everybody here says the very same thing.")
            }
            var noted: Int?
            for _ in 0..<3600 where noted != 4 {
                try await Task.sleep(for: .milliseconds(50))
                noted = try await client.send("GET", Self.summary).expect(200)["clusters", "raters"]?.int
            }
            #expect(noted == 4)
            running.cancel()
            try await running.value
        }
    }

    @Test("of one rater is one rating, whichever way it comes")
    func once() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let form = try await client.send("GET", "/rate/exp7/2", headers: [("Accept", "text/html")]).expect(200)
            let cookie = try #require(form.headers["set-cookie"]?.prefix { $0 != ";" }.description)
            func rate(_ cookie: String, score: Int) async throws -> Bool {
                let headers = [("Accept", "text/html"), ("Origin", client.origin), ("Cookie", cookie)]
                let page = try await client.send(
                    "POST", "/rate/exp7/2", headers: headers, body: Array("score=\(score)".utf8),
                    type: "application/x-www-form-urlencoded"
                ).expect(201)
                return page.text.contains("It replaces the rating")
            }
            #expect(try await !rate(cookie, score: 1))
            for score in [2, 4, 5] { #expect(try await rate(cookie, score: score)) }
            let name = try #require(cookie.firstMatch(of: /web-([a-z0-9]+)\./)?.output.1)
            let edited = cookie.replacing(name, with: String(name.reversed()))
            let cut = String(cookie.dropLast())
            for forged in [edited, cut, "chorus_rater=web-\(name)", "chorus_rater="] {
                #expect(try await !rate(forged, score: 1), "a cookie that is not ours names nobody: \(forged)")
            }
            let summary = try await client.send("GET", Self.summary)
            #expect(summary["counts", "positive"]?.int == 1 && summary["counts", "negative"]?.int == 4)
            #expect(summary["ratings"]?.int == 8 && summary["raters"]?.int == 5)
        }
    }

    @Test("that is held back or refused moves no number, and accepting it again moves it back")
    func moderated() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            for rater in 0..<9 { _ = try await rate(client, "r\(rater)", score: rater < 4 ? 1 : 5) }
            let before = try await client.send("GET", Self.summary).expect(200)
            let pasted = "I will say this as often as I like to."
            var ids: [String] = []
            for rater in 0..<3 {
                let reply = try await rate(client, "s\(rater)", score: 1, comment: pasted)
                ids.append(try #require(reply["id"]?.string))
            }
            #expect(try await look(client) > 0)
            let token = try await client.token(.maintain)
            let paths = [Self.summary, "/v1/experiments/exp7/summary", "/v1/experiments/exp7/parts/2/compare/1"]
            var with: [[UInt8]] = []
            try await decide(client, "accept", ids, token)
            for path in paths { with.append(try await client.send("GET", path).expect(200).body) }
            for decision in ["quarantine", "reject"] {
                try await decide(client, decision, ids, token)
                let without = try await client.send("GET", Self.summary).expect(200)
                for name in ["ratings", "raters", "counts", "scores", "comments", "negative_share", "net_sentiment"] {
                    #expect(without[name]?.json().bytes() == before[name]?.json().bytes(), "\(decision) \(name)")
                }
                let comments = try await client.send("GET", "/v1/experiments/exp7/parts/2/comments").expect(200)
                #expect(comments["comments"]?.count == 0)
                try await decide(client, "accept", ids, token)
                for (path, body) in zip(paths, with) {
                    #expect(try await client.send("GET", path).expect(200).body == body, "\(path)")
                }
            }
        }
    }

    private func decide(_ client: ServiceClient, _ decision: String, _ ids: [String], _ token: String) async throws {
        for id in ids {
            let body: JSON = ["decision": .string(decision)]
            try await client.send("POST", "/v1/ratings/\(id)/decision", token: token, json: body).expect(200)
        }
    }
}
