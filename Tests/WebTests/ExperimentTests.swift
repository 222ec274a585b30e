import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Experiments and parts", .migrated(.own), .timeLimit(.minutes(15))) struct ExperimentTests {
    @Test("are registered by maintainers, changed by them, and read by all")
    func registered() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.maintain)
            let path = "/v1/experiments/exp7"
            let created = try await client.send("PUT", path, token: token, json: Samples.experiment)
            try expectExchange("experiment_created", created)
            let changed = try await client.send("PUT", path, token: token, json: Samples.experiment)
            try expectExchange("experiment_changed", changed)
            try expectExchange("experiment_read", try await client.send("GET", path))
            try expectExchange("experiments_listed", try await client.send("GET", "/v1/experiments"))
            try expectExchange("experiment_unknown", try await client.send("GET", "/v1/experiments/exp8"))

            let part = try await client.send("PUT", path + "/parts/1", token: token, json: Samples.part)
            try expectExchange("part_created", part)
            #expect(try await client.send("PUT", path + "/parts/1", token: token, json: Samples.part).status == 200)
            try expectExchange("part_read", try await client.send("GET", path + "/parts/1"))
            try expectExchange("parts_listed", try await client.send("GET", path + "/parts"))
            try expectExchange("part_unknown", try await client.send("GET", path + "/parts/2"))
        }
    }

    @Test("are new to one of many who register them at once")
    func racers() async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            for (path, json) in [("", Samples.experiment), ("/parts/1", Samples.part)] {
                let replies = try await race(10) { _ in
                    try await client.send("PUT", "/v1/experiments/exp7\(path)", token: token, json: json)
                }
                #expect(replies.map(\.status).sorted() == [Int](repeating: 200, count: 9) + [201])
            }
        }
    }

    @Test("are refused without the right token")
    func tokens() async throws {
        try await withService { client in
            let path = "/v1/experiments/exp7"
            try expectExchange(
                "experiment_token_missing", try await client.send("PUT", path, json: Samples.experiment))
            let curator = try await client.token(.curate, .import)
            try expectExchange(
                "experiment_scope_missing",
                try await client.send("PUT", path, token: curator, json: Samples.experiment))
            let bad = [
                "chorus_none", try await client.token(.maintain, expiresAt: testMoment),
                try await client.token(.maintain, revokedAt: testMoment),
            ]
            var bodies: Set<[UInt8]> = []
            for token in bad {
                let reply = try await client.send("PUT", path, token: token, json: Samples.experiment)
                #expect(reply.status == 401)
                bodies.insert(reply.body)
                #expect(try await client.send("GET", "/v1/experiments", token: token).status == 401)
            }
            #expect(bodies.count == 1, "unknown, expired and revoked tokens can be told apart")
            try expectExchange(
                "experiment_token_invalid",
                try await client.send("PUT", path, token: "chorus_none", json: Samples.experiment))
            #expect(try await client.rowCounts()["experiments"] == 0)
        }
    }

    @Test("are refused with every fault of the body named")
    func faults() async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            let body: JSON = [
                "titel": "x", "model": 8, "parts_planned": 1001, "previous": "EXP 6", "hyperparameters": [],
            ]
            try expectExchange(
                "experiment_invalid", try await client.send("PUT", "/v1/experiments/Exp_7", token: token, json: body))

            try await client.registerExperiment(parts: 1)
            let parts = "/v1/experiments/exp7/parts"
            try expectExchange(
                "part_beyond_planned", try await client.send("PUT", parts + "/11", token: token, json: Samples.part))
            try expectExchange(
                "part_invalid",
                try await client.send(
                    "PUT", parts + "/2", token: token,
                    json: [
                        "checkpoint": ["url": "javascript:alert(1)", "x": 1], "released_at": "yesterday",
                        "changed": "all",
                    ]
                ))
            try expectExchange(
                "part_of_unknown_experiment",
                try await client.send("PUT", "/v1/experiments/exp9/parts/1", token: token, json: Samples.part))
            #expect(try await client.rowCounts()["parts"] == 1)
        }
    }
}
