import StrictJSON
import TestDatabase
import TestService
import Testing
import Web

@Suite("Ratings", .migrated(.own), .timeLimit(.minutes(15))) struct RatingTests {
    @Test("are taken, replaced by the same rater, corrected and withdrawn, and the summary follows")
    func life() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let created = try await client.send(
                "POST", "/v1/ratings",
                json: Samples.rating(
                    part: 2, ("score", 2), ("comment", "The answers are far too short."),
                    ("aspects", [["aspect": "length", "polarity": "negative"]]),
                    ("sampling", ["temperature": 0.7, "top_k": 40]), ("front_end", "Gradio"), ("rater", "quietotter")))
            try expectExchange("rating_created", created)
            try await expectSummary(client, ratings: 1, raters: 1, negative: 1, positive: 0, comments: 1)

            let replacement = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(part: 2, ("score", 4), ("rater", "quietotter")))
            try expectExchange("rating_replaced", replacement)
            #expect(replacement["replaced"]?.string == created["id"]?.string)
            try await expectSummary(client, ratings: 2, raters: 1, negative: 0, positive: 1, comments: 0)

            let path = "/v1/ratings/\(try #require(replacement["id"]?.string))"
            let receipt = try #require(replacement["receipt"]?.string)
            let corrected = try await client.send(
                "PATCH", path, receipt: receipt,
                json: ["score": 1, "comment": "On second thoughts.", "occurred_at": "2023-03-01T10:00:00.000Z"])
            try expectExchange("rating_corrected", corrected)
            try await expectSummary(client, ratings: 2, raters: 1, negative: 1, positive: 0, comments: 1)
            let read = try await client.send("GET", path, receipt: receipt)
            try expectExchange("rating_read", read)
            #expect(read.body == corrected.body, "what a correction answers is not what is stored")

            try expectExchange("rating_withdrawn", try await client.send("DELETE", path, receipt: receipt))
            // The earlier rating counts again.
            try await expectSummary(client, ratings: 1, raters: 1, negative: 1, positive: 0, comments: 1)
            try await client.send(
                "DELETE", "/v1/ratings/\(created["id"]?.string ?? "")", receipt: created["receipt"]?.string
            ).expect(200)
            try await expectSummary(client, ratings: 0, raters: 0, negative: 0, positive: 0, comments: 0)
        }
    }

    @Test("take their sentiment from the comment when nothing else says it")
    func comments() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment()
            let reply = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(("comment", "This is wonderful, I love the long replies!")))
            try expectExchange("rating_by_comment", reply)
        }
    }

    @Test("are refused with the member that is wrong")
    func refusals() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let before = try await client.rowCounts()
            let refusals: [(String, JSON)] = [
                ("rating_part_unknown", Samples.rating(part: 9, ("score", 1))),
                ("rating_out_of_range", Samples.rating(("score", 6))),
                ("rating_field_unknown", Samples.rating(("score", 3), ("scroe", 4))),
                ("rating_empty", Samples.rating(("comment", "  "))),
                (
                    "rating_all_wrong",
                    [
                        "experiment": 7, "part": 1.5, "score": "3", "sentiment": "meh",
                        "aspects": [["aspect": "smell", "polarity": "negative"], ["aspect": "length"]],
                        "sampling": ["temperature": 9, "top_k": -1], "submission": "none",
                        "occurred_at": "2999-01-01T00:00:00Z",
                    ]
                ),
            ]
            for (name, json) in refusals {
                try expectExchange(name, try await client.send("POST", "/v1/ratings", json: json))
            }
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test("are refused when the body is not JSON that is taken")
    func bodies() async throws {
        var limits = RequestLimits()
        limits.jsonBytes = 1000
        try await withService(limits: limits) { client in
            try await client.registerExperiment(parts: 1)
            let before = try await client.rowCounts()
            let json = Samples.rating(("score", 1))
            try expectExchange(
                "rating_wrong_type",
                try await client.send("POST", "/v1/ratings", body: json.bytes(), type: "text/plain"))
            let large = Samples.rating(("comment", .string(String(repeating: "a", count: 1000))))
            try expectExchange("rating_too_large", try await client.send("POST", "/v1/ratings", json: large))
            let bad: [(String, String, Int, String)] = [
                ("rating_broken_json", "{\"experiment\": \"exp7\",\n \"part\": }", 400, "broken_json"),
                ("rating_duplicate_key", #"{"part":1,"part":2}"#, 422, "duplicate_key"),
                ("rating_nul", #"{"comment":"a\u0000b"}"#, 422, "nul_character"),
                ("rating_lone_surrogate", #"{"comment":"\ud800"}"#, 422, "lone_surrogate"),
                ("rating_too_deep", String(repeating: "[", count: 200), 422, "too_deep"),
                ("rating_not_an_object", "[]", 422, "invalid"),
            ]
            for (name, body, status, code) in bad {
                let reply = try await client.send(
                    "POST", "/v1/ratings", body: Array(body.utf8), type: "application/json")
                #expect(reply.status == status && reply["code"]?.string == code, "\(name): \(reply.text)")
                try expectExchange(name, reply)
            }
            #expect(try await client.rowCounts() == before)
        }
    }

    @Test(
        "are refused with text made to keep string comparison busy",
        arguments: [Uploads.marksInJSON, Uploads.marksInKey])
    func marks(json: [UInt8]) async throws {
        try await withService { client in
            let start = ContinuousClock.now
            let reply = try await client.send("POST", "/v1/ratings", body: json, type: "application/json")
            #expect(start.duration(to: .now) < .seconds(60), "not a measurement: a bound against minutes")
            #expect([400, 422].contains(reply.status))
            #expect(["combining_marks", "key_too_long"].contains(reply["code"]?.string ?? ""), "\(reply.text)")
        }
    }

    @Test("cannot be moved to another part or rater, and corrections are checked like ratings")
    func corrections() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let created = try await client.send(
                "POST", "/v1/ratings", json: Samples.rating(("score", 3), ("rater", "lowtide")))
            let path = "/v1/ratings/\(try #require(created["id"]?.string))"
            let receipt = try #require(created["receipt"]?.string)
            let before = try await client.send("GET", path, receipt: receipt)
            try expectExchange(
                "correction_of_part", try await client.send("PATCH", path, receipt: receipt, json: ["part": 2]))
            let bad: [JSON] = [
                ["score": 9], ["x": 1], ["rater": "other"], ["score": nil], [], ["sampling": ["temperature": "hot"]],
            ]
            for patch in bad {
                let reply = try await client.send("PATCH", path, receipt: receipt, json: patch)
                #expect(reply.status == 422, "\(String(decoding: patch.bytes(), as: UTF8.self))")
            }
            let unchanged = try await client.send("GET", path, receipt: receipt)
            #expect(unchanged.body == before.body)
        }
    }

    @Test("look the same to a stranger whether they are foreign, absent or withdrawn")
    func strangers() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let mine = try await client.send("POST", "/v1/ratings", json: Samples.rating(("score", 3))).expect(201)
            let path = "/v1/ratings/\(try #require(mine["id"]?.string))"
            let receipt = try #require(mine["receipt"]?.string)
            let absent = "/v1/ratings/018f0000-0000-7000-8000-000000000000"
            let foreign = try await client.send("GET", path, receipt: "x").expect(404)
            #expect(try await client.send("GET", absent, receipt: receipt).body == foreign.body)
            try await client.send("DELETE", path, receipt: receipt).expect(200)
            for (method, json) in [("GET", nil), ("DELETE", nil), ("PATCH", ["score": 1])] as [(String, JSON?)] {
                let reply = try await client.send(method, path, receipt: receipt, json: json)
                #expect(reply.status == 404 && reply.body == foreign.body)
            }
            #expect(try await client.send("GET", path).body == foreign.body, "without a receipt")
        }
    }

    private func expectSummary(
        _ client: ServiceClient, ratings: Int, raters: Int, negative: Int, positive: Int, comments: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let summary = try await client.send("GET", "/v1/experiments/exp7/parts/2/summary").expect(200)
        let found = [
            summary["ratings"]?.int, summary["raters"]?.int, summary["counts", "negative"]?.int,
            summary["counts", "positive"]?.int, summary["comments"]?.int,
        ]
        #expect(found == [ratings, raters, negative, positive, comments], sourceLocation: sourceLocation)
    }
}
