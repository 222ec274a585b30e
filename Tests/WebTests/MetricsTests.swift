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

@Suite("The metrics", .migrated(.own), .timeLimit(.minutes(15))) struct MetricsTests {
    @Test("count requests by route and status, with the time that they took")
    func requests() async throws {
        try await withService { client in
            for name in ["one", "two"] { try await client.send("GET", "/v1/experiments/\(name)?a=secret").expect(404) }
            try await client.send("GET", "/nowhere/at/all").expect(404)
            try await client.send("PROPFIND", "/v1/experiments").expect(405)
            let route = "method=\"GET\",route=\"/v1/experiments/{experiment}\""
            #expect(try await client.metric("chorus_requests_total{\(route),status=\"404\"}") == 2)
            #expect(try await client.metric("chorus_request_duration_seconds_count{\(route)}") == 2)
            #expect(try await client.metric("chorus_request_duration_seconds_bucket{\(route),le=\"+Inf\"}") == 2)
            #expect(
                try await client.metric("chorus_requests_total{method=\"GET\",route=\"none\",status=\"404\"}") == 1)
            #expect(
                try await client.metric("chorus_requests_total{method=\"other\",route=\"none\",status=\"405\"}") == 1)
            #expect(try await client.metric("chorus_requests_in_flight") == 1)
            #expect(try await !client.send("GET", "/metrics").text.contains("secret"))
        }
    }

    @Test("say what waits in the database, and that it is away")
    func database() async throws {
        try await withService(sequences: false) { client in
            try await client.upload(Array("You: Anybody?\nAria: I am.\nYou: Good.\nAria: Yes.\n".utf8)).expect(201)
            let watch = DatabaseWatch(client.service, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            await watch.look()
            #expect(try await client.metric("chorus_database_up") == 1)
            #expect(try await client.metric("chorus_feed_backlog") == 1)
            #expect(try await client.metric("chorus_feed_lag_seconds") ?? -1 >= 0)
            _ = try await client.pool.withConnection { db in try db.sequence(now: Date()) }
            await watch.look()
            #expect(try await client.metric("chorus_feed_backlog") == 0)
            #expect(try await client.metric("chorus_feed_position") == 1)
            await client.pool.shutdown()
            await watch.look()
            #expect(try await client.metric("chorus_database_up") == 0)
            #expect(try await client.metric("chorus_feed_position") == 1)
        }
    }

    @Test("are each in the documentation, and well formed")
    func documentation() async throws {
        try await withService { client in
            client.service.metrics.committed(3, by: "ratings")
            client.service.metrics.waiting(1, for: "ratings")
            client.service.metrics.connectionEnded("idle")
            let reply = try await client.send("GET", "/metrics").expect(200)
            #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let page = try String(contentsOf: Self.page, encoding: .utf8)
            var families: [String] = []
            for line in reply.text.split(separator: "\n") {
                if line.hasPrefix("# TYPE ") { families.append(String(line.split(separator: " ")[2])) }
                guard !line.hasPrefix("#") else { continue }
                let sample = try #require(line.wholeMatch(of: /([a-z_]+)(\{[^}]*\})? (-?[0-9.e+-]+)/), "\(line)")
                #expect(families.last.map { sample.1.hasPrefix($0) } == true, "\(line)")
            }
            #expect(families.count > 20)
            #expect(families.count == Set(families).count)
            for family in families { #expect(page.contains("`\(family)"), "\(family)") }
        }
    }

    private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/operations.md")

    @Test("come with a name for each request, the client's own if it is a word")
    func requestIDs() async throws {
        try await withService { client in
            let own = try await client.send("GET", "/livez", headers: [("X-Request-Id", "abc-123_x.Y")])
            #expect(own.headers["x-request-id"] == "abc-123_x.Y")
            for name in ["two words", "\"quoted\"", String(repeating: "a", count: 65), ""] {
                let reply = try await client.send("GET", "/nowhere", headers: [("X-Request-Id", name)])
                #expect(reply.headers["x-request-id"]?.wholeMatch(of: /[0-9a-f]{16}/) != nil)
            }
        }
    }
}

@Suite("Readiness", .migrated(.own), .timeLimit(.minutes(15))) struct ReadinessTests {
    @Test("asks the database once a second at most, and ends when the server is about to stop")
    func readiness() async throws {
        try await withService { client in
            try await client.send("GET", "/readyz").expect(200)
            client.service.readiness.drain()
            let draining = try await client.send("GET", "/readyz").expect(503)
            #expect(draining["code"]?.string == "shutting_down")
            try await client.send("GET", "/livez").expect(200)
        }
        let readiness = Readiness()
        var asked = 0
        for _ in 0..<5 { try await readiness.confirm { asked += 1 } }
        #expect(asked == 1)
        let failing = Readiness()
        for _ in 0..<2 {
            await #expect(throws: Problem.self) { try await failing.confirm { throw Problem.notFound } }
        }
    }
}
