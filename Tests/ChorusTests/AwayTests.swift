import EmbeddedPostgres
import Foundation
import Glibc
import StrictJSON
import Testing

@testable import chorus

/// What goes on, and what comes back by itself, when the database does not.
@Suite(.serialized) struct AwayTests {
    @Test func reportsGoOnWhileTheDatabaseIsAwayAndEverythingAfterwards() async throws {
        let folder = try TemporaryDataFolder()
        let directory = ClusterDirectory("\(folder.path)/postgres")
        var database = try await PrivateServer.start(in: directory) { _ in }
        let server = try await ChorusProcess.serve(
            folder, environment: ["DATABASE_URL": database.connectionString])
        let world = try await ServedExperiment(server)
        let before = try await world.get("/v1/experiments/exp7/parts/1/summary")
        #expect(before.status == 200 && before.header("Age") == nil)
        await database.stop()
        // For a moment after it was read an answer is as good as new.
        try await world.waits {
            try await world.get("/v1/experiments/exp7/parts/1/summary").header("Age") != nil
        }
        let stale = try await world.get("/v1/experiments/exp7/parts/1/summary")
        #expect(stale.status == 200)
        #expect(stale.body == before.body)
        let refused = try await world.rate("one")
        #expect(refused.status == 503)
        #expect(refused.code == "database_away" || refused.code == "outcome_unknown")
        #expect(refused.header("Retry-After") != nil)
        #expect(try await world.get("/livez").status == 200)
        #expect(try await world.get("/readyz").status == 503)
        #expect(try await world.get("/experiments/exp7").status == 200)
        database = try await PrivateServer.start(in: directory) { _ in }
        try await world.waits { try await world.rate("one").status == 201 }
        #expect(try await world.get("/readyz").status == 200)
        try await world.waits {
            let now = try await world.get("/v1/experiments/exp7/parts/1/summary")
            return now.header("Age") == nil && now.body != before.body
        }
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
        await database.stop()
    }

    @Test func aSilentDatabaseIsGivenUpAndComesBack() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder, ["--migrate", "--limit", "statement-seconds=1"])
        let world = try await ServedExperiment(server)
        let frozen = folder.servers()
        for process in frozen { Glibc.kill(process, SIGSTOP) }
        let refused = try await world.rate("one")
        #expect(refused.status == 503, "\(refused)")
        #expect(refused.header("Retry-After") != nil)
        #expect(try await world.get("/livez").status == 200)
        for process in frozen { Glibc.kill(process, SIGCONT) }
        try await world.waits { try await world.rate("one").status == 201 }
        try await end(server, folder)
    }

    @Test func aPrivateDatabaseThatDiesComesBackAndNothingAcknowledgedIsLost() async throws {
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(folder)
        let world = try await ServedExperiment(server)
        var receipts: [(id: String, receipt: String)] = []
        for round in 0..<3 {
            let answer = try await world.rate("before \(round)")
            try #require(answer.status == 201)
            receipts.append((try #require(answer["id"]), try #require(answer["receipt"])))
            let postmaster = try #require(folder.postmaster())
            Glibc.kill(postmaster, SIGKILL)
            // For a moment the processes that it leaves behind go on serving.
            try await world.waits {
                guard let next = folder.postmaster(), next != postmaster else { return false }
                return try await world.rate("after \(round)").status == 201
            }
        }
        for (id, receipt) in receipts {
            #expect(try await world.get("/v1/ratings/\(id)", authorization: "Receipt \(receipt)").status == 200)
        }
        try await end(server, folder)
    }

    /// What is stored adds up, and the server ends as it should.
    private func end(_ server: ChorusProcess, _ folder: TemporaryDataFolder) async throws {
        let verified = try await ProcessHandle.run(["verify", "--data", folder.path], folder: folder)
        #expect(verified.code == 0, "\(verified.output)")
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
        #expect(folder.servers().isEmpty)
    }

    @Test func aFullDiskRefusesWritesGoesOnReadingAndRecoversByItself() async throws {
        guard let disk = try SmallDisk(mebibytes: 320) else { return }
        defer { withExtendedLifetime(disk) {} }
        let folder = try TemporaryDataFolder()
        let data = disk.path
        let server = try await ChorusProcess.serve(
            folder, ["--migrate", "--data", data, "--limit", "disk-reserve-bytes=\(64 << 20)"])
        let world = try await ServedExperiment(server)
        let kept = try await world.rate("kept")
        try #require(kept.status == 201)
        try disk.fill(leaving: 32 << 20)
        let refused = try await world.rate("refused")
        #expect(refused.status == 507)
        #expect(refused.code == "disk_full")
        #expect(refused.header("Retry-After") == "60")
        #expect(try await world.get("/v1/experiments/exp7/parts/1/summary").status == 200)
        let receipt = "Receipt \(try #require(kept["receipt"]))"
        let address = "/v1/ratings/\(try #require(kept["id"]))"
        #expect(try await world.get(address, authorization: receipt).status == 200)
        #expect(try await world.send("DELETE", address, authorization: receipt).status == 200)
        disk.clear()
        #expect(try await world.rate("refused").status == 201)
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }

    @Test func aDiskThatSomethingElseFillsLosesNothingThatWasAcknowledged() async throws {
        guard let disk = try SmallDisk(mebibytes: 320) else { return }
        defer { withExtendedLifetime(disk) {} }
        let folder = try TemporaryDataFolder()
        let server = try await ChorusProcess.serve(
            folder, ["--migrate", "--data", disk.path, "--limit", "disk-reserve-bytes=0"])
        let world = try await ServedExperiment(server)
        try disk.fill(leaving: 0)
        var acknowledged: [(id: String, receipt: String)] = []
        var refusals: Set<Int> = []
        for number in 0..<20_000 where refusals.isEmpty {
            let answer = try await world.submit(number)
            if answer.status == 201 {
                acknowledged.append((try #require(answer["id"]), try #require(answer["receipt"])))
            } else {
                refusals.insert(answer.status)
            }
        }
        #expect(!refusals.isEmpty && refusals.isSubset(of: [503, 507]), "\(refusals)")
        #expect(try await world.get("/livez").status == 200)
        disk.clear()
        try await world.waits { try await world.submit(30_000).status == 201 }
        for (id, receipt) in acknowledged {
            #expect(try await world.get("/v1/submissions/\(id)", authorization: "Receipt \(receipt)").status == 200)
        }
        print("full disk: \(acknowledged.count) acknowledged, then \(refusals)")
        server.process.kill(SIGTERM)
        #expect(try await server.process.waitForExit() == 0)
    }
}

/// A small file system of its own, where the tests may make one.
private final class SmallDisk: Sendable {
    let path: String

    /// - Returns: nil for whoever may not mount
    init?(mebibytes: Int) throws {
        var template = Array("/tmp/chorus-disk.XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) else {
            throw ProcessFailure(output: "no temporary folder")
        }
        path = String(cString: made)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m,mode=0755") == 0 else {
            rmdir(path)
            return nil
        }
    }

    /// Takes the room that is there but for some bytes.
    func fill(leaving bytes: Int) throws {
        var state = statvfs()
        guard statvfs(path, &state) == 0 else { throw ProcessFailure(output: "statvfs") }
        let free = Int(state.f_bavail) * Int(state.f_frsize)
        let file = open("\(path)/filler", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard posix_fallocate(file, 0, max(1, free - bytes)) == 0 else { throw ProcessFailure(output: "fallocate") }
    }

    func clear() { unlink("\(path)/filler") }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}
