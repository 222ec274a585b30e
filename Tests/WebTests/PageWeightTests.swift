import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Pages", .migrated(.own), .timeLimit(.minutes(15))) struct PageWeightTests {
    @Test("weigh a hundred kilobytes at most")
    func weight() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.maintain, .curate)
            try await client.registerExperiment(parts: 10)
            for part in 1...10 {
                for rater in 0..<12 {
                    let rating = Samples.rating(
                        part: part, ("score", .int(1 + (rater + part) % 5)), ("rater", .string("rater \(rater)")),
                        ("comment", "Replies are too short, it forgets names, and repeats what it said."),
                        ("front_end", "tavernai"), ("sampling", ["temperature": 0.7, "top_p": 0.9, "top_k": 40]))
                    try await client.send("POST", "/v1/ratings", json: rating).expect(201)
                }
            }
            let browser = try await Browser(client, token: token)
            for path in [
                "/", "/submit", "/receipts", "/rate/exp7/3", "/experiments/exp7", "/experiments/exp7/parts/3",
                "/experiments/exp7/compare?part=3&with=2", "/moderation", "/tokens", "/audit", "/policies",
                "/policies/v8-part-1", "/snapshots", "/privacy", "/status", "/sign-in", "/docs", "/nothing",
            ] {
                let page = try await browser.page(path)
                #expect(page.status == (path == "/nothing" ? 404 : 200), "\(path)")
                try await client.expectLight(page)
            }
        }
    }

    @Test("show a preview of a long chat without all of it")
    func preview() async throws {
        try await withService { client in
            let chat = String(decoding: Samples.tavern(exchanges: 3000), as: UTF8.self)
            let page = try await client.post("/submit", [("log", chat), ("action", "preview")]).expect(200)
            #expect(page.text.contains("And 5961 more."))
            #expect(page.body.count < PageText().escapeText(chat).utf8.count + 40_000)
        }
    }
}

extension ServiceClient {
    /// A page with everything that it refers to, before compression, weighs a hundred kilobytes at most.
    func expectLight(_ page: Reply) async throws {
        var weight = page.body.count
        for asset in Set(page.text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map { String($0.output.1) }) {
            weight += try await send("GET", asset).expect(200).body.count
        }
        #expect(weight <= 100_000, "\(page.request.path) weighs \(weight) bytes")
    }
}
