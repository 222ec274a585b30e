import Core
import Crypto
import StrictJSON
import TestProgram
import TestService
import Testing

/// Chats, a policy that keeps all of them, and snapshots of them.
enum SnapshotSamples {
    private static let everything: JSON = ["filters": []]

    /// Uploads chats, and makes a policy that keeps all of them.
    static func prepare(_ client: ServiceClient, chats: Int = 6) async throws -> (token: String, receipts: [Reply]) {
        let token = try await client.token(.curate, .maintain)
        try await client.send("PUT", "/v1/policies/everything", token: token, json: everything).expect(201)
        var receipts: [Reply] = []
        for number in 0..<chats {
            let consent = "consent_training=true&consent_public=\(number % 2 == 0)&submitter=s\(number)"
            receipts.append(
                try await client.upload(Samples.tavern(word: "word\(number)", exchanges: 3), query: consent).expect(201)
            )
        }
        return (token, receipts)
    }

    /// Asks for a snapshot of everything, unless members say something else.
    static func create(
        _ client: ServiceClient, _ token: String, _ name: String, _ members: JSON.Member...
    ) async throws -> Reply {
        let body = JSON.object(
            [("name", .string(name))]
                + (members.contains { $0.key == "succeeds" || $0.key == "policy" } ? [] : [("policy", "everything")])
                + members)
        return try await client.send("POST", "/v1/snapshots", token: token, json: body)
    }

    /// The rows of every file of a snapshot; each file is what the manifest says.
    static func rows(_ client: ServiceClient, _ token: String?, _ snapshot: Reply, _ name: String) async throws
        -> [JSONValue]
    {
        var rows: [JSONValue] = []
        for file in snapshot["files"]?.elements.map({ $0 }) ?? [] {
            let path = try #require(file["path"]?.string)
            let reply = try await client.send("GET", "/v1/snapshots/\(name)/\(path)", token: token).expect(200)
            #expect(reply.headers["content-encoding"] == nil)
            #expect(reply.body.count == file["bytes"]?.int)
            #expect(Hex.encode(SHA256.hash(data: reply.body)) == file["sha256"]?.string)
            let text = try await Program.gzip("-dc", input: reply.body).bytes
            #expect(Hex.encode(SHA256.hash(data: text)) == file["content_sha256"]?.string)
            let lines = try text.split(separator: UInt8(ascii: "\n")).map {
                try JSONDocument(Array($0), limits: .log).root
            }
            #expect(lines.count == file["rows"]?.int)
            rows += lines
        }
        return rows
    }
}
