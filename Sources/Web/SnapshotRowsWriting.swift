import Core
import Postgres
import Storage

/// Rows on their way into files.
struct SnapshotRowsWriting {
    let request: SnapshotRequest
    let pool: Pool
    /// The episodes that were written.
    private(set) var members: [SnapshotMember] = []
    private var shards: [Shard] = []
    private var shard = Shard(number: 0)
    private var writing: SnapshotPieceWriting

    init(request: SnapshotRequest, pool: Pool) {
        self.request = request
        self.pool = pool
        writing = SnapshotPieceWriting(snapshot: request.name, file: 0, pool: pool)
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
        try await writing.append(try await shard.append(lines))
    }

    private mutating func endShard() async throws {
        try await writing.append(try await shard.finish())
        try await writing.finish()
        shards.append(shard)
        shard = Shard(number: shards.count)
        writing = SnapshotPieceWriting(snapshot: request.name, file: shards.count, pool: pool)
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

/// What cannot happen while everything is read in one transaction.
private enum SnapshotFault: Error {
    case episodeMissing
}
