import EmbeddedPostgres
import Glibc
import Testing

@Suite struct RefusalTests {
    @Test func aFolderWithForeignContentsIsLeftAlone() async throws {
        try await withTemporaryFolder { folder in
            overwrite(folder + "/precious.txt", "mine")
            let directory = ClusterDirectory(folder)
            await #expect(throws: EmbeddedPostgresError.foreignFolder(folder)) {
                try await PrivateServer.start(in: directory)
            }
            #expect(throws: EmbeddedPostgresError.foreignFolder(folder)) { try PrivateServer.status(of: directory) }
            #expect(contents(folder + "/precious.txt") == "mine")
            #expect(access(folder + "/CHORUS", F_OK) != 0)
        }
    }

    @Test func aLinkToAnEmptyFolderIsNotFollowed() async throws {
        try await withTemporaryFolder { folder in
            #expect(mkdir(folder + "/target", 0o755) == 0)
            #expect(symlink(folder + "/target", folder + "/link") == 0)
            await #expect(throws: EmbeddedPostgresError.foreignFolder(folder + "/target")) {
                try await PrivateServer.start(in: ClusterDirectory(folder + "/link"))
            }
        }
    }

    @Test(arguments: ["99", "14", "9.6"])
    func dataOfAnotherVersionAreRefused(version: String) async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let server = try await PrivateServer.start(in: directory)
            await server.stop()
            let file = server.folder + "/data/PG_VERSION"
            let original = contents(file)
            overwrite(file, version + "\n")
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await PrivateServer.start(in: directory)
            }
            switch try #require(error) {
            case .binariesMissing(_, let wanted): #expect(wanted == 99)
            case .versionTooOld(let found, _): #expect(found == 14 || found == 9)
            default: Issue.record("unexpected: \(String(describing: error))")
            }
            overwrite(file, original)
            let again = try await PrivateServer.start(in: directory)
            await again.stop()
        }
    }

    @Test func aFolderThatACopyOpenedUpIsClosedAgain() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let first = try await PrivateServer.start(in: directory)
            await first.stop()
            #expect(chmod(first.folder, 0o755) == 0)
            #expect(chmod(first.folder + "/data", 0o775) == 0)
            let second = try await PrivateServer.start(in: directory)
            var status = stat()
            #expect(stat(second.folder, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            await second.stop()
        }
    }

    @Test func aLinkInPlaceOfTheLogIsNotWrittenThrough() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let server = try await PrivateServer.start(in: directory)
            await server.stop()
            overwrite(folder + "/precious.txt", "mine")
            #expect(unlink(server.folder + "/server.log") == 0)
            #expect(symlink(folder + "/precious.txt", server.folder + "/server.log") == 0)
            await #expect(throws: EmbeddedPostgresError.self) { try await PrivateServer.start(in: directory) }
            #expect(contents(folder + "/precious.txt") == "mine")
        }
    }

    @Test func dataWithoutAVersionAreRefused() async throws {
        try await withTemporaryFolder { folder in
            let directory = ClusterDirectory(folder + "/.chorus/postgres")
            let server = try await PrivateServer.start(in: directory)
            await server.stop()
            #expect(unlink(server.folder + "/data/PG_VERSION") == 0)
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await PrivateServer.start(in: directory)
            }
            #expect(String(describing: error).contains("PG_VERSION"))
        }
    }

    @Test func programsThatAreNotThereAreNamed() async throws {
        try await withTemporaryFolder { folder in
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await PrivateServer.start(
                    in: ClusterDirectory(folder + "/x"), options: ServerOptions(binaries: "/nowhere/bin"))
            }
            #expect(error == .binariesMissing(searched: ["/nowhere/bin"], wanted: nil))
            #expect(String(describing: error).contains("apt-get install postgresql"))
        }
    }

    @Test(arguments: ["", "/", "a\nb"])
    func pathsThatCannotBeFoldersAreRefused(path: String) async throws {
        await #expect(throws: EmbeddedPostgresError.self) { try await PrivateServer.start(in: ClusterDirectory(path)) }
    }
}
