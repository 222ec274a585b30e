import EmbeddedPostgres
import Glibc
import Synchronization
import Postgres
import Testing

/// What differs between root and an ordinary user. One after another, because some change the mode of new files.
@Suite(.serialized) struct UserTests {
    /// Becoming another user takes root.
    static let isRoot: Bool = {
        if geteuid() != 0 { print("not root: the tests that need a second user do not run") }
        return geteuid() == 0
    }()

    @Test(.enabled(if: isRoot)) func rootServesTheOwnerOfTheCheckout() async throws {
        try await withTemporaryFolder { folder in
            let nobody = try #require(getpwnam("nobody")).pointee
            #expect(chown(folder, nobody.pw_uid, nobody.pw_gid) == 0)
            let path = folder + "/.chorus/postgres"
            let server = try await PrivateServer.start(in: ClusterDirectory(path))
            #expect(try await server.number("select 1::bigint") == 1)
            #expect(owner(of: path) == nobody.pw_uid)
            #expect(owner(of: folder + "/.chorus") == nobody.pw_uid)
            await server.stop()

            // The owner goes on without root, and root attaches.
            let probe = try Probe("start", path, user: "nobody")
            _ = try await probe.line("ready owner")
            let attached = try await PrivateServer.attach(to: ClusterDirectory(path))
            #expect(try await attached.number("select 2::bigint") == 2)
            try await probe.terminate()
        }
    }

    @Test(.enabled(if: isRoot)) func anotherUserNeitherSeesNorUsesTheServer() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/.chorus/postgres"
            let server = try await PrivateServer.start(in: ClusterDirectory(path))
            let stranger = try Probe("attach", path, user: "nobody")
            #expect(try await stranger.line("error").contains("belongs to user postgres"))
            // Even one who gets to the socket is refused.
            #expect(chmod(path, 0o755) == 0)
            #expect(chmod(path + "/.s.PGSQL.5432", 0o777) == 0)
            let client = try Client(server.connectionString, user: "nobody")
            #expect(client.output.contains("Peer authentication failed"))
            await server.stop()
        }
    }

    @Test(.enabled(if: isRoot)) func dataGoElsewhereWhenTheServerCannotReachTheCheckout() async throws {
        try await withTemporaryFolder { folder in
            let secret = folder + "/secret"
            #expect(mkdir(secret, 0o700) == 0)
            let directory = ClusterDirectory(secret + "/.chorus/postgres", fallback: folder + "/elsewhere")
            let events = Mutex<[ServerEvent]>([])
            let server = try await PrivateServer.start(in: directory) { event in events.withLock { $0.append(event) } }
            try await server.execute("create table kept as select 3::bigint as value")
            #expect(server.folder.hasPrefix(folder + "/elsewhere/"))
            #expect(events.withLock { $0.contains(.relocated(from: directory.path, to: server.folder)) })
            await server.stop()

            let again = try await PrivateServer.start(in: directory)
            #expect(try await again.number("select value from kept") == 3)
            await again.stop()

            // A checkout that was deleted and made again finds its data.
            #expect(unlink(directory.path) == 0)
            let third = try await PrivateServer.start(in: directory)
            #expect(try await third.number("select value from kept") == 3)
            await third.stop()
        }
    }

    @Test func everythingIsPrivate() async throws {
        try await withTemporaryFolder { folder in
            let previous = umask(0o077)
            defer { umask(previous) }
            let server = try await PrivateServer.start(in: ClusterDirectory(folder + "/.chorus/postgres"))
            for name in ["", "/data", "/server.log", "/lock", "/pg_hba.conf", "/pg_ident.conf", "/postgresql.conf"] {
                var status = stat()
                #expect(stat(server.folder + name, &status) == 0)
                #expect(status.st_mode & 0o077 == 0, "\(name)")
            }
            await server.stop()
        }
    }

    @Test func aStrictRootMakesFoldersThatTheServerCanPassFromTheFirstMoment() async throws {
        try await withTemporaryFolder { folder in
            let previous = umask(0o077)
            defer { umask(previous) }
            for round in 0..<100 {
                let path = "\(folder)/\(round)/deep/deeper/postgres"
                let places = await made(ClusterDirectory(path, fallback: folder + "/elsewhere"))
                #expect(places == [path], "round \(round)")
            }
        }
    }

    private func owner(of path: String) -> uid_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_uid : nil
    }
}
