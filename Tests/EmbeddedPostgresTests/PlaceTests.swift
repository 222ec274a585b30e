import Glibc
import Synchronization
import Testing

@testable import EmbeddedPostgres

/// Which folder a first start takes, whatever others do at the same moment.
@Suite struct PlaceTests {
    @Test func ofManyWhoMakeAPlaceAtOnceAllGetTheSame() async throws {
        try await withTemporaryFolder { folder in
            for round in 0..<100 {
                let path = "\(folder)/\(round)/.chorus/postgres"
                let places = await made(ClusterDirectory(path, fallback: folder + "/elsewhere"))
                #expect(places == [path], "round \(round)")
            }
        }
    }

    @Test(.enabled(if: UserTests.isRoot)) func ofManyWhoMakeAPlaceElsewhereAllGetTheSame() async throws {
        try await withTemporaryFolder { folder in
            #expect(mkdir(folder + "/secret", 0o700) == 0)
            for round in 0..<100 {
                let path = "\(folder)/secret/\(round)/postgres"
                let fallback = "\(folder)/elsewhere/\(round)"
                let places = await made(ClusterDirectory(path, fallback: fallback))
                #expect(places == [fallback + "/" + fingerprint(of: path)], "round \(round)")
            }
        }
    }

    /// Between the making of the folder and its handing over, where another process may be or may have been killed.
    @Test(.enabled(if: UserTests.isRoot)) func aFolderThatIsNotYetHandedOverIsTaken() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/postgres"
            #expect(mkdir(path, 0o700) == 0)
            let place = try Place.made(ClusterDirectory(path, fallback: folder + "/elsewhere")) { event in
                Issue.record("\(event)")
            }
            #expect(place.root == path)
            #expect(fileStatus(path)?.st_uid == place.user.id)
        }
    }

    @Test(.enabled(if: UserTests.isRoot)) func anEmptyFolderOutOfReachBecomesALinkThatOthersFind() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/secret/postgres"
            #expect(mkdir(folder + "/secret", 0o700) == 0 && mkdir(path, 0o700) == 0)
            let directory = ClusterDirectory(path, fallback: folder + "/elsewhere")
            let place = try Place.made(directory) { _ in }
            #expect(place.root.hasPrefix(folder + "/elsewhere/"))
            #expect(try Place.existing(directory)?.root == place.root)
        }
    }

    @Test(.enabled(if: UserTests.isRoot)) func aFolderOutOfReachThatCannotBecomeALinkIsRefused() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/secret/postgres"
            #expect(mkdir(folder + "/secret", 0o700) == 0 && mkdir(path, 0o700) == 0)
            // What a process leaves that was killed while it claimed the folder: as good as empty, but not empty.
            overwrite(path + "/CHORUS.1", "")
            #expect(throws: EmbeddedPostgresError.unreachable(path, user: "postgres")) {
                try Place.made(ClusterDirectory(path, fallback: folder + "/elsewhere")) { _ in }
            }
        }
    }

    /// Some then want the folder and some the fallback. They may fail, but must not go separate ways.
    @Test(.enabled(if: UserTests.isRoot)) func whoeverWantsAnotherPlaceTakesTheOneThatIsThere() async throws {
        try await withTemporaryFolder { folder in
            let gate = folder + "/gate"
            #expect(mkdir(gate, 0o700) == 0)
            for round in 0..<100 {
                let path = "\(gate)/\(round)"
                let fallback = "\(folder)/elsewhere/\(round)"
                let places = await simultaneously(8) {
                    for _ in 0..<Int.random(in: 0..<50) { chmod(gate, Bool.random() ? 0o755 : 0o700) }
                    return try Place.made(ClusterDirectory(path, fallback: fallback)) { _ in }
                }
                let folders = Set(places.compactMap { try? $0.get() }.map { fileStatus($0.root)?.st_ino })
                #expect(folders.count < 2, "round \(round)")
                guard fileStatus(path, followingLinks: false)?.isLink == true else { continue }
                #expect(contents(path + "/CHORUS").contains("Data of: \(path)"), "round \(round)")
            }
        }
    }
}

/// The folders that eight threads get who make a place at once, and their errors.
func made(_ directory: ClusterDirectory) async -> Set<String> {
    let results = await simultaneously(8) { try Place.made(directory) { _ in } }
    return Set(
        results.map { result in
            switch result {
            case .success(let place): place.root
            case .failure(let error): "\(error)"
            }
        })
}
