import EmbeddedPostgres
import Foundation
import Glibc
import Synchronization
import Postgres
import Testing

@Suite(.serialized) struct RecoveryTests {
    @Test func aKilledServerIsRestartedAndKeepsCommittedRows() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let events = Mutex<[ServerEvent]>([])
            let server = try await PrivateServer.start(in: directory) { event in events.withLock { $0.append(event) } }
            try await server.execute("create table kept (value bigint)")
            try await server.execute("insert into kept values (1)")
            let victim = try #require(try PrivateServer.status(of: directory).process)
            kill(victim, SIGKILL)
            #expect(
                try await eventually {
                    let status = try PrivateServer.status(of: directory)
                    return status.state == .running && status.process != victim
                })
            #expect(try await eventually { (try? await server.number("select value from kept")) == 1 })
            #expect(events.withLock { $0.contains(.endedUnexpectedly(reason: "signal 9")) })
            await server.stop()
            #expect(try PrivateServer.status(of: directory).state == .stopped)
        }
    }

    @Test func aServerEndsWithItsOwnerAndTheNextStartFindsTheRows() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")
            let attached = try await PrivateServer.attach(to: ClusterDirectory(path))
            try await attached.execute("create table kept as select 3::bigint as value")
            let server = try #require(try PrivateServer.status(of: ClusterDirectory(path)).process)
            try await owner.killHard()
            #expect(try await eventually(within: .seconds(180)) { isGone(server) })

            let next = try await PrivateServer.start(in: ClusterDirectory(path))
            #expect(try await next.number("select value from kept") == 3)
            await next.stop()
        }
    }

    @Test func theDeathOfServerAndOwnerIsRecoveredFrom() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")
            let server = try #require(try PrivateServer.status(of: ClusterDirectory(path)).process)
            kill(owner.id, SIGSTOP)  // so that it cannot restart the server
            kill(server, SIGKILL)
            try await owner.killHard()
            let next = try await PrivateServer.start(in: ClusterDirectory(path))
            #expect(try await next.number("select 1::bigint") == 1)
            await next.stop()
        }
    }

    @Test func backendsWithoutAMasterAreEnded() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")
            let attached = try await PrivateServer.attach(to: ClusterDirectory(path))
            // Computes without ever looking whether its postmaster lives.
            let busy = Task {
                try await attached.execute("select count(*) from (select generate_series(1, 1e15::bigint)) s")
            }
            let computing: SQL = """
                select count(*) from pg_stat_activity
                where state = 'active' and query like '%1e15%' and pid <> pg_backend_pid()
                """
            for _ in 0..<3600 where try await attached.number(computing) == 0 {
                try await Task.sleep(for: .milliseconds(50))
            }
            let server = try #require(try PrivateServer.status(of: ClusterDirectory(path)).process)
            kill(owner.id, SIGSTOP)
            kill(server, SIGKILL)
            try await owner.killHard()
            let events = Mutex<[ServerEvent]>([])
            let next = try await PrivateServer.start(in: ClusterDirectory(path)) { event in
                events.withLock { $0.append(event) }
            }
            #expect(try await next.number("select 1::bigint") == 1)
            #expect(events.withLock { $0.contains { if case .endedOrphans = $0 { true } else { false } } })
            await next.stop()
            _ = await busy.result
        }
    }

    @Test func aLiveServerWithoutAnOwnerIsStoppedAndReplaced() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            _ = try await owner.line("ready owner")
            let server = try #require(try PrivateServer.status(of: ClusterDirectory(path)).process)
            // Stopped, the server cannot act on the signal that the death of its owner sends.
            kill(server, SIGSTOP)
            try await owner.killHard()
            let resuming = Task {
                try await Task.sleep(for: .seconds(1))
                kill(server, SIGCONT)
            }
            let next = try await PrivateServer.start(in: ClusterDirectory(path))
            try await resuming.value
            #expect(try await next.number("select 1::bigint") == 1)
            #expect(try PrivateServer.status(of: ClusterDirectory(path)).process != server)
            await next.stop()
        }
    }

    @Test(arguments: ["postmaster.pid", ".s.PGSQL.5432.lock"])
    func aFileThatNamesAnotherLiveProcessDoesNotBlock(file: String) async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let server = try await PrivateServer.start(in: directory)
            let text = contents(server.folder + "/data/postmaster.pid")
            await server.stop()
            // A process of the same user as the server, which alone makes PostgreSQL refuse to start.
            let bystander = try Bystander(owning: server.folder)
            defer { bystander.end() }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            let path = server.folder + (file.hasPrefix(".") ? "/" : "/data/") + file
            overwrite(path, (["\(bystander.id)"] + lines).joined(separator: "\n"))
            #expect(chown(path, bystander.user, bystander.user) == 0 || geteuid() != 0)

            let again = try await PrivateServer.start(in: directory)
            #expect(try await again.number("select 1::bigint") == 1)
            #expect(!isGone(bystander.id))
            await again.stop()
        }
    }

    @Test func anUnfinishedDatabaseIsMadeAnew() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let owner = try Probe("start", path)
            #expect(try await eventually { access(path + "/data.tmp/PG_VERSION", F_OK) == 0 })
            try await owner.killHard()
            #expect(access(path + "/data", F_OK) != 0)
            let next = try await PrivateServer.start(in: ClusterDirectory(path))
            #expect(try await next.number("select 1::bigint") == 1)
            #expect(access(path + "/data.tmp", F_OK) != 0)
            await next.stop()
        }
    }

    @Test func twentyRandomKillsLoseNoAcknowledgedRow() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let directory = ClusterDirectory(path)
            var acknowledged = 0
            for round in 0..<20 {
                let owner = try Probe("start", path)
                _ = try await owner.line("ready owner")
                let attached = try await PrivateServer.attach(to: directory)
                if round == 0 { try await attached.execute("create table kept (value bigint)") }
                let kept = try #require(try await attached.number("select count(*) from kept"))
                #expect(kept >= acknowledged && kept <= acknowledged + 1, "round \(round)")
                acknowledged = kept
                let writer = Task { await attached.insertUntilFailure() }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...150)))
                let server = try PrivateServer.status(of: directory).process
                let victims = [
                    [owner.id], server.map { [$0, owner.id] } ?? [], [owner.id] + (server.map { [$0] } ?? []),
                ]
                for victim in victims.randomElement() ?? [] { kill(victim, SIGKILL) }
                if owner.isRunning { try await owner.killHard() }
                acknowledged += await writer.value
            }
            let last = try await PrivateServer.start(in: directory)
            #expect(try #require(try await last.number("select count(*) from kept")) >= acknowledged)
            #expect(acknowledged > 0)
            await last.stop()
        }
    }
}
