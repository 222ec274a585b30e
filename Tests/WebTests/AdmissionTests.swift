import Core
import Foundation
import HTTPTypes
import NIOCore
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Admission", .migrated(.own), .timeLimit(.minutes(15))) struct AdmissionTests {
    private let log = Array("You: Is anybody there?\nAria: I am.\nYou: Good.\nAria: Yes.\n".utf8)
    private let proxies = TrustedProxies("127.0.0.1") ?? TrustedProxies()

    @Test("sends an upload away before its body when there is no place, and says when to come back")
    func uploads() async throws {
        var limits = AdmissionLimits()
        limits.uploads = 1
        limits.wait = .milliseconds(50)
        try await withService(admission: limits) { client in
            let slow = try await RawConnection(to: client.origin)
            let head =
                "POST /v1/submissions?consent_training=true HTTP/1.1\r\nHost: test\r\n"
                + "Content-Length: \(log.count)\r\n"
            try await slow.send(head + "\r\n")
            while try await client.metric("chorus_work_busy{class=\"upload\"}") != 1 { await Task.yield() }
            let refused = try await RawConnection(to: client.origin)
            try await refused.send(head + "Expect: 100-continue\r\n\r\n")
            let text = try await refused.readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 503 "))
            #expect(text.contains("\"code\":\"overloaded\""))
            #expect(text.lowercased().contains("retry-after: "))
            // Others are not in the way.
            try await client.send("GET", "/v1/experiments").expect(200)
            #expect(try await client.metric("chorus_shed_total{reason=\"upload\"}") == 1)
            try await slow.send(log)
            #expect(try await slow.read { $0.text.hasPrefix("HTTP/1.1 201 ") })
            try await client.upload(log, key: "again").expect(201)
            #expect(try await client.metric("chorus_work_busy{class=\"upload\"}") == 0)
        }
    }

    @Test("keeps a place of the feed until its lines are written")
    func feed() async throws {
        var limits = AdmissionLimits()
        limits.feeds = 1
        limits.wait = .zero
        try await withService(admission: limits) { client in
            let token = try await client.token(.curate)
            async let long = client.send("GET", "/v1/feed?wait=30", token: token)
            while try await client.metric("chorus_work_busy{class=\"feed\"}") != 1 { await Task.yield() }
            async let second = client.send("GET", "/v1/feed?wait=30", token: token)
            async let third = client.send("GET", "/v1/feed?wait=30", token: token)
            let refused = try await [second, third]
            #expect(refused.map(\.status) == [503, 503])
            try await client.upload(log).expect(201)
            #expect(try await long.lines().count == 1)
            while try await client.metric("chorus_work_busy{class=\"feed\"}") != 0 { await Task.yield() }
        }
    }

    @Test("counts bodies beyond the size that is not worth it, and refuses what there is no room for")
    func memory() async throws {
        var limits = AdmissionLimits()
        limits.bodyBytes = 1 << 20
        limits.wait = .milliseconds(50)
        try await withService(admission: limits) { client in
            let token = try await client.token(.maintain)
            let held = try await RawConnection(to: client.origin)
            let head = "PUT /v1/experiments/exp7 HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\n"
            try await held.send(head + "Content-Length: 1000000\r\n\r\n")
            while try await client.metric("chorus_body_memory_bytes") != 1_000_000 { await Task.yield() }
            let refused = try await client.send(
                "POST", "/v1/ratings", body: [UInt8](repeating: 0x20, count: 500_000), type: "application/json")
            #expect(refused.status == 503)
            #expect(refused["code"]?.string == "overloaded")
            try await client.send("POST", "/v1/ratings", json: .object([])).expect(422)
        }
    }

    @Test("gives each network its share of requests, and takes no proxy's for a client")
    func rates() async throws {
        var limits = AdmissionLimits()
        limits.readRate = 1
        try await withService(admission: limits, trustedProxies: proxies) { client in
            func read(_ client: ServiceClient, from address: String) async throws -> Reply {
                try await client.send("GET", "/v1/experiments", headers: [("X-Forwarded-For", address)])
            }
            for _ in 0..<10 { try await read(client, from: "192.0.2.7").expect(200) }
            // On a slow machine some come back meanwhile.
            var refused = try await read(client, from: "192.0.2.7")
            for _ in 0..<500 where refused.status == 200 { refused = try await read(client, from: "192.0.2.7") }
            #expect(refused.status == 429)
            #expect(refused["code"]?.string == "rate_limited")
            #expect(refused.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
            try await read(client, from: "192.0.2.8").expect(200)
            var status = 200
            for host in 1..<500 where status == 200 {
                status = try await read(client, from: "2001:db8::\(host)").status
            }
            #expect(status == 429)
            try await read(client, from: "2001:db8:0:1::1").expect(200)
            // This machine, and whoever shows a token, answer for themselves.
            for _ in 0..<20 { try await client.send("GET", "/v1/experiments").expect(200) }
            let token = try await client.token(.curate)
            for _ in 0..<20 {
                try await client.send(
                    "GET", "/v1/experiments", token: token, headers: [("X-Forwarded-For", "192.0.2.7")]
                ).expect(200)
            }
            try await client.send("GET", "/livez", headers: [("X-Forwarded-For", "192.0.2.7")]).expect(200)
        }
    }

    @Test("slows down whoever tries tokens, by the API and by the page")
    func signIns() async throws {
        var limits = AdmissionLimits()
        limits.signInRate = 3
        try await withService(admission: limits, trustedProxies: proxies) { client in
            let right = try await client.token(.maintain)
            func call(_ token: String, from address: String) async throws -> Int {
                try await client.send(
                    "GET", "/v1/audit", token: token, headers: [("X-Forwarded-For", address)]
                ).status
            }
            for _ in 0..<3 { #expect(try await call("chorus_wrong", from: "192.0.2.7") == 401) }
            #expect(try await call("chorus_wrong", from: "192.0.2.7") == 429)
            // Nobody learns whether a token would have been right.
            #expect(try await call(right, from: "192.0.2.7") == 429)
            #expect(try await call(right, from: "192.0.2.8") == 200)
            func signIn(_ token: String) async throws -> Int {
                try await client.send(
                    "POST", "/sign-in", headers: [("X-Forwarded-For", "192.0.2.9"), ("Sec-Fetch-Site", "same-origin")],
                    body: Array("token=\(token)".utf8), type: "application/x-www-form-urlencoded"
                ).status
            }
            for _ in 0..<3 { #expect(try await signIn("chorus_wrong") == 401) }
            #expect(try await signIn("chorus_wrong") == 429)
        }
    }

    @Test("knows the class of work of every route that costs much")
    func classes() {
        #expect(WorkClass(.post, "/v1/submissions") == .upload)
        #expect(WorkClass(.head, "/v1/feed") == .feed)
        #expect(WorkClass(.get, "/v1/experiments/{experiment}/parts/{part}/summary") == .report)
        #expect(WorkClass(.get, "/experiments/{experiment}") == .report)
        #expect(WorkClass(.put, "/v1/experiments/{experiment}/parts/{part}") == nil)
        #expect(WorkClass(.get, "/v1/experiments") == nil)
        #expect(WorkClass(.post, "/v1/ratings") == nil)
    }
}
