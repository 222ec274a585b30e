import Core
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Reports over all parts", .migrated(.own), .timeLimit(.minutes(15))) struct ReportTests {
    /// The parts of the demo: raters by sentiment, each of the later parts rated by the first raters of the one before.
    private static let parts = [(9, 3, 12), (6, 4, 11), (14, 2, 7), (8, 4, 8)]

    private func rateAll(_ client: ServiceClient) async throws {
        try await client.registerExperiment(parts: 4)
        for (index, part) in Self.parts.enumerated() {
            let scores =
                Array(repeating: 1, count: part.0) + Array(repeating: 3, count: part.1)
                + Array(repeating: 5, count: part.2)
            for (rater, score) in scores.enumerated() {
                try await client.send(
                    "POST", "/v1/ratings",
                    json: Samples.rating(
                        part: index + 1, ("score", .int(score)), ("rater", .string("rater-\(rater)")),
                        ("front_end", .string(rater % 2 == 0 ? "agnai" : "tavernai")))
                ).expect(201)
            }
        }
    }

    @Test("say chance or change, of the experiment, of two parts and in the logbook")
    func demo() async throws {
        try await withService(now: { testMoment }) { client in
            try await rateAll(client)
            let summary = try await client.send("GET", "/v1/experiments/exp7/summary").expect(200)
            try expectExchange("experiment_summary", summary)
            #expect(summary["family", "homogeneity_p"]?.double == 0.161337)
            #expect(summary["family", "log_bayes_factor"]?.double == -0.962542)
            let comparison = try await client.send("GET", "/v1/experiments/exp7/parts/3/compare/2").expect(200)
            try expectExchange("comparison", comparison)
            #expect(comparison["verdict"]?.string == "suggestive")
            #expect(comparison["p_exact"]?.double == 0.035191)
            let logbook = try await client.send("GET", "/v1/experiments/exp7/logbook.md").expect(200)
            try expectExchange("logbook", logbook)
            try expectExchange(
                "advice", try await client.send("GET", "/v1/experiments/exp7/parts/3/advice").expect(200))
        }
    }

    @Test("follow every rating at once, of this server and of another")
    func freshness() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let path = "/v1/experiments/exp7/summary"
            for rater in 1...6 {
                let rating = try await client.send(
                    "POST", "/v1/ratings",
                    json: Samples.rating(("score", 5), ("rater", .string("rater-\(rater)")))
                ).expect(201)
                #expect(try await client.send("GET", path)["raters"]?.int == rater)
                if rater == 6 {
                    let receipt = try #require(rating["receipt"]?.string)
                    let id = try #require(rating["id"]?.string)
                    try await client.send(
                        "DELETE", "/v1/ratings/\(id)", headers: [("Authorization", "Receipt \(receipt)")]
                    ).expect(200)
                    #expect(try await client.send("GET", path)["raters"]?.int == 5)
                }
            }
            // As another server would: straight into the database.
            try await client.pool.withConnection { db in
                try db.execute(
                    """
                    insert into part_totals values ('exp7', 2, 'other', 'raters', 7), ('exp7', 2, 'other',
                        'sentiment:negative', 7)
                    """)
            }
            try await Task.sleep(for: .seconds(1.2))
            #expect(try await client.send("GET", path)["raters"]?.int == 12)
        }
    }

    @Test("advise a filter, with what it would keep of the donated data")
    func advice() async throws {
        try await withService { client in
            try await client.registerExperiment()
            for rater in 1...12 {
                try await client.send(
                    "POST", "/v1/ratings",
                    json: Samples.rating(
                        ("score", 1), ("rater", .string("rater-\(rater)")),
                        ("comment", "The replies are far too short."))
                )
                .expect(201)
            }
            let address = "/v1/experiments/exp7/parts/1/advice"
            let untried = try await client.send("GET", address).expect(200)
            let first = try #require(untried["suggestions"]?.elements.first { _ in true })
            #expect(first["aspect"]?.string == "length" && first["detail"]?.string == "short")
            #expect(first["kept"]?.isNull == true, "there is no data yet")
            #expect(first["sentence"]?.string?.hasSuffix("a minimum of 60 words would act on it.") == true)
            let page = try await client.send("GET", "/experiments/exp7/parts/1", headers: [("Accept", "text/html")])
            #expect(String(decoding: page.body, as: UTF8.self).contains("What could be done"))
        }
        try await withService { client in
            try await client.send(
                "POST", "/v1/submissions?consent_training=true", headers: [("X-Filename", "a.jsonl")],
                body: Samples.tavern(exchanges: 3)
            ).expect(201)
            let tried = try await client.send("GET", "/v1/experiments/exp7/parts/1/advice").expect(200)
            let first = try #require(tried["suggestions"]?.elements.first { _ in true })
            #expect(first["kept"]?.double == 0, "all of its responses are short")
            #expect(first["sentence"]?.string?.hasSuffix("would keep 0 % of the pending data.") == true)
        }
    }

    @Test("count a rater once, refuse a score of 99, and hold nothing of another part or experiment")
    func oneRaterOnce() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.maintain)
            try await client.send("PUT", "/v1/experiments/exp8", token: token, json: Samples.experiment).expect(201)
            try await client.send("PUT", "/v1/experiments/exp8/parts/1", token: token, json: Samples.part).expect(201)
            for score in [2, 5, 5, 5] {
                try await client.send(
                    "POST", "/v1/ratings", json: Samples.rating(("score", .int(score)), ("rater", "one"))
                ).expect(201)
            }
            let refused = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(("score", 99), ("rater", "two")))
            #expect(refused.status == 422 && refused["code"]?.string == "out_of_range")
            try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(part: 2, ("score", 1), ("rater", "three"))
            ).expect(201)
            try await client.send(
                "POST", "/v1/ratings", json: ["experiment": "exp8", "part": 1, "score": 1, "rater": "four"]
            ).expect(201)
            let summary = try await client.send("GET", "/v1/experiments/exp7/parts/1/summary").expect(200)
            #expect(summary["ratings"]?.int == 4 && summary["raters"]?.int == 1)
            #expect(summary["scores", "5"]?.int == 1 && summary["scores", "2"]?.int == 0)
            #expect(summary["scores", "1"]?.int == 0 && summary["counts", "negative"]?.int == 0)
        }
    }

    @Test("of what is not there are not found, and a part is not compared with itself")
    func refusals() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 2)
            for path in ["exp8/summary", "exp8/logbook.md"] {
                let reply = try await client.send("GET", "/v1/experiments/\(path)")
                #expect(reply.status == 404 && reply["code"]?.string == "unknown_experiment", "\(path)")
            }
            for path in ["1/compare/3", "3/compare/1", "1/compare/x", "9/advice", "3/compare/3"] {
                let reply = try await client.send("GET", "/v1/experiments/exp7/parts/\(path)")
                #expect(reply.status == 404 && reply["code"]?.string == "unknown_part", "\(path)")
            }
            let same = try await client.send("GET", "/v1/experiments/exp7/parts/1/compare/1")
            #expect(same.status == 422 && same["code"]?.string == "same_part")
        }
    }

    @Test("are not sent again while nothing has changed")
    func conditional() async throws {
        try await withService { client in
            try await client.registerExperiment()
            for path in ["summary", "parts/1/summary", "parts/2/compare/1"] {
                let address = "/v1/experiments/exp7/\(path)"
                let tag = try #require(try await client.send("GET", address).expect(200).headers["etag"])
                let again = try await client.send("GET", address, headers: [("If-None-Match", tag)])
                #expect(again.status == 304 && again.body.isEmpty, "\(path)")
            }
        }
    }
}
