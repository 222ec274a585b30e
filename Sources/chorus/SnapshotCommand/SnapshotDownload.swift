import Core
import Foundation

/// Brings a snapshot onto this disk, file by file: each is received beside its place, checked, and moved there.
struct SnapshotDownload {
    let client: ChorusClient
    let name: String
    let folder: SnapshotFolder
    /// Told where the work is.
    let progress: (String) -> Void

    /// Downloads what is missing.
    func run() async throws -> SnapshotFolder.Manifest {
        if let held = try? folder.manifest(), held.name != name {
            throw SnapshotFailure.foreign("\(folder.path) holds the snapshot \(held.name); choose another folder")
        }
        let incoming = folder.address(of: ".incoming")
        try FileManager.default.createDirectory(atPath: incoming, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: incoming) }
        // The system's temporary folder may be small, or memory, and a move from there no rename.
        setenv("TMPDIR", incoming, 1)
        let manifestFile = try await fetch(SnapshotFile.manifest)
        let bytes = Array(FileManager.default.contents(atPath: manifestFile.path) ?? Data())
        let manifest = try SnapshotFolder.manifest(bytes, of: client.server)
        guard manifest.name == name else { throw SnapshotFailure.damaged(SnapshotFile.manifest) }
        for (index, file) in manifest.files.enumerated() where !folder.isRight(file) {
            progress("\(index + 1) of \(manifest.files.count): \(file.path), \(file.bytes / 1_000_000) MB")
            let received = try await fetch(file.path)
            guard SnapshotFolder.sha256(ofFile: received.path) == file.sha256 else {
                throw SnapshotFailure.damaged(file.path)
            }
            try move(received, to: file.path)
        }
        try move(try await fetch(SnapshotFile.card), to: SnapshotFile.card)
        try move(try await fetch(SnapshotFile.tombstones), to: SnapshotFile.tombstones)
        // The manifest comes last: a folder that has one is whole.
        try move(manifestFile, to: SnapshotFile.manifest)
        return manifest
    }

    private func fetch(_ path: String) async throws -> URL {
        try await client.download(ClientRequest(path: "/v1/snapshots/\(ClientRequest.encoded(name))/\(path)")).file
    }

    private func move(_ file: URL, to path: String) throws {
        let place = folder.address(of: path)
        let parent = URL(filePath: place).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        guard rename(file.path, place) == 0 else {
            throw PullFailure.disk(action: "write", path: place, code: errno)
        }
    }
}
