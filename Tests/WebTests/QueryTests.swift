import Core
import StrictJSON
import TestDatabase
import TestService
import Testing

@Suite("A NUL in a query", .migrated(.own), .timeLimit(.minutes(15))) struct QueryTests {
    @Test("is refused where it is, and never reaches the database")
    func nul() async throws {
        try await withService { client in
            let token = try await client.token(.maintain, .curate, .import)
            for address in [
                "/v1/feed?policy=a%00", "/v1/feed?experiment=%00", "/v1/audit?actor=%00b",
                "/v1/experiments/exp7/parts/1/comments?cursor=%00",
            ] {
                let reply = try await client.send("GET", address, token: token)
                #expect(reply.status == 422 && reply["code"]?.string == "nul_character", "\(address)")
            }
            for address in ["/v1/import/csv?experiment=a%00", "/v1/policies/dry-run?against=a%00"] {
                let reply = try await client.send("POST", address, token: token, json: [:])
                #expect(reply.status == 422 && reply["code"]?.string == "nul_character", "\(address)")
            }
        }
    }
}
