import Core
import Testing

@Suite struct IdempotencyKeyTests {
    private func key(_ key: String?, _ request: String = "POST /v1/ratings", _ body: [[UInt8]] = []) throws
        -> IdempotencyKey
    {
        try IdempotencyKey(key: key, request: request, body: body)
    }

    @Test func `a key is kept as its hash, whose last byte is the bucket`() throws {
        let key = try key("order-1")
        #expect(Hex.encode(key.hash) == "8912e016caa403e94e8c1193b3cfcadce18fd9c0fc98fa430d0c14853a051c8e")
        #expect(key.bucket == 0x8E)
        #expect(try self.key("order-2").hash != key.hash)
    }

    @Test func `the fingerprint covers the request and every piece of the body`() throws {
        let pieces = [Array("{}".utf8), Array("abc".utf8)]
        let fingerprint = try key("a", body: pieces)
        // Computed with Python's hashlib: "POST /v1/ratings|2|{}3|abc".
        #expect(Hex.encode(fingerprint) == "9a8f59694324ea572c72f9a67861ee96287c98d2cce52a2a60edc7bf32c4897b")
        #expect(try key("b", body: pieces) == fingerprint, "another key does not make it another request")
        let others = [
            try key("a", body: [Array("{}abc".utf8)]), try key("a", body: pieces.reversed()),
            try key("a", body: [Array("{}a".utf8), Array("bc".utf8)]), try key("a", body: []), try key("a", body: [[]]),
            try self.key("a", "POST /v1/submissions", pieces).fingerprint,
        ]
        #expect(Set(others + [fingerprint]).count == 7)
    }

    private func key(_ name: String, body: [[UInt8]]) throws -> [UInt8] {
        try key(name, "POST /v1/ratings", body).fingerprint
    }

    @Test func `without a key each request has one of its own`() throws {
        #expect(try key(nil).hash != key(nil).hash)
        #expect(try key(nil).hash.count == 32)
        #expect(try key(nil).fingerprint == key("x").fingerprint)
    }

    @Test func `a key has 1 to 255 bytes`() throws {
        #expect(try key(String(repeating: "k", count: 255)).hash.count == 32)
        for refused in ["", String(repeating: "k", count: 256), String(repeating: "\u{E9}", count: 128)] {
            let problem = #expect(throws: Problem.self) { try key(refused) }
            #expect(problem?.status == 422)
            #expect(problem?.code == "bad_idempotency_key")
        }
    }
}
