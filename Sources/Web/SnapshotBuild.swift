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
                var rows = RowsWriting(request: request, pool: pool)
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

    private func report(_ done: Int, of all: Int) async throws {
        let progress = Double(done) / Double(all)
        guard all > Self.batch else { return }
        try await pool.withConnection { [name] db in try db.setProgress(progress, of: name) }
    }

    /// Writes what stands beside the rows, and makes the snapshot ready.
    private func finish(_ manifest: SnapshotManifest) async throws {
        let texts = [
            (SnapshotFile.manifest, manifest.json.bytes()), (SnapshotFile.card, Array(manifest.card.utf8)),
        ]
        var files = manifest.files.enumerated().map { (number: $0.offset, file: $0.element) }
        for (index, text) in texts.enumerated() {
            var writing = PieceWriting(snapshot: name, file: -1 - index, pool: pool)
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

/// Rows on their way into files.
private struct RowsWriting {
    let request: SnapshotRequest
    let pool: Pool
    /// The episodes that were written.
    private(set) var members: [SnapshotMember] = []
    private var shards: [Shard] = []
    private var shard = Shard(number: 0)
    private var writing: PieceWriting

    init(request: SnapshotRequest, pool: Pool) {
        self.request = request
        self.pool = pool
        writing = PieceWriting(snapshot: request.name, file: 0, pool: pool)
    }

    /// Renders episodes, on all cores, and writes their rows in order.
    mutating func append(
        _ batch: [SnapshotSelection.Member], _ episodes: [String: SnapshotEpisode]
    ) async throws {
        let rendered = try await withThrowingTaskGroup(of: (Int, Rendered).self) { [request] group in
            for (index, member) in batch.enumerated() {
                guard let episode = episodes[member.episode] else { throw SnapshotFault.episodeMissing }
                group.addTask { (index, try Rendered(request, member, episode)) }
            }
            return try await group.reduce(into: [Rendered?](repeating: nil, count: batch.count)) { $0[$1.0] = $1.1 }
        }
        var gathered = SnapshotLines()
        for one in rendered.compactMap({ $0 }) {
            if shard.isFull(for: gathered, and: one.lines) {
                try await write(gathered)
                gathered = SnapshotLines()
                try await endShard()
            }
            gathered.append(one.lines)
            members.append(
                SnapshotMember(
                    episode: one.episode, revision: one.revision, sha256: one.sha256, shard: shard.number))
        }
        try await write(gathered)
    }

    /// Ends the last file.
    /// - Returns: all of them
    mutating func finish() async throws -> [SnapshotFile] {
        try await endShard()
        return shards.map { [shards] in $0.summary(format: request.format, of: shards.count) }
    }

    private mutating func write(_ lines: SnapshotLines) async throws {
        try await writing.append(await shard.append(lines))
    }

    private mutating func endShard() async throws {
        try await writing.append(await shard.finish())
        try await writing.finish()
        shards.append(shard)
        shard = Shard(number: shards.count)
        writing = PieceWriting(snapshot: request.name, file: shards.count, pool: pool)
    }

    /// The rows of one episode.
    private struct Rendered: Sendable {
        var episode: String
        var revision: Int
        var lines: SnapshotLines
        var sha256: [UInt8]

        init(_ request: SnapshotRequest, _ member: SnapshotSelection.Member, _ episode: SnapshotEpisode) throws {
            self.episode = member.episode
            revision = episode.revision
            (lines, sha256) = try request.lines(
                of: member, content: episode.content, submittedAt: episode.submittedAt)
        }
    }
}

/// Bytes of one file on their way into the database, in pieces of one size.
private struct PieceWriting {
    let snapshot: String
    let file: Int
    let pool: Pool
    private var start = 0
    private var rest: [UInt8] = []

    init(snapshot: String, file: Int, pool: Pool) {
        self.snapshot = snapshot
        self.file = file
        self.pool = pool
    }

    mutating func append(_ bytes: [UInt8]) async throws {
        rest += bytes
        while rest.count >= Connection.pieceSize { try await write(Connection.pieceSize) }
    }

    mutating func finish() async throws {
        if !rest.isEmpty { try await write(rest.count) }
    }

    private mutating func write(_ count: Int) async throws {
        let piece = Array(rest.prefix(count))
        try await pool.withConnection { [snapshot, file, start] db in
            try db.insertPiece(piece, of: snapshot, file: file, start: start)
        }
        rest.removeFirst(count)
        start += count
    }
}

/// What cannot happen while everything is read in one transaction.
private enum SnapshotFault: Error {
    case episodeMissing
}
