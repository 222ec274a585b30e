import ChatLogs
import Core
import Crypto
import Foundation
import Postgres
import Storage
import StrictJSON

/// The making of one snapshot. What it reads is read in one transaction, as everything was at one moment; what it writes
/// is written beside that, so that memory stays small and progress can be seen.
struct SnapshotBuild: Sendable {
    let name: String
    let service: Service
    /// Episodes that are read and rendered together.
    private static let batch = 64

    private var pool: Pool { service.pool }

    init(name: String, service: Service) {
        self.name = name
        self.service = service
    }

    /// Makes it, unless somebody else does.
    /// - Throws: `Problem` 422 when it cannot be made
    func run() async throws {
        try await service.measureEpisodes()
        // What was accepted gets its place on the feed first.
        while try await pool.withConnection({ db in try db.sequence(now: Date()) }) == 1000 {}
        try await pool.withConnection { db in
            try await db.streamingTransaction(.snapshot) { db in
                guard let request = try db.claimSnapshot(name) else { return }
                let head = try db.feedHead()
                let figures = try db.figures(for: request)
                let ancestor = try ancestor(of: request, db)
                let selection = try await SnapshotSelection(request, of: figures)
                try await pool.transaction { [name] db in try db.clearSnapshot(name) }
                var rows = SnapshotRowsWriting(request: request, pool: pool)
                for start in stride(from: 0, to: selection.members.count, by: Self.batch) {
                    let members = Array(selection.members[start..<min(start + Self.batch, selection.members.count)])
                    let episodes = try db.snapshotEpisodes(members.map(\.episode))
                    try await rows.append(members, episodes)
                    try await report(start + members.count, of: selection.members.count)
                }
                let files = try await rows.finish()
                let manifest = SnapshotManifest(
                    request, cursor: head.cursor, selection: selection, files: files, members: rows.members,
                    ancestor: ancestor)
                try await finish(manifest)
            }
        }
    }

    private func ancestor(
        of request: SnapshotRequest, _ db: isolated Connection
    ) throws -> SnapshotManifest.Ancestor? {
        guard let name = request.ancestor, let contents = try db.snapshot(name)?.contents else { return nil }
        return SnapshotManifest.Ancestor(
            name: name, manifest: contents.manifestSHA256, members: try db.members(ofSnapshot: name))
    }

    /// Says how far it is, once for each hundredth.
    private func report(_ done: Int, of all: Int) async throws {
        guard done < all, done * 100 / all > (done - Self.batch) * 100 / all else { return }
        let progress = Double(done) / Double(all)
        try await pool.withConnection { [name] db in try db.setProgress(progress, of: name) }
    }

    /// Writes what stands beside the rows, and makes the snapshot ready.
    private func finish(_ manifest: SnapshotManifest) async throws {
        let texts = [
            (SnapshotFile.manifest, manifest.json.bytes()), (SnapshotFile.card, Array(manifest.card.utf8)),
        ]
        var files = manifest.files.enumerated().map { (number: $0.offset, file: $0.element) }
        for (index, text) in texts.enumerated() {
            var writing = SnapshotPieceWriting(snapshot: name, file: -1 - index, pool: pool)
            try await writing.append(text.1)
            try await writing.finish()
            files.append((-1 - index, SnapshotFile(path: text.0, text: text.1)))
        }
        for start in stride(from: 0, to: manifest.members.count, by: 10_000) {
            let members = manifest.members[start..<min(start + 10_000, manifest.members.count)]
            try await pool.transaction { [name] db in try db.insertMembers(members, of: name) }
        }
        let contents = Snapshot.Contents(
            manifestSHA256: Array(SHA256.hash(data: texts[0].1)), position: manifest.cursor.position,
            episodes: manifest.members.count, rows: manifest.rows, bytes: manifest.files.reduce(0) { $0 + $1.bytes })
        let moment = service.now()
        try await pool.transaction { [name, files] db in
            try db.finish(name, contents: contents, files: files, at: moment)
        }
    }
}
