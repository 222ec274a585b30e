import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Any request", .migrated(.own), .timeLimit(.minutes(15))) struct RequestTests {
    @Test("for an address that is not there gets a problem, or a page when a browser asks")
    func unknown() async throws {
        try await withService { client in
            try expectExchange("path_unknown", try await client.send("GET", "/v1/nothing"))
            try expectExchange("method_unknown", try await client.send("DELETE", "/v1/experiments"))
            let page = try await client.send("GET", "/nothing", headers: [("Accept", "text/html,*/*;q=0.8")])
            #expect(page.status == 404 && page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["content-security-policy"] != nil)
            #expect(page.headers["x-content-type-options"] == "nosniff")
        }
    }

    @Test("with HEAD gets the head of GET and no body")
    func head() async throws {
        try await withService(now: { testMoment }) { client in
            try await client.registerExperiment(parts: 1)
            for path in [
                "/v1/experiments", "/v1/experiments/exp7/parts/1/summary", "/livez", "/openapi.json", "/nothing", "/",
            ] {
                let get = try await client.send("GET", path)
                let head = try await client.send("HEAD", path)
                #expect(head.status == get.status && head.body.isEmpty, "\(path)")
                let differing = Set(get.headers.keys).symmetricDifference(head.headers.keys)
                    .subtracting(["transfer-encoding", "content-length"])
                #expect(differing.isEmpty, "\(path)")
            }
        }
    }

    @Test("about health is answered")
    func health() async throws {
        try await withService { client in
            try expectExchange("livez", try await client.send("GET", "/livez"))
            try expectExchange("readyz", try await client.send("GET", "/readyz"))
        }
    }

    @Test(
        "with bytes that no name has gets a 4xx, never a 500",
        arguments: [
            "/v1/experiments/a%00b", "/v1/experiments/%ff", "/v1/experiments/exp7/parts/%00",
            "/v1/experiments/%00/parts",
            "/v1/experiments/a%00b/parts/1", "/v1/experiments/%00/parts/1/summary", "/v1/submissions/%00",
            "/v1/ratings/%00",
            "/experiments/%00", "/experiments/a%00b/parts/1", "/rate/%00/1", "/assets/%00",
            "/assets/..%2f..%2fetc%2fpasswd",
            "/v1/feed?experiment=%00", "/v1/feed?cursor=%00", "/submit?about=%00", "/receipts?id=%00",
        ])
    func bytes(path: String) async throws {
        try await withService { client in
            let curator = try await client.token(.curate)
            var statuses: [Int] = []
            statuses.append(try await client.send("GET", path).status)
            statuses.append(try await client.send("GET", path, token: curator).status)
            statuses.append(try await client.send("GET", path, receipt: "x").status)
            #expect(statuses.allSatisfy { $0 < 500 }, "\(statuses)")
        }
    }

    @Test("that writes bytes that no name has gets a 4xx, and nothing is stored")
    func writes() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let token = try await client.token(.maintain)
            let before = try await client.rowCounts()
            let puts = [
                "/v1/experiments/a%00b", "/v1/experiments/a%00b/parts/1", "/v1/experiments/%ff", "/v1/experiments/",
            ]
            for path in puts {
                let json = path.contains("parts") ? Samples.part : Samples.experiment
                let reply = try await client.send("PUT", path, token: token, json: json)
                #expect(400..<500 ~= reply.status, "\(path): \(reply.status)")
            }
            for query in [
                "experiment=%00", "notes=%00", "notes=%ff", "experiment=a%00b&part=1", "=", "&&", "part=1&part=2",
            ] {
                let reply = try await client.upload(Samples.tavern(), query: "consent_training=true&\(query)")
                #expect(400..<500 ~= reply.status || query == "&&", "\(query): \(reply.status)")
            }
            for name in ["%00%01", "%ff", "../../etc/passwd", "%E2%80%AEgpj.exe"] {
                let reply = try await client.upload(Samples.tavern(), name: name)
                #expect(reply.status == 201)
                let kept = reply["documents", "0", "filename"]?.string ?? ""
                #expect(!kept.contains("/") && !kept.utf8.contains(0) && !kept.unicodeScalars.contains("\u{202E}"))
            }
            #expect(try await client.rowCounts()["experiments"] == before["experiments"])
        }
    }
}
