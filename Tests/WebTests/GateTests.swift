import Core
import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Decision gates", .migrated(.own), .timeLimit(.minutes(15))) struct GateTests {
    private static let path = "/v1/experiments/exp7/parts/1"
    private static let stop: JSON = ["metric": "net_sentiment", "above": 0, "raters": 40, "otherwise": "stop"]

    private static func part(_ gates: JSON..., released: JSON = "2023-03-01T12:00:00Z", notes: JSON = "") -> JSON {
        ["released_at": released, "gates": .array(gates), "testing_notes": notes]
    }

    /// Registers the experiment with one part.
    private func register(_ client: ServiceClient, _ part: JSON) async throws -> String {
        let token = try await client.token(.maintain)
        try await client.send("PUT", "/v1/experiments/exp7", token: token, json: Samples.experiment).expect(201)
        try await client.send("PUT", Self.path, token: token, json: part).expect(201)
        return token
    }

    private func rate(_ client: ServiceClient, _ rater: String, score: Int) async throws -> Reply {
        try await client.send(
            "POST", "/v1/ratings", json: Samples.rating(("score", .int(score)), ("rater", .string(rater)))
        ).expect(201)
    }

    @Test("are frozen with the release: other ones are refused, with the hash of those that stand")
    func frozen() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await register(client, Self.part(Self.stop, released: .null))
            let other: JSON = ["metric": "mean_score", "above": 3.5, "raters": 30]
            let draft = try await client.send(
                "PUT", Self.path, token: token, json: Self.part(Self.stop, other, released: .null)
            ).expect(200)
            #expect(draft["gates_frozen_at"]?.isNull == true && draft["gates"]?.count == 2)
            try await client.send("PUT", Self.path, token: token, json: Self.part(Self.stop)).expect(200)
            let refused = try await client.send("PUT", Self.path, token: token, json: Self.part(Self.stop, other))
            try expectExchange("gates_frozen", refused)
            for change in [Self.part(), Self.part(other), Self.part(Self.stop, other, released: .null)] {
                #expect(try await client.send("PUT", Self.path, token: token, json: change).status == 409)
            }
            let noted = try await client.send(
                "PUT", Self.path, token: token, json: Self.part(Self.stop, notes: "Longer replies.")
            ).expect(200)
            let hash = try #require(noted["gates_hash"]?.string)
            #expect(refused["detail"]?.string?.contains(hash) == true)
        }
    }

    @Test("that cannot be judged are refused, each at its place")
    func refused() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await register(client, Self.part(released: .null))
            let bad: JSON = ["metric": "net_sentiment", "over": 2]
            try expectExchange(
                "gates_invalid",
                try await client.send("PUT", Self.path, token: token, json: Self.part(Self.stop, bad, 7)))
        }
    }

    @Test("are looked at with each rating, and decided by the first look that shows it")
    func looks() async throws {
        try await withService(now: { testMoment }) { client in
            _ = try await register(client, Self.part(Self.stop))
            try expectExchange("gates_without_looks", try await client.send("GET", Self.path + "/gates"))
            let first = try await rate(client, "r0", score: 5)
            for rater in 1..<14 { _ = try await rate(client, "r\(rater)", score: 5) }
            let path = "/v1/ratings/\(first["id"]?.string ?? "")"
            let receipt = first["receipt"]?.string
            try await client.send("PATCH", path, receipt: receipt, json: ["score": 3]).expect(200)
            try await client.send("DELETE", path, receipt: receipt).expect(200)
            let report = try await client.send("GET", Self.path + "/gates?after=9").expect(200)
            try expectExchange("gates_met", report)
            #expect(report["gates", "0", "outcome"]?.string == "met")
            let sentence = report["gates", "0", "sentence"]?.string ?? ""
            #expect(sentence.hasPrefix("Met with 11 raters: net sentiment is above 0 (1, between "))
            let causes = report["looks"]?.elements.compactMap { $0["cause"]?.string } ?? []
            #expect(causes == ["rating", "rating", "rating", "rating", "rating", "correction", "withdrawal"])
        }
    }

    @Test("have a log that is read page by page")
    func pages() async throws {
        try await withService(now: { testMoment }) { client in
            let mean: JSON = ["metric": "mean_score", "above": 3, "raters": 30]
            _ = try await register(client, Self.part(Self.stop, mean))
            for rater in 0..<7 { _ = try await rate(client, "r\(rater)", score: 1 + rater % 5) }
            var seen: [[Int]] = []
            var after = 0
            while true {
                let page = try await client.send("GET", "\(Self.path)/gates?after=\(after)&limit=3").expect(200)
                for look in page["looks"]?.elements.map({ $0 }) ?? [] {
                    seen.append(["look", "gate", "raters", "sum"].map { look[$0]?.int ?? -99 })
                }
                guard let next = page["next"]?.int else { break }
                after = next
            }
            let sentiments = [-1, -2, -2, -1, 0, -1, -2]
            let scores = [1, 3, 6, 10, 15, 16, 18]
            var expected: [[Int]] = []
            for (index, (net, score)) in zip(sentiments, scores).enumerated() {
                expected += [[index + 1, 0, index + 1, net], [index + 1, 1, index + 1, score]]
            }
            #expect(seen == expected)
            for query in ["limit=0", "limit=1001", "after=-1", "after=x", "page=2"] {
                #expect(try await client.send("GET", "\(Self.path)/gates?\(query)").status == 422, "\(query)")
            }
            #expect(try await client.send("GET", "/v1/experiments/exp7/parts/2/gates").status == 404)
        }
    }
}
