import Foundation
import Postgres
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("Backups", .migrated(.own), .timeLimit(.minutes(15))) struct LineageTests {
    private static let query = "consent_training=true&submitter=marrowgrass"

    /// 246 files as a real installation had them: 183 different ones, of which 117 (64 %) are beginnings of others; the
    /// other 63 are copies.
    private static func backups() -> (files: [[UInt8]], conversations: Int) {
        let conversations = 66
        var files: [[UInt8]] = []
        for conversation in 0..<conversations {
            let longest = conversation < 51 ? 3 : 2
            let lengths = Array(1...longest) + (conversation < 63 ? [longest] : [])
            for length in lengths { files.append(Samples.tavern(word: "anchor-\(conversation)", exchanges: length)) }
        }
        return (files, conversations)
    }

    private func accepted(_ client: ServiceClient) async throws -> Int {
        let count: Int? = try await client.pool.first("select count(*) from episodes where status = 'accepted'")
        return count ?? -1
    }

    @Test("of one submitter leave each conversation once, in whatever order and however many files an upload has")
    func folder() async throws {
        let (files, conversations) = Self.backups()
        #expect(files.count == 246 && Set(files).count == 183)
        try await withService { client in
            let shuffled = files.shuffled()
            for start in stride(from: 0, to: shuffled.count, by: 8) {
                let form = Form(
                    [("consent_training", "true"), ("submitter", "marrowgrass")],
                    files: shuffled[start..<min(start + 8, shuffled.count)].enumerated().map { ("\($0).jsonl", $1) })
                let reply = try await client.send("POST", "/v1/submissions", body: form.bytes, type: Form.type)
                #expect([201, 422].contains(reply.status), "\(reply.text)")
            }
            #expect(try await accepted(client) == conversations)
            let net: Int? = try await client.pool.first(
                """
                select sum(case kind when 'episode.accepted' then 1 when 'episode.rejected' then -1 end)
                from (select kind from feed union all select kind from outbox) as events
                """)
            #expect(net == conversations)
        }
    }

    @Test("are refused one by one with what became of them, and the preview says so before")
    func refusals() async throws {
        try await withService { client in
            try await client.upload(Samples.tavern(exchanges: 3), query: Self.query).expect(201)
            for (exchanges, code) in [(3, "duplicate_exact"), (2, "superseded_by_longer")] {
                let log = Samples.tavern(exchanges: exchanges)
                let preview = try await client.upload(log, query: Self.query, to: "/v1/submissions/preview")
                #expect(preview["documents"]?[0]?["episodes"]?[0]?["reasons"]?[0]?["code"]?.string == code)
                let reply = try await client.upload(log, query: Self.query)
                #expect(reply.status == 422 && reply["code"]?.string == code, "\(reply.text)")
                #expect(reply["errors"]?[0]?["hint"]?.string?.isEmpty == false)
            }
            try await client.upload(Samples.tavern(exchanges: 3), query: "consent_training=true").expect(201)
            #expect(try await accepted(client) == 2, "strangers' uploads say nothing of each other")
        }
    }

    @Test("come back when the longer version is withdrawn")
    func restored() async throws {
        try await withService { client in
            var receipts: [(id: String, code: String)] = []
            for exchanges in [2, 3, 4] {
                let reply = try await client.upload(Samples.tavern(exchanges: exchanges), query: Self.query).expect(201)
                receipts.append((try #require(reply["id"]?.string), try #require(reply["receipt"]?.string)))
            }
            func turns() async throws -> [Int32] {
                try await client.pool.query("select turns from episodes where status = 'accepted' order by turns")
            }
            #expect(try await turns() == [9])
            let seen = try await client.send(
                "GET", "/v1/submissions/\(receipts[0].id)", receipt: receipts[0].code
            ).expect(200)
            #expect(
                seen["documents"]?[0]?["episodes"]?[0]?["reasons"]?[0]?["code"]?.string == "superseded_by_longer")
            // The middle one goes: the shortest is still a beginning of the longest.
            for (index, expected) in [(1, [9]), (2, [5]), (0, [])] as [(Int, [Int32])] {
                try await client.send(
                    "DELETE", "/v1/submissions/\(receipts[index].id)", receipt: receipts[index].code
                ).expect(200)
                #expect(try await turns() == expected)
            }
            let left: Int? = try await client.pool.first(
                "select count(*) from episodes where lineage is not null or prefix_sha256 is not null")
            #expect(left == 0, "hashes of withdrawn text are kept")
        }
    }
}
