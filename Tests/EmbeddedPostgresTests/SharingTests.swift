import EmbeddedPostgres
import Glibc
import Postgres
import Testing

@Suite struct SharingTests {
    @Test func anotherProcessIsToldWhoRunsTheServerAndMayAttach() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")

            await #expect(throws: EmbeddedPostgresError.alreadyRunning(path, owner: owner.id)) {
                try await PrivateServer.start(in: ClusterDirectory(path))
            }
            let attached = try await PrivateServer.startOrAttach(in: ClusterDirectory(path))
            #expect(!attached.isOwner)
            #expect(try await attached.number("select 5::bigint") == 5)
            await attached.stop()
            #expect(try PrivateServer.status(of: ClusterDirectory(path)).state == .running)
            try await owner.terminate()
            await #expect(throws: EmbeddedPostgresError.notRunning(path)) {
                try await PrivateServer.attach(to: ClusterDirectory(path))
            }
        }
    }

    @Test func ofManySimultaneousFirstStartsOneOwnsAndTheOthersAttach() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let probes = try (0..<4).map { _ in try Probe("start-or-attach", path) }
            var owners = 0
            for probe in probes where try await probe.line("ready").hasPrefix("ready owner") { owners += 1 }
            #expect(owners == 1)
            for probe in probes { try await probe.terminate() }
        }
    }

    @Test func theServerOfAnotherProcessCanBeStopped() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")
            #expect(try await PrivateServer.stop(ClusterDirectory(path)))
            #expect(try await eventually { !owner.isRunning })
            #expect(try PrivateServer.status(of: ClusterDirectory(path)).state == .stopped)
            #expect(try await PrivateServer.stop(ClusterDirectory(path)) == false)
        }
    }

    @Test func ourOwnServerCannotBeStoppedByFolder() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let server = try await PrivateServer.start(in: directory)
            await #expect(throws: EmbeddedPostgresError.self) { try await PrivateServer.stop(directory) }
            await #expect(throws: EmbeddedPostgresError.alreadyRunning(server.folder, owner: getpid())) {
                try await PrivateServer.start(in: directory)
            }
            await server.stop()
        }
    }
}
