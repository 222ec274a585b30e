import ChatLogs
import Core
import StrictJSON

/// What a ready snapshot holds, as its manifest says it.
struct SnapshotContents {
    let rows: String
    let episodes: String
    let size: String
    let contentSize: String
    let position: String
    let hash: String
    let commit: String
    let program: String
    let origin: String
    let folder: String
    let firstShard: String?
    let loses: [NoteRun]
    let columns: String
    let files: [SnapshotFileLine]
    let shards: [ShardLine]
    let passages: [FilterPassageLine]
    let hasPassages: Bool
    let kept: String
    let seen: String
    let mix: MixPicture?
    let parts: [SplitPartLine]
    let hasParts: Bool
    let lineage: LineageFigures?

    init(
        _ snapshot: Snapshot, _ contents: Snapshot.Contents, _ manifest: JSONValue, withdrawnFiles: Set<String>,
        origin: String
    ) {
        rows = Figures.count(contents.rows)
        episodes = Figures.count(contents.episodes)
        size = Figures.bytes(contents.bytes)
        contentSize = Figures.bytes(manifest["size"]?["content_bytes"]?.int ?? 0)
        position = Figures.count(contents.position)
        hash = Hex.encode(contents.manifestSHA256)
        commit = contents.commit
        let generator = manifest["generator"]
        program = ["version", "parser", "compression"].compactMap { generator?[$0]?.string }.joined(separator: ", ")
        self.origin = origin
        folder = "data/\(snapshot.request.format.name)"
        loses = NoteRun.runs(of: snapshot.request.format.loses)
        columns = snapshot.request.format.fields.map(\.name).joined(separator: ", ")
        files = SnapshotFileLine.beside(snapshot)
        shards = manifest["files"].elements.map { ShardLine($0, snapshot, withdrawnFiles) }
        firstShard = shards.first?.file.path
        let all = manifest["seen"]?["responses"]?.int ?? 0
        passages = manifest["by_filter"].elements.map { passage in
            FilterPassageLine(
                passage["filter"]?.string ?? "", passage["parameters"].map(FilterParameter.all) ?? [],
                seen: passage["seen"]?.int ?? 0, kept: passage["kept"]?.int ?? 0, of: all)
        }
        hasPassages = !passages.isEmpty
        kept = Figures.count(manifest["kept"]?["responses"]?.int ?? 0)
        seen = Figures.count(all)
        let mixes = SnapshotMix.all(in: manifest)
        let part = snapshot.request.share?.part
        mix = mixes.first { $0.part == part }.map(MixPicture.init)
        parts = part == nil ? [] : mixes.map { SplitPartLine($0, own: part) }
        hasParts = !parts.isEmpty
        lineage = manifest["lineage"].flatMap(LineageFigures.init)
    }
}

/// A file to be fetched.
struct SnapshotFileLine {
    let path: String
    let href: String
    /// What a browser calls it.
    let filename: String

    init(_ path: String, of snapshot: Snapshot) {
        self.path = path
        href = "/snapshots/\(snapshot.request.name)/\(path)"
        filename = "\(snapshot.request.name)-\(path.split(separator: "/").last ?? "")"
    }

    /// What lies beside the rows.
    static func beside(_ snapshot: Snapshot) -> [SnapshotFileLine] {
        [SnapshotFile.card, SnapshotFile.manifest, SnapshotFile.tombstones].map { SnapshotFileLine($0, of: snapshot) }
    }
}

/// A file of rows.
struct ShardLine {
    let file: SnapshotFileLine
    let fileSize: String
    let fileRows: String
    let sha: String
    /// Its text was taken back.
    let isGone: Bool

    init(_ file: JSONValue, _ snapshot: Snapshot, _ withdrawn: Set<String>) {
        let path = file["path"]?.string ?? ""
        self.file = SnapshotFileLine(path, of: snapshot)
        fileSize = Figures.bytes(file["bytes"]?.int ?? 0)
        fileRows = Figures.count(file["rows"]?.int ?? 0)
        sha = file["sha256"]?.string ?? ""
        isGone = withdrawn.contains(path)
    }
}

/// What a snapshot has and its ancestor had not, and the other way.
struct LineageFigures {
    let ancestor: String
    let added: String
    let removed: String
    let revised: String

    init?(_ lineage: JSONValue) {
        guard let ancestor = lineage["ancestor"]?.string else { return nil }
        func count(_ name: String) -> String { Figures.count(lineage[name]?.int ?? 0) }
        self.ancestor = ancestor
        added = count("added")
        removed = count("removed")
        revised = count("revised")
    }
}
