import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("A method", .migrated(.own), .timeLimit(.minutes(15))) struct MethodTests {
    @Test("that an address does not know is refused with those that it knows")
    func allow() async throws {
        try await withService { client in
            for (method, path, allowed) in [
                ("DELETE", "/v1/experiments", "GET, HEAD"), ("POST", "/v1/experiments/exp7", "GET, HEAD, PUT"),
                ("GET", "/v1/submissions", "POST"), ("PUT", "/v1/ratings/1", "DELETE, GET, HEAD, PATCH"),
                ("POST", "/v1/snapshots/one/data/a/b", "GET, HEAD"), ("OPTIONS", "/livez", "GET, HEAD"),
                ("PUT", "/", "GET, HEAD"),
            ] {
                let reply = try await client.send(method, path).expect(405)
                #expect(reply.headers["allow"] == allowed)
                #expect(reply["code"]?.string == "method_not_allowed")
            }
            let nowhere = try await client.send("POST", "/v1/nowhere").expect(404)
            #expect(nowhere.headers["allow"] == nil)
            let page = try await client.send("DELETE", "/submit", headers: [("Accept", "text/html")]).expect(405)
            #expect(page.headers["content-type"]?.hasPrefix("text/html") == true)
        }
    }

    @Test("HEAD answers as GET does, without the body")
    func head() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.maintain, .curate)
            var count = 0
            for (path, item) in try OpenAPIDocument.shared.get().root["paths"].members where item["get"] != nil {
                let path = path.replacing("{experiment}", with: "exp7").replacing("{part}", with: "1")
                    .replacing("{other}", with: "2").replacing(/\{[a-z_]+\}/, with: "x")
                // Figures of the service itself change from one to the other.
                if path == "/metrics" { continue }
                let get = try await client.send("GET", path, token: token)
                let head = try await client.send("HEAD", path, token: token)
                #expect(head.status == get.status, "\(path)")
                #expect(head.headers["content-type"] == get.headers["content-type"], "\(path)")
                #expect(head.body.isEmpty, "\(path)")
                count += 1
            }
            #expect(count > 40)
        }
    }

    @Test("that carries a body takes the types that it knows, and no compression")
    func types() async throws {
        try await withService { client in
            let token = try await client.token(.maintain)
            let body = Samples.experiment.bytes()
            for type in ["text/plain", "application/xml", "application/x-www-form-urlencoded"] {
                let reply = try await client.send(
                    "PUT", "/v1/experiments/exp7", token: token, body: body, type: type
                ).expect(415)
                #expect(reply["code"]?.string == "unsupported_media_type")
            }
            for path in ["/v1/ratings", "/v1/submissions?consent_training=true"] {
                let reply = try await client.send(
                    "POST", path, headers: [("Content-Encoding", "gzip")], body: body, type: "application/json"
                ).expect(415)
                #expect(reply["code"]?.string == "unsupported_encoding")
            }
        }
    }
}
