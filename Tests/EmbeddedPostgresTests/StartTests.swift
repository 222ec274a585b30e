import EmbeddedPostgres
import Glibc
import Synchronization
import Postgres
import Testing

@Suite struct StartTests {
    @Test func aFirstStartMakesADatabaseAndARestartKeepsItsRows() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            #expect(try PrivateServer.status(of: directory).state == .absent)
            let first = try await PrivateServer.start(in: directory)
            try await first.execute("create table kept (value bigint)")
            try await first.execute("insert into kept values (42)")
            await first.stop()
            #expect(try PrivateServer.status(of: directory).state == .stopped)

            let second = try await PrivateServer.start(in: directory)
            #expect(try await second.number("select value from kept") == 42)
            #expect(second.connectionString == first.connectionString)
            let status = try PrivateServer.status(of: directory)
            #expect(status.state == .running)
            #expect(status.owner == getpid())
            #expect(status.bytes > 1 << 20)
            await second.stop()
            #expect(try PrivateServer.status(of: directory).process == nil)
        }
    }

    @Test func theRoleIsNotASuperuserAndTheServerIsSafeAndQuiet() async throws {
        try await withTemporaryFolder { folder in
            let server = try await PrivateServer.start(in: ClusterDirectory(folder + "/.chorus/postgres"))
            let settings = [
                ("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"), ("data_checksums", "on"),
                ("listen_addresses", ""), ("server_encoding", "UTF8"), ("is_superuser", "off"),
                ("log_min_messages", "log"), ("log_statement", "none"),
            ]
            for (name, value) in settings {
                #expect(try await server.setting(name) == value, "\(name)")
            }
            // A value that a constraint refuses must not get into the log.
            try await server.execute("create table picky (value text check (length(value) < 3))")
            await #expect(throws: (any Error).self) {
                try await server.execute("insert into picky values ('a secret text')")
            }
            await server.stop()
            let log = contents(server.folder + "/server.log")
            #expect(log.contains("ready to accept connections"))
            #expect(!log.contains("secret"))
        }
    }

    @Test func testsMayTradeDurabilityForSpeed() async throws {
        try await withTemporaryFolder { folder in
            let server = try await PrivateServer.start(
                in: ClusterDirectory(folder + "/.chorus/postgres"),
                options: ServerOptions(durability: .none, maxConnections: 20, settings: ["work_mem": "8MB"]))
            #expect(try await server.setting("fsync") == "off")
            #expect(try await server.setting("max_connections") == "20")
            #expect(try await server.setting("work_mem") == "8MB")
            await server.stop()
        }
    }

    @Test(arguments: ["with space", "Größe 'ä\\\"日本", "comma,semi;colon", String(repeating: "long", count: 40)])
    func anyPathWillDo(name: String) async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory("\(folder)/\(name)/../\(name)/postgres")
            let server = try await PrivateServer.start(in: directory)
            #expect(try await server.number("select 7::bigint") == 7)
            #expect(server.folder == "\(folder)/\(name)/postgres")
            await server.stop()
            let socket = server.connectionString.split(separator: " ")[0].dropFirst("host=".count)
            #expect(socket.utf8.count < 92)
            if !socket.hasPrefix(folder) { removeTree(String(socket)) }
        }
    }

    @Test func aSocketFolderMadeBySomebodyElseIsNotTrusted() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory("\(folder)/a b")
            let first = try await PrivateServer.start(in: directory)
            await first.stop()
            let socket = String(first.connectionString.split(separator: " ")[0].dropFirst("host=".count))
            defer { removeTree(socket) }
            #expect(chmod(socket, 0o777) == 0)
            await #expect(throws: EmbeddedPostgresError.socketFolderNotPrivate(socket)) {
                try await PrivateServer.start(in: directory)
            }
        }
    }

    @Test func aLargeLogIsCut() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let first = try await PrivateServer.start(in: directory)
            await first.stop()
            let log = first.folder + "/server.log"
            overwrite(log, "old line\n" + String(repeating: "x", count: 9 << 20))
            let second = try await PrivateServer.start(in: directory)
            var status = stat()
            #expect(stat(log, &status) == 0)
            #expect(status.st_size < 1 << 20)
            #expect(contents(log).contains("ready to accept connections"))
            #expect(stat(log + ".1", &status) == 0)
            #expect(status.st_size > 1 << 20)
            await second.stop()
        }
    }

    @Test func aWrongSettingIsReportedWithTheServersOwnWords() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await PrivateServer.start(in: directory, options: ServerOptions(settings: ["no_such": "1"]))
            }
            #expect(
                String(describing: error).contains("unrecognized configuration parameter \"no_such\""))
            // The lock is free again and nothing is left.
            let server = try await PrivateServer.start(in: directory)
            await server.stop()
        }
    }
}
