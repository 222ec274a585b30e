import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Summaries", .migrated(.own), .timeLimit(.minutes(15))) struct SummaryTests {
    @Test("say too few below five raters, and figures from there on")
    func few() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let path = "/v1/experiments/exp7/parts/1/summary"
            for rater in 1...4 { try await rate(client, part: 1, score: 1, rater: rater) }
            try expectExchange("summary_few_raters", try await client.send("GET", path))
            for rater in 5...23 { try await rate(client, part: 1, score: rater < 15 ? 1 : 5, rater: rater) }
            for rater in 1...8 { try await rate(client, part: 2, score: 4, rater: rater) }
            let summary = try await client.send("GET", path)
            try expectExchange("summary", summary)
            #expect(summary["counts", "negative"]?.int == 14 && summary["raters"]?.int == 23)
        }
    }

    @Test("are not sent again while nothing has changed")
    func conditional() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let path = "/v1/experiments/exp7/parts/1/summary"
            let first = try await client.send("GET", path).expect(200)
            let tag = try #require(first.headers["etag"])
            let conditional = [("If-None-Match", tag)]
            let second = try await client.send("GET", path, headers: conditional)
            try expectExchange("summary_not_modified", second)
            #expect(second.status == 304 && second.body.isEmpty)
            try await rate(client, part: 1, score: 5, rater: 1)
            let third = try await client.send("GET", path, headers: conditional)
            #expect(third.status == 200 && third.headers["etag"] != tag)
        }
    }

    @Test("of a part that is not registered are not found")
    func unknown() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            for part in ["2", "0", "1001", "x", "99999999999999999999", "-1"] {
                let reply = try await client.send("GET", "/v1/experiments/exp7/parts/\(part)/summary")
                #expect(reply.status == 404 && reply["code"]?.string == "unknown_part", "\(part)")
            }
        }
    }

    private func rate(_ client: ServiceClient, part: Int, score: Int, rater: Int) async throws {
        try await client.send(
            "POST", "/v1/ratings",
            json: Samples.rating(part: part, ("score", .int(score)), ("rater", .string("rater-\(rater)")))
        ).expect(201)
    }
}
