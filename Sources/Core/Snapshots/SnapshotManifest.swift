import ChatLogs
import Foundation
public import StrictJSON

/// What a snapshot is made of: enough to make it again, to check it, and to say which episodes a checkpoint saw.
///
/// Nothing in it depends on the clock or the machine: the same request on the same feed gives the same bytes.
public struct SnapshotManifest: Sendable {
    /// What was asked for.
    public var request: SnapshotRequest
    /// Where the feed stood: every change up to there is in it, none after.
    public var cursor: Cursor
    /// What was chosen.
    public var selection: SnapshotSelection
    /// The files of rows.
    public var files: [SnapshotFile]
    /// The episodes, in the order of their rows.
    public var members: [SnapshotMember]
    /// What it takes the place of.
    public var ancestor: Ancestor?

    /// An earlier snapshot, and what is different.
    public struct Ancestor: Sendable {
        /// Its name.
        public var name: String
        /// SHA-256 of its manifest.
        public var manifest: [UInt8]
        /// Its episodes.
        public var members: [SnapshotMember]

        /// All members.
        public init(name: String, manifest: [UInt8], members: [SnapshotMember]) {
            self.name = name
            self.manifest = manifest
            self.members = members
        }
    }

    /// All members.
    public init(
        _ request: SnapshotRequest, cursor: Cursor, selection: SnapshotSelection, files: [SnapshotFile],
        members: [SnapshotMember], ancestor: Ancestor?
    ) {
        self.request = request
        self.cursor = cursor
        self.selection = selection
        self.files = files
        self.members = members
        self.ancestor = ancestor
    }

    /// Rows of all files.
    public var rows: Int { files.reduce(0) { $0 + ($1.content?.rows ?? 0) } }

    /// Bytes of all files before compression.
    public var contentBytes: Int { files.reduce(0) { $0 + ($1.content?.bytes ?? 0) } }

    /// The file `manifest.json`.
    public var json: JSON {
        let run = selection.run
        let asked = request.json
        guard case .object(let request) = asked else { return asked }
        return .object(
            [("schema", "snapshot/1")] + request + [
                ("lineage", ancestor.map { $0.json(members) } ?? .null),
                (
                    "feed",
                    .object([
                        ("epoch", .string(cursor.epoch.uuidString.lowercased())), ("from", 0),
                        ("to", .int(cursor.position)), ("cursor", .string(cursor.text)),
                    ])
                ),
                ("size", sizeJSON), ("seen", run.total.seen.json), ("kept", run.total.kept.json),
                ("by_filter", .array(run.byFilter.map(\.json))), ("mix", mixJSON),
                ("fields", .array(self.request.format.fields.map(\.json))), ("files", .array(files.map(\.json))),
                ("generator", Self.generator), ("episodes", .array(members.map(\.json))),
            ])
    }

    private var sizeJSON: JSON {
        guard case .object(let members) = selection.size.json else { return .null }
        return .object(
            members + [
                ("rows", .int(rows)), ("bytes", .int(files.reduce(0) { $0 + $1.bytes })),
                ("content_bytes", .int(contentBytes)),
            ])
    }

    /// The mix of each part of a split beside the whole of what is kept; without a split, of what is kept beside
    /// everything that was seen.
    private var mixJSON: JSON {
        selection.split?.json
            ?? .array([SplitReport.json(part: nil, size: selection.size, mixes: selection.mixesOfKept)])
    }

    private static let generator: JSON = .object([
        ("program", "chorus"), ("version", .string(Release.version)), ("parser", .string(SessionReading.parserVersion)),
        ("compression", .string("zlib \(Gzip.version)")),
    ])
}

/// One episode of a snapshot.
public struct SnapshotMember: Sendable, Equatable {
    /// Its id.
    public var episode: String
    /// Its revision then.
    public var revision: Int
    /// SHA-256 of the canonical episode, as the feed handed it out.
    public var sha256: [UInt8]
    /// Number of the file that holds its rows, from 0.
    public var shard: Int

    /// All members.
    public init(episode: String, revision: Int, sha256: [UInt8], shard: Int) {
        self.episode = episode
        self.revision = revision
        self.sha256 = sha256
        self.shard = shard
    }

    fileprivate var json: JSON {
        .object([
            ("id", .string(episode)), ("revision", .int(revision)), ("sha256", .string(Hex.encode(sha256))),
            ("file", .int(shard)),
        ])
    }
}

extension SnapshotManifest.Ancestor {
    fileprivate func json(_ successor: [SnapshotMember]) -> JSON {
        let before = Dictionary(members.map { ($0.episode, $0.revision) }, uniquingKeysWith: { one, _ in one })
        let kept = successor.compactMap { member in before[member.episode].map { $0 == member.revision } }
        return .object([
            ("ancestor", .string(name)), ("manifest_sha256", .string(Hex.encode(manifest))),
            ("added", .int(successor.count - kept.count)), ("removed", .int(members.count - kept.count)),
            ("revised", .int(kept.count { !$0 })),
        ])
    }
}

extension RowField {
    /// As manifests have it: `{name, type}`, with `fields` or `items` where there is more below.
    fileprivate var json: JSON { .object([("name", .string(name))] + kind.members) }
}

extension RowField.Kind {
    fileprivate var members: [JSON.Member] {
        switch self {
        case .string, .json: [("type", "string")]
        case .int64: [("type", "int64")]
        case .float64: [("type", "float64")]
        case .bool: [("type", "bool")]
        case .list(let element): [("type", "list"), ("items", .object(element.members))]
        case .record(let fields): [("type", "struct"), ("fields", .array(fields.map(\.json)))]
        }
    }
}
