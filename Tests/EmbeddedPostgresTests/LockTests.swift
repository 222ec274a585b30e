import Glibc
import Testing

@testable import EmbeddedPostgres

/// Who may run the server of a folder when several ask at the same moment.
@Suite struct LockTests {
    @Test func whoOnlyAsksDoesNotKeepAStartFromTheLock() async throws {
        try await withTemporaryFolder { folder in
            let place = try Place.made(ClusterDirectory(folder + "/postgres")) { _ in }
            try await DirectoryLock.acquire(place).release()
            let asking = open(place.lock, O_RDONLY | O_CLOEXEC)
            #expect(flock(asking, LOCK_SH) == 0)
            let start = Task { try await DirectoryLock.acquire(place) }
            // Longer than an owner is given to leave.
            try await Task.sleep(for: .milliseconds(500))
            close(asking)
            try await start.value.release()
        }
    }

    @Test func ofManyWhoTakeTheLockAndManyWhoAskOneGetsIt() async throws {
        try await withTemporaryFolder { folder in
            let place = try Place.made(ClusterDirectory(folder + "/postgres")) { _ in }
            let asking = Task.detached { while !Task.isCancelled { _ = try DirectoryLock.owner(of: place) } }
            for _ in 0..<20 {
                let locks = await withTaskGroup(of: DirectoryLock?.self) { group in
                    for _ in 0..<8 { group.addTask { try? await DirectoryLock.acquire(place) } }
                    return await group.reduce(into: [DirectoryLock]()) { $0 += [$1].compactMap(\.self) }
                }
                #expect(locks.count == 1)
                for lock in locks { lock.release() }
            }
            asking.cancel()
            try await asking.value
        }
    }

    @Test func attachingWaitsWhileTheOwnerHasYetToCloseTheFolder() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/postgres")
            let first = try await PrivateServer.start(in: directory, options: ServerOptions(durability: .none))
            let ready = contents(first.folder + "/data/postmaster.pid")
            await first.stop()
            // What a killed owner and a copy leave: a file that says ready, and a folder open to all.
            overwrite(first.folder + "/data/postmaster.pid", ready)
            #expect(chown(first.folder + "/data/postmaster.pid", 0, 0) == 0 || geteuid() != 0)
            #expect(chmod(first.folder + "/data/postmaster.pid", 0o644) == 0)
            #expect(chmod(first.folder, 0o755) == 0)
            let place = try #require(try Place.existing(directory))
            let lock = try await DirectoryLock.acquire(place)
            let attaching = Task { try await PrivateServer.attach(to: directory) }
            try await Task.sleep(for: .milliseconds(300))
            lock.release()
            await #expect(throws: EmbeddedPostgresError.notRunning(first.folder)) { try await attaching.value }
        }
    }

    @Test func whoStopsAServerDoesNotWaitForTheNextOwner() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/postgres")
            let place = try Place.made(directory) { _ in }
            let lock = try await DirectoryLock.acquire(place)
            defer { lock.release() }
            let successor = contents(place.lock)
            // The lock says that another process has it, until that one has been asked to end.
            let null = open("/dev/null", O_RDWR | O_CLOEXEC)
            defer { close(null) }
            let sleep = Command(program: "/bin/sleep", arguments: ["600"])
            let former = try await ChildProcess.spawn(sleep, input: null, output: null)
            defer { former.signal(SIGKILL) }
            overwrite(place.lock, "\(former.process) \(try #require(processBirth(former.process)))\n")
            let stopping = Task { try await PrivateServer.stop(directory, timeout: .seconds(5)) }
            #expect(await former.exit() == .signal(SIGTERM))
            overwrite(place.lock, successor)
            let error = await #expect(throws: EmbeddedPostgresError.self) { try await stopping.value }
            guard case .alreadyRunning = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
