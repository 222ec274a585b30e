import Foundation
import Glibc
import Logging
import StrictJSON
import Synchronization
import Testing

@testable import chorus

@Suite(.serialized) struct JSONLogTests {
    @Test func aLineIsOneObjectWhateverIsInIt() throws {
        let written = Mutex<[[UInt8]]>([])
        var handler = JSONLogHandler { line in written.withLock { $0.append(line) } }
        handler.logLevel = .info
        handler[metadataKey: "id"] = "abc"
        let logger = Logger(label: "test") { _ in handler }
        logger.info(
            "two\nlines \"quoted\"",
            metadata: [
                "status": .stringConvertible(200), "ms": .stringConvertible(1.5), "list": ["a", "b"],
                "inner": ["b": "2", "a": "1"], "time": "never", "id": "own",
            ])
        logger.debug("not this")
        let lines = written.withLock { $0 }
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        #expect(line.last == 0x0A && line.dropLast().firstIndex(of: 0x0A) == nil)
        let root = try JSONDocument(line, limits: .log).root
        #expect(root["message"]?.string == "two\nlines \"quoted\"")
        #expect(root["level"]?.string == "info")
        #expect(root["id"]?.string == "own")
        #expect(root["status"]?.int == 200)
        #expect(root["time"]?.string != "never")
        #expect(root["inner"]?["a"]?.string == "1")
    }

    @Test func aDiskThatIsFullEndsNothing() {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(!StandardError.write(Array("lost".utf8), to: full))
        let nowhere = open("/dev/null", O_WRONLY)
        defer { close(nowhere) }
        #expect(StandardError.write(Array("taken".utf8), to: nowhere))
    }

    @Test func eachRequestIsALineWithoutWhatNobodyMaySee() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(
            folder, ["--migrate", "--log-level", "info", "--log-format", "json"])
        let token = try #require(server.token)
        let client = ChorusClient(server: server.address, token: token, retries: RetryPolicy(attempts: 1))
        _ = try await client.send(ClientRequest(path: "/v1/consumers", headers: [("X-Request-Id", "name-of-mine")]))
        let body = "You: Are you the needle?\nAria: I am.\nYou: Good.\nAria: Yes.\n"
        let answer = try await client.send(
            ClientRequest(
                method: "POST", path: "/v1/submissions",
                query: [("consent_training", "true"), ("notes", "haystack")], headers: [("Content-Type", "text/plain")],
                body: Array(body.utf8))
        ).root
        let receipt = try #require(answer["receipt"]?.string)
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
        let output = server.process.output()
        var routes: [String: JSONValue] = [:]
        for line in output.split(separator: "\n") where line.hasPrefix("{") {
            let root = try JSONDocument(Array(line.utf8), limits: .log).root
            if root["message"]?.string == "request", let route = root["route"]?.string { routes[route] = root }
        }
        #expect(routes["/v1/consumers"]?["id"]?.string == "name-of-mine")
        #expect(routes["/v1/consumers"]?["status"]?.int == 200)
        #expect(routes["/v1/submissions"]?["status"]?.int == 201)
        #expect(routes["/v1/submissions"]?["method"]?.string == "POST")
        let log = output.split(separator: "\n").filter { $0.hasPrefix("{") }.joined(separator: "\n")
        for secret in [token, receipt, "needle", "haystack", "consent_training"] { #expect(!log.contains(secret)) }
        #expect(log.contains("\"chorus_limit_head_bytes\":\"16384\""))
    }
}
