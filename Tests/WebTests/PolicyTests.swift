import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Policies over HTTP", .migrated(.own), .timeLimit(.minutes(15))) struct PolicyTests {
    private static let longer: JSON = [
        "base": "pygmalion-2023-03", "filters": [["filter": "response_words", "minimum": 9]], "seed": "v8",
    ]

    @Test("are put, read, and listed with their versions")
    func registry() async throws {
        try await withService(now: { testMoment }) { client in
            let token = try await client.token(.curate)
            let path = "/v1/policies/longer"
            let created = try await client.send("PUT", path, token: token, json: Self.longer)
            try expectExchange("policy_created", created)
            let again = try await client.send("PUT", path, token: token, json: Self.longer)
            #expect(again.status == 200)
            let next = try await client.send("PUT", path, token: token, json: ["name": "longer"])
            #expect(next.status == 201)
            #expect(next["version"]?.int == 2)
            #expect(try await client.send("GET", path, token: token)["version"]?.int == 2)
            #expect(try await client.send("GET", path + "?version=1", token: token)["version"]?.int == 1)
            let based = try await client.send(
                "PUT", "/v1/policies/heir", token: token, json: ["base": "longer", "seed": "s"])
            #expect(based.status == 201)
            try expectExchange(
                "policy_versions", try await client.send("GET", path + "/versions", token: token))
            let names = try await client.send("GET", "/v1/policies", token: token)["policies"]?.elements
                .compactMap { $0["name"]?.string }
            #expect(names == ["heir", "longer", "pygmalion-2023-03", "v8-part-1", "v8-part-2", "v8-part-4"])
            #expect(try await client.send("GET", "/v1/policies/v8-part-2", token: token)["version"]?.int == 0)
        }
    }

    @Test("are refused with the place of what is wrong, and without the right token")
    func refused() async throws {
        try await withService { client in
            let token = try await client.token(.curate)
            let path = "/v1/policies/longer"
            try expectExchange(
                "policy_refused",
                try await client.send(
                    "PUT", path, token: token, json: ["filters": [["filter": "length"]], "windows": 3]))
            let builtIn = try await client.send("PUT", "/v1/policies/pygmalion-2023-03", token: token, json: [:])
            #expect(builtIn.status == 409)
            #expect(try await client.send("GET", path, token: token).status == 404)
            #expect(try await client.send("GET", path + "/versions", token: token).status == 404)
            #expect(try await client.send("GET", "/v1/policies/v8-part-2?version=7", token: token).status == 404)
            #expect(try await client.send("PUT", path, json: Self.longer).status == 401)
            let maintainer = try await client.token(.maintain)
            #expect(try await client.send("PUT", path, token: maintainer, json: Self.longer).status == 403)
        }
    }

    @Test("are tried on what there is, and stored by nobody")
    func dryRun() async throws {
        try await withService { client in
            let token = try await client.token(.curate)
            let upload = try await client.send(
                "POST", "/v1/submissions?consent_training=true", body: Samples.tavern())
            #expect(upload.status == 201)
            let reply = try await client.send(
                "POST", "/v1/policies/dry-run?against=pygmalion-2023-03", token: token,
                json: ["filters": [["filter": "response_words", "maximum": 9], ["filter": "duplicate"]]])
            #expect(reply.status == 200)
            #expect(reply["seen", "responses"]?.int == 2)
            #expect(reply["kept", "responses"]?.int == 2)
            #expect(reply["by_filter"]?.count == 2)
            #expect(reply["errors"]?.count == 0)
            #expect(reply["difference", "responses", "gained"]?.int != nil)
            let nothing = try await client.send(
                "POST", "/v1/policies/dry-run", token: token, json: ["filters": [["filter": "turns", "minimum": 99]]])
            #expect(nothing["victims"]?.count == 2)
            #expect(nothing["difference"]?.isNull == true)
            #expect(
                try await client.send("POST", "/v1/policies/dry-run?against=none", token: token, json: [:]).status
                    == 404)
            #expect(
                try await client.send("POST", "/v1/policies/dry-run?with=none", token: token, json: [:]).status == 422)
            // An address of its own is no policy's.
            for (method, json) in [("GET", nil), ("PUT", [:])] as [(String, JSON?)] {
                let reserved = try await client.send(method, "/v1/policies/dry-run", token: token, json: json)
                #expect(reserved.status == 405 && reserved.headers["allow"] == "POST")
            }
        }
    }
}
