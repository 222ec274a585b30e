import Core
import Foundation
import Glibc
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("A connection", .migrated(.own), .timeLimit(.minutes(15))) struct ConnectionTests {
    /// A limit that these tests wait for, and that answers of a busy machine stay below.
    private let short = Duration.seconds(2)

    /// What every answer carries, and the code of its problem.
    private func expectProblem(
        _ status: Int, _ code: String, _ connection: RawConnection, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let text = try await connection.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains("\"code\":\"\(code)\""), "\(text)", sourceLocation: sourceLocation)
        let lower = text.lowercased()
        for field in [
            "content-type: application/problem+json", "connection: close", "x-content-type-options: nosniff",
            "content-security-policy: default-src 'none'", "cache-control: no-store",
        ] { #expect(lower.contains(field), "\(field) in \(text)", sourceLocation: sourceLocation) }
    }

    private func expectHealthy(_ client: ServiceClient) async throws {
        try await client.send("GET", "/livez").expect(200)
        try await client.send("GET", "/v1/experiments").expect(200)
    }

    private let upload = "POST /v1/submissions?consent_training=true HTTP/1.1\r\nHost: test\r\n"

    @Test("whose head does not end is told so, and one that says nothing just ends")
    func slowHead() async throws {
        var limits = ConnectionLimits()
        limits.head = short
        try await withService(connections: limits) { client in
            let slow = try await RawConnection(to: client.origin)
            let silent = try await RawConnection(to: client.origin)
            try await slow.send("GET /livez HTTP/1.1\r\nHost: te")
            try await expectProblem(408, "request_timeout", slow)
            #expect(try await silent.readToEnd() == "")
            try await expectHealthy(client)
        }
    }

    @Test("whose second head does not end is told so after the first answer")
    func slowSecondHead() async throws {
        var limits = ConnectionLimits()
        limits.head = short
        try await withService(connections: limits) { client in
            let connection = try await RawConnection(to: client.origin)
            try await connection.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
            #expect(try await connection.read { $0.text.hasSuffix("ok\n") })
            try await connection.send("GET /livez HT")
            let text = try await connection.readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 200 OK"))
            #expect(text.contains("\r\n\r\nok\nHTTP/1.1 408 "))
        }
    }

    @Test("whose body drips, or takes too long as a whole, is told so, and nothing is stored")
    func slowBody() async throws {
        var limits = ConnectionLimits()
        limits.bodyWindow = short
        try await withService(connections: limits) { client in
            let dripping = try await RawConnection(to: client.origin)
            try await dripping.send(upload + "Content-Length: 100000\r\n\r\n")
            while !dripping.isOver, try await dripping.send("a") {
                try await Task.sleep(for: .milliseconds(20))
                dripping.readAvailable()
            }
            try await expectProblem(408, "request_timeout", dripping)
            try await expectHealthy(client)
            #expect(try await client.rowCounts()["submissions"] == 0)
        }
        limits = ConnectionLimits()
        limits.request = short
        try await withService(connections: limits) { client in
            let long = try await RawConnection(to: client.origin)
            try await long.send(upload + "Content-Length: 100000\r\n\r\n")
            try await expectProblem(408, "request_timeout", long)
        }
    }

    @Test("whose answer takes too long is told so, and the work ends")
    func slowAnswer() async throws {
        var limits = ConnectionLimits()
        limits.request = short
        try await withService(connections: limits) { client in
            let token = try await client.token(.curate)
            let connection = try await RawConnection(to: client.origin)
            try await connection.send(
                "GET /v1/feed?wait=30 HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\n\r\n")
            try await expectProblem(503, "too_slow", connection)
            try await expectHealthy(client)
        }
    }

    @Test("whose client takes nothing of an answer ends")
    func stalledReader() async throws {
        var limits = ConnectionLimits()
        limits.writeStall = short
        try await withService(connections: limits) { client in
            let whole = try await client.send("GET", "/openapi.json").expect(200).body.count
            let stalled = try await RawConnection(to: client.origin, receiveBuffer: 4096)
            // Beyond what the system itself keeps for a client.
            let count = 40
            let asked = String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n", count: count)
            try await stalled.send(asked)
            while client.service.openConnections < 2 { try await Task.sleep(for: .milliseconds(5)) }
            while client.service.openConnections > 1 { try await Task.sleep(for: .milliseconds(10)) }
            _ = try await stalled.readToEnd()
            #expect(stalled.received.count < whole * count)
            try await expectHealthy(client)
        }
    }

    @Test("is not cut while its client takes an answer slowly")
    func slowReader() async throws {
        var limits = ConnectionLimits()
        limits.writeStall = short
        try await withService(connections: limits) { client in
            let whole = try await client.send("GET", "/openapi.json").expect(200).body
            let slow = try await RawConnection(to: client.origin, receiveBuffer: 4096)
            let count = 4
            let asked = String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n", count: count - 1)
            try await slow.send(asked + "GET /openapi.json HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
            let text = try await slow.readToEnd()
            #expect(slow.received.count > whole.count * count)
            #expect(text.utf8.suffix(100).elementsEqual(whole.suffix(100)))
        }
    }

    @Test("whose head has too many fields or bytes, or is none, is refused")
    func unreadable() async throws {
        try await withService { client in
            for (request, status, code) in [
                (fields(101), 431, "head_too_large"), (field(of: 17_000), 431, "head_too_large"),
                ("GET /\(String(repeating: "a", count: 17_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 431, "head_too_large"),
                ("GET /\(String(repeating: "a", count: 40_000))", 431, "head_too_large"),
                ("GET / HTTP/4.7\r\n\r\n", 400, "bad_request"), ("\u{16}\u{3}\u{1} hello\r\n\r\n", 400, "bad_request"),
                ("POST /v1/ratings HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400, "bad_request"),
            ] {
                let connection = try await RawConnection(to: client.origin)
                try await connection.send(request)
                try await expectProblem(status, code, connection)
            }
            let most = try await RawConnection(to: client.origin)
            try await most.send(fields(99))
            #expect(try await most.read { $0.text.hasSuffix("ok\n") })
            try await expectHealthy(client)
        }
    }

    private func fields(_ count: Int) -> String {
        let fields = (0..<count).map { "X-Field-\($0): a\r\n" }.joined()
        return "GET /livez HTTP/1.1\r\nHost: test\r\n\(fields)\r\n"
    }

    private func field(of bytes: Int) -> String {
        "GET /livez HTTP/1.1\r\nHost: test\r\nX-Field: \(String(repeating: "a", count: bytes))\r\n\r\n"
    }

    @Test("that breaks off within a body leaves nothing")
    func halfBody() async throws {
        try await withService { client in
            let log = "You: Is anybody there?\nAria: I am.\nYou: Good.\nAria: Yes.\n"
            let bodies = [
                "Content-Length: \(log.utf8.count + 1)\r\n\r\n\(log)",
                "Transfer-Encoding: chunked\r\n\r\n\(String(log.utf8.count, radix: 16))\r\n\(log)\r\n",
            ]
            // Many, for what is told first, of the end or of the fault, is a race.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let connection = try await RawConnection(to: client.origin)
                        try await connection.send(upload + bodies[number % 2])
                        connection.halfClose()
                        #expect(try await !connection.readToEnd().contains(" 201 "))
                    }
                }
                try await group.waitForAll()
            }
            let stored = try await client.rowCounts()["submissions"]
            #expect(stored == 0)
        }
    }

    @Test("is refused beyond what one client may have, and beyond what there is room for")
    func limits() async throws {
        var limits = ConnectionLimits()
        limits.connectionsPerClient = 3
        limits.countsThisMachine = true
        try await withService(connections: limits) { client in
            var held: [RawConnection] = []
            for _ in 0..<3 { held.append(try await greeted(client)) }
            try await expectProblem(429, "too_many_connections", try await RawConnection(to: client.origin))
            held.removeLast()
            // The place is free once the service has noticed.
            while client.service.openConnections > 2 { try await Task.sleep(for: .milliseconds(5)) }
            _ = try await greeted(client)
        }
        limits = ConnectionLimits()
        limits.connections = 2
        try await withService(connections: limits) { client in
            let held = [try await greeted(client), try await greeted(client)]
            let refused = try await RawConnection(to: client.origin)
            try await expectProblem(503, "overloaded", refused)
            #expect(refused.text.lowercased().contains("retry-after: "))
            #expect(!held.contains { $0.isOver })
        }
    }

    /// A connection that was answered once.
    private func greeted(_ client: ServiceClient) async throws -> RawConnection {
        let connection = try await RawConnection(to: client.origin)
        try await connection.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
        try #require(try await connection.read { $0.text.hasSuffix("ok\n") })
        return connection
    }

    @Test("of six hundred that say nothing does not keep the service from others for long")
    func sixHundred() async throws {
        var files = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        files.rlim_cur = min(files.rlim_max, 8192)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        var limits = ConnectionLimits()
        limits.head = .seconds(2)
        try await withService(connections: limits) { client in
            var silent: [RawConnection] = []
            for _ in 0..<600 { silent.append(try await RawConnection(to: client.origin)) }
            for connection in silent { #expect(try await connection.read(within: 120, until: \.isOver)) }
            let refused = silent.filter { $0.statusLine == "HTTP/1.1 503 Service Unavailable" }.count
            #expect(refused <= 600 - 512)
            #expect(silent.allSatisfy { $0.received.isEmpty || $0.statusLine == "HTTP/1.1 503 Service Unavailable" })
            try await expectHealthy(client)
        }
    }

    @Test("is closed after a refusal that leaves a body unread")
    func unreadBody() async throws {
        try await withService { client in
            let connection = try await RawConnection(to: client.origin)
            let head = "PUT /v1/experiments/exp7 HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n"
            try await connection.send(head + "{")
            let text = try await connection.readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 401 "))
            #expect(text.lowercased().contains("connection: close"))
        }
    }
}
