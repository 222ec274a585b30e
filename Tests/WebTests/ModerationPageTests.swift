import Core
import Foundation
import Logging
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("The page of moderation", .migrated(.own), .timeLimit(.minutes(15))) struct ModerationPageTests {
    private static let attack = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"

    /// An upload that the reader holds back for the training markup in it.
    private func hold(_ client: ServiceClient, word: String, isPublic: Bool) async throws -> Reply {
        try await client.upload(
            Samples.tavern(word: "\(word) <|user|>"), name: "zirconium.jsonl",
            query: "consent_training=true&consent_public=\(isPublic)&experiment=exp7&part=1&notes=zirconium"
        ).expect(201)
    }

    private func statuses(_ client: ServiceClient) async throws -> [String] {
        try await client.pool.query("select status from submissions order by id")
    }

    private func undo(_ page: Reply) -> [(String, String)] {
        page.text.matches(of: /name="undo" value="([0-9a-f-]+)"/).map { ("undo", String($0.output.1)) }
    }

    @Test("decides about one thing, says so, and takes it back")
    func oneAndBack() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let held = try await hold(client, word: "lantern", isPublic: true)
            let id = try #require(held["id"]?.string)
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let queue = try await browser.page("/moderation").expect(200)
            #expect(queue.text.contains("Training markup such as &lt;|user|&gt;") && queue.text.contains("lantern"))
            let decided = try await browser.post(
                "/moderation", [("one", "accept:submission:\(id)"), ("reason:submission:\(id)", "a joke")]
            ).expect(303)
            let next = try #require(decided.headers["location"])
            #expect(try await statuses(client) == ["accepted"])
            let reason: String? = try await client.pool.first("select decision_reason from submissions")
            #expect(reason == "a joke")
            let told = try await browser.page(next).expect(200)
            #expect(told.text.contains("Accepted: 1.") && told.text.contains("Nothing waits"))
            let back = try await browser.post("/moderation", undo(told)).expect(303)
            #expect(try await statuses(client) == ["quarantined"])
            #expect(try await browser.page(back.headers["location"] ?? "").text.contains("Undone: 1."))
            let again = try await browser.post("/moderation", undo(told)).expect(303)
            #expect(try await browser.page(again.headers["location"] ?? "").text.contains("1 could not be done"))
            let curator = try await client.token(.curate)
            let feed = try await client.send("GET", "/v1/feed?wait=20&limit=1", token: curator).expect(200)
            #expect(feed.text.contains("episode.accepted") && !feed.text.contains("lantern"), "it is held again")
        }
    }

    @Test("decides about all that are ticked at once, in good time")
    func bulk() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            for number in 0..<12 { _ = try await hold(client, word: "word-\(number)", isPublic: true) }
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let nothing = try await browser.post("/moderation", [("decision", "accept")]).expect(303)
            #expect(try await browser.page(nothing.headers["location"] ?? "").text.contains("Nothing was ticked"))
            let page = try await browser.page("/moderation?kind=submission").expect(200)
            let ticks = page.text.matches(of: /name="item" value="([a-z]+:[0-9a-f-]+)"/).map {
                ("item", String($0.output.1))
            }
            #expect(ticks.count == 12)
            let fields = ticks + [("decision", "accept"), ("reason", "all fine"), ("kind", "submission")]
            let decided = try await browser.post("/moderation", fields).expect(303)
            let told = try await browser.page(decided.headers["location"] ?? "").expect(200)
            #expect(
                told.text.contains("Accepted: 12.") && decided.headers["location"]?.contains("kind=submission") == true)
            #expect(Set(try await statuses(client)) == ["accepted"])
            try await browser.post("/moderation", undo(told)).expect(303)
            #expect(Set(try await statuses(client)) == ["quarantined"])
        }
    }

    @Test("shows nobody a word of what was given for training alone, or held for the safety check, anywhere")
    func privacy() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let mine = try await hold(client, word: "zirconium", isPublic: false)
            let unsafe = try await client.upload(
                Samples.tavern(word: "zirconium. The schoolgirl, naked, moaned"),
                query: "consent_training=true&consent_public=true"
            ).expect(201)
            #expect(unsafe["status"]?.string == "quarantined")
            let token = try await client.token(.maintain)
            let browser = try await Browser(client, token: token)
            func look() async throws {
                for path in ["/moderation", "/moderation?kind=submission", "/audit"] {
                    #expect(try await !browser.page(path).expect(200).text.contains("zirconium"), "\(path)")
                }
                for path in ["/v1/moderation/queue", "/v1/audit"] {
                    #expect(try await !client.send("GET", path, token: token).expect(200).text.contains("zirconium"))
                }
            }
            try await look()
            #expect(try await browser.page("/moderation").text.contains("nobody reads it"))
            for decision in ["accept", "quarantine", "reject"] {
                for reply in [mine, unsafe] {
                    let id = try #require(reply["id"]?.string)
                    try await browser.post("/moderation", [("one", "\(decision):submission:\(id)")]).expect(303)
                }
                try await look()
            }
            let curator = try await client.token(.curate)
            let id = try #require(unsafe["id"]?.string)
            let path = "/v1/submissions/\(id)/decision"
            let decided = try await client.send("POST", path, token: token, json: ["decision": "accept"]).expect(200)
            #expect(decided["status"]?.string == "quarantined" && decided["held_for_safety"]?.int == 1)
            let feed = try await client.send("GET", "/v1/feed?wait=20", token: curator).expect(200)
            #expect(!feed.text.contains("schoolgirl"))
        }
    }

    @Test("shows what was sent as text, whatever it is")
    func inert() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            _ = try await hold(client, word: Self.attack, isPublic: true)
            let token = try await client.token(.maintain)
            let rating = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(("score", 1), ("comment", .string(Self.attack)))
            ).expect(201)
            try await client.send(
                "POST", "/v1/ratings/\(rating["id"]?.string ?? "")/decision", token: token,
                json: ["decision": "quarantine", "reason": .string(Self.attack)]
            ).expect(200)
            let secret = TokenSecret()
            let named = Token(
                id: UUID(), name: Self.attack, scopes: [.maintain], createdAt: testMoment, expiresAt: nil,
                revokedAt: nil)
            try await client.pool.withConnection { db in try db.insert(named, secret: secret) }
            let browser = try await Browser(client, token: secret.text)
            for path in [
                "/", "/moderation", "/audit", "/audit?actor=\(FormText.encoded(Self.attack))", "/tokens", "/sign-in",
            ] {
                let page = try await browser.page(path).expect(200)
                #expect(page.text.contains("&lt;script&gt;alert(1)"), "\(path)")
                #expect(!page.text.contains("<script>") && !page.text.contains("<img"), "\(path)")
                #expect(page.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            }
        }
    }

    @Test("holds a group of ratings as one thing, and gives it back to the figures")
    func cluster() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment(parts: 1)
            for rater in 0..<5 {
                try await client.send(
                    "POST", "/v1/ratings",
                    json: Samples.rating(
                        ("score", 1), ("rater", .string("r\(rater)")),
                        ("comment", "The replies are far too short for me"))
                ).expect(201)
            }
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let watch = RatingClusterWatch(pool: client.pool, logger: logger)
            #expect(try await watch.look(since: testMoment, at: testMoment) == 5)
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let page = try await browser.page("/moderation?kind=cluster").expect(200)
            #expect(page.text.contains("5 ratings that look like one group") && page.text.contains("same comment"))
            let key = try #require(page.text.firstMatch(of: /value="quarantine:(cluster:[0-9a-f-]+)"/)).output.1
            let decided = try await browser.post("/moderation", [("one", "quarantine:\(key)")]).expect(303)
            let path = "/v1/experiments/exp7/parts/1/summary"
            #expect(try await client.send("GET", path)["ratings"]?.int == 0)
            let told = try await browser.page(decided.headers["location"] ?? "").expect(200)
            #expect(told.text.contains("Held back: 1."))
            try await browser.post("/moderation", undo(told)).expect(303)
            #expect(try await client.send("GET", path)["ratings"]?.int == 5)
            #expect(try await client.pool.withConnection { db in try db.verifyFigures() }.isEmpty)
        }
    }

    @Test("works without scripts, and its script is one of the service's own files")
    func script() async throws {
        try await withService { client in
            let browser = try await Browser(client, token: try await client.token(.maintain))
            let page = try await browser.page("/moderation").expect(200)
            #expect(page.text.contains("Nothing waits"))
            let script = try #require(page.text.firstMatch(of: /<script src="(\/assets\/moderation[^"]+)" defer/))
                .output.1
            let asset = try await client.send("GET", String(script)).expect(200)
            #expect(asset.headers["content-type"] == "text/javascript; charset=utf-8")
            let others = try await browser.page("/").text.matches(of: /<script src="\/assets\/([a-z.]+)/)
            #expect(others.map { String($0.output.1) } == ["chorus.js"])
        }
    }
}
