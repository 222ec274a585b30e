import EmbeddedPostgres
import Foundation
import Postgres
import Testing

@testable import chorus

@Suite struct VerifyCommandTests {
    @Test func aFigureThatIsWrongIsNamedAndRepairedWhileTheServiceRuns() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--demo"])
        let verify = ["verify", "--data", folder.path]
        let first = try await ProcessHandle.run(verify, folder: folder)
        #expect(first.code == 0, "\(first.output)")
        try await spoil(folder)

        let second = try await ProcessHandle.run(verify, folder: folder)
        #expect(second.code == 1)
        #expect(second.output.contains(/\/\d+ [a-z_:]+\S* of \S+: kept \d+, recomputed \d+/))
        let repair = try await ProcessHandle.run(verify + ["--repair"], folder: folder)
        #expect(repair.code == 0)
        let named = second.output.split(separator: "\n").filter { $0.contains("kept") }
        #expect(
            repair.output.split(separator: "\n").filter { $0.hasPrefix("repaired ") } == named.map { "repaired \($0)" })
        let third = try await ProcessHandle.run(verify, folder: folder)
        #expect(third.code == 0 && third.output == first.output)
        server.process.kill(SIGTERM)
        _ = try await server.process.waitForExit()
    }

    /// One total too high and one that is missing.
    private func spoil(_ folder: TemporaryDataFolder) async throws {
        let server = try await PrivateServer.attach(to: ClusterDirectory(folder.path + "/postgres"))
        let connection = try await Connection.open(ConnectionOptions(server.connectionString))
        for _ in 0..<3600 {
            let unfolded: Int? = try await connection.first("select count(*) from part_deltas")
            if unfolded == 0 { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        let changes: [SQL] = [
            "update part_totals set count = count + 5 where part = 1 and counter = 'raters'",
            "delete from part_totals where part = 2 and counter = 'raters'",
        ]
        for change in changes {
            let changed = try await connection.execute(change)
            #expect(changed == 1)
        }
        await connection.close()
    }
}
