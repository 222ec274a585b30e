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

    /// One change too many in one part, and one that is missing in another.
    private func spoil(_ folder: TemporaryDataFolder) async throws {
        let server = try await PrivateServer.attach(to: ClusterDirectory(folder.path + "/postgres"))
        let connection = try await Connection.open(ConnectionOptions(server.connectionString))
        let changes: [SQL] = [
            "update part_deltas set counts[1] = counts[1] + 5 where (bucket, id) = (\(latest(of: 1)))",
            "delete from part_deltas where (bucket, id) = (\(latest(of: 2)))",
        ]
        for change in changes {
            let changed = try await connection.execute(change)
            #expect(changed == 1)
        }
        await connection.close()
    }

    private func latest(of part: Int32) -> SQL {
        "select bucket, id from part_deltas where part = \(part) order by id desc limit 1"
    }
}
