import Core
import Foundation
import Postgres
import Storage
import StrictJSON
import TestDatabase
import TestService
import Testing

@testable import Web

@Suite("Feedback that lies elsewhere", .migrated(.own), .timeLimit(.minutes(15))) struct ImportTests {
    private let table = """
        id,rater,occurred_at,score,comment
        1,lowtide,2023-02-20T10:00:00Z,4,Much longer now.
        2,lowtide,2023-02-25T10:00:00Z,1,It rambles.
        3,otter,2023-02-21T10:00:00Z,,"I like it, really."
        4,otter,2023-02-21T11:00:00Z,9,Never mind.

        """

    private func post(
        _ client: ServiceClient, _ body: String, to source: String = "csv", query: String = "experiment=exp7&part=1",
        token: String?
    ) async throws -> Reply {
        try await client.send(
            "POST", "/v1/import/\(source)?\(query)", token: token, body: Array(body.utf8), type: "text/csv")
    }

    @Test("becomes ratings of which the latest counts, whenever each was brought in")
    func latest() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.import)
            try expectExchange("import_csv", try await post(client, table, token: token))
            #expect(try await counted(client) == 2)
            let score: Int16? = try await client.pool.first(
                "select score from ratings where rater = 'csv:lowtide' and status = 'accepted'")
            #expect(score == 1)
            // Older than what counts already.
            let late = "id,rater,occurred_at,score\n9,lowtide,2023-02-19T10:00:00Z,5\n"
            #expect(try await post(client, late, token: token).expect(200)["imported"]?.int == 1)
            let still: Int16? = try await client.pool.first(
                "select score from ratings where rater = 'csv:lowtide' and status = 'accepted'")
            #expect(still == 1)
            let found = try await client.pool.withConnection { db in try db.verifyFigures() }
            #expect(found.isEmpty)
        }
    }

    @Test("changes nothing when it comes again, not even after a withdrawal")
    func again() async throws {
        try await withService { client in
            try await client.registerExperiment()
            let token = try await client.token(.import)
            try await post(client, table, token: token).expect(200)
            let before = try await client.rowCounts()
            let second = try await post(client, table, token: token).expect(200)
            #expect(second["imported"]?.int == 0 && second["unchanged"]?.int == 3 && second["skipped"]?.int == 1)
            #expect(try await client.rowCounts() == before)

            let ids: [UUID] = try await client.pool.query("select id from ratings where rater = 'csv:otter'")
            let id = try #require(ids.first)
            let withdrawal = Withdrawal(id: id, subject: .rating, at: testMoment)
            #expect(try await client.pool.withConnection { db in try db.withdrawAgain(withdrawal, at: testMoment) })
            let third = try await post(client, table, token: token).expect(200)
            #expect(third["imported"]?.int == 0 && third["unchanged"]?.int == 3)
            let names: [String] = try await client.pool.query(
                "select external_id from rating_origins where external_id is not null order by 1")
            #expect(names == ["1", "2"])
            #expect(try await counted(client) == 1)
        }
    }

    @Test("lands in the part that was the latest when it was written, where none is named")
    func parts() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let token = try await client.token(.import)
            let reply = try await post(
                client, "id,rater,occurred_at,score\n1,a,2023-02-18T00:00:00Z,2\n2,b,2023-02-01T00:00:00Z,2\n",
                query: "experiment=exp7", token: token
            ).expect(200)
            #expect(reply["parts", "0", "part"]?.int == 1 && reply["imported"]?.int == 1)
            #expect(reply["skips", "0", "code"]?.string == "no_part")
        }
    }

    @Test("is taken from importers, of sources that are known, about what is registered")
    func refusals() async throws {
        try await withService { client in
            try await client.registerExperiment(parts: 1)
            let token = try await client.token(.import)
            let curator = try await client.token(.curate)
            #expect(try await post(client, table, token: nil).status == 401)
            #expect(try await post(client, table, token: curator).status == 403)
            #expect(try await post(client, table, to: "usenet", token: token)["code"]?.string == "unknown_source")
            for (query, code) in [
                ("", "required"), ("experiment=exp9", "unknown_experiment"), ("experiment=exp7&part=2", "unknown_part"),
                ("experiment=exp7&part=0", "out_of_range"), ("experiment=exp7&parts=1", "unknown_field"),
            ] {
                #expect(try await post(client, table, query: query, token: token)["code"]?.string == code, "\(query)")
            }
            try expectExchange("import_strange", try await post(client, "a,b\n", token: token))
            let broken = try await post(client, "{", to: "discord", token: token)
            #expect(broken.status == 400 && broken["code"]?.string == "broken_json")
            let ratings: Int? = try await client.pool.first("select count(*) from ratings")
            #expect(ratings == 0)
        }
    }

    private func counted(_ client: ServiceClient) async throws -> Int? {
        try await client.pool.first("select count(*) from ratings where status = 'accepted'")
    }
}
