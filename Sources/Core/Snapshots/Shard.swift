public import ChatLogs
import Crypto
public import StrictJSON

/// A file of rows while it is written: one JSON object a line, gzip.
public struct Shard: Sendable {
    /// Most bytes before compression, unless a single episode has more.
    public static let target = 256 << 20

    /// Number among the snapshot's files of rows, from 0.
    public let number: Int
    private var gzip = Gzip()
    private var content = SHA256()
    private var file = SHA256()
    private var rows = 0
    private var episodes = 0
    private var contentBytes = 0
    private var bytes = 0

    /// An empty one.
    public init(number: Int) { self.number = number }

    /// Whether an episode's rows belong into the next file.
    /// - Parameters:
    ///   - waiting: what it will take before them
    ///   - lines: the episode's
    public func isFull(for waiting: SnapshotLines, and lines: SnapshotLines) -> Bool {
        let before = contentBytes + waiting.text.count
        return before > 0 && before + lines.text.count > Self.target
    }

    /// Takes the rows of episodes.
    /// - Returns: what the file goes on with
    /// - Throws: `GzipFailure`
    public mutating func append(_ lines: SnapshotLines) async throws -> [UInt8] {
        rows += lines.rows
        episodes += lines.episodes
        contentBytes += lines.text.count
        lines.text.withUnsafeBytes { content.update(bufferPointer: $0) }
        return written(try await gzip.append(lines.text))
    }

    /// Takes no more.
    /// - Returns: the end of the file
    /// - Throws: `GzipFailure`
    public mutating func finish() async throws -> [UInt8] { written(try await gzip.finish()) }

    /// What is known of the finished file; its name says how many there are.
    public func summary(format: RowFormat, of count: Int) -> SnapshotFile {
        SnapshotFile(
            path: SnapshotFile.path(format: format, shard: number, of: count), bytes: bytes,
            sha256: Array(file.finalize()),
            content: SnapshotFile.Content(
                rows: rows, episodes: episodes, bytes: contentBytes, sha256: Array(content.finalize())))
    }

    private mutating func written(_ bytes: [UInt8]) -> [UInt8] {
        self.bytes += bytes.count
        bytes.withUnsafeBytes { file.update(bufferPointer: $0) }
        return bytes
    }
}

/// Rows of some episodes, as lines.
public struct SnapshotLines: Sendable {
    /// UTF-8, a line feed after each row.
    public var text: [UInt8] = []
    /// How many rows.
    public var rows = 0
    /// Of how many episodes.
    public var episodes = 0

    /// None.
    public init() {}

    /// The rows of one episode.
    public init(_ rows: [JSON]) {
        for row in rows {
            row.append(to: &text)
            text.append(UInt8(ascii: "\n"))
        }
        self.rows = rows.count
        episodes = 1
    }

    /// Adds those of other episodes.
    public mutating func append(_ other: SnapshotLines) {
        text += other.text
        rows += other.rows
        episodes += other.episodes
    }
}
