import ChatLogs
import Core
import Foundation
import StrictJSON
import Testing

@testable import Web

@Suite("The OpenAPI schemas of snapshots")
struct SnapshotSchemaTests: SchemaSuite {
    let described: DescribedSchemas
    private let moment = Date(timeIntervalSince1970: 1_677_870_000)

    init() throws { described = try DescribedSchemas() }

    @Test("say what snapshots are answered as")
    func snapshots() async throws {
        let asked = try SnapshotRequest(
            body: try example(of: "post", "/v1/snapshots"), policies: { _, _ in PolicyVersion(preset: "v8-part-1") },
            snapshots: { _ in nil })
        var plain = asked
        plain.share = nil
        plain.policy = PolicyVersion(
            policy: try Policy(name: "all", body: JSONDocument(Array("{}".utf8), limits: .request).root), number: 1,
            createdAt: nil)
        let episodes = (0..<2).map { _ in
            EpisodeFigures(
                id: ID<Episode>(bucket: 7, at: moment).description,
                dialogue: DialogueFigures(
                    format: "cai_dump",
                    turns: [
                        TurnFigures(index: 0, traits: .user, words: 9, lineWords: 10, lineBytes: 40, identity: 1),
                        TurnFigures(index: 1, traits: .target, words: 9, lineWords: 10, lineBytes: 40, identity: 2),
                    ]))
        }
        let members = episodes.map { SnapshotMember(episode: $0.id, revision: 1, sha256: hash, shard: 0) }
        let file = SnapshotFile(
            path: "data/supervised/train-00000-of-00001.jsonl.gz", bytes: 1, sha256: hash,
            content: SnapshotFile.Content(rows: 2, episodes: 2, bytes: 1, sha256: hash))
        let manifest = SnapshotManifest(
            plain, cursor: Cursor(epoch: UUID(), position: 2, chain: hash),
            selection: try await SnapshotSelection(plain, of: episodes), files: [file], members: members,
            ancestor: SnapshotManifest.Ancestor(name: "v8-part-1", manifest: hash, members: []))
        var snapshot = Snapshot(asked, status: .building, progress: 0.5, createdAt: moment)
        try expect(snapshot.json, is: "SnapshotSummary")
        snapshot.failure = Problem(422, "snapshot_empty", "Nothing.", errors: [])
        try expect(snapshot.json, is: "SnapshotSummary")
        snapshot = Snapshot(
            plain, status: .ready, progress: 1, createdAt: moment, readyAt: moment,
            contents: Snapshot.Contents(manifestSHA256: hash, position: 2, episodes: 2, rows: 2, bytes: 1),
            tombstones: 1, successors: ["v8-part-3"])
        try expect(snapshot.json(manifest: manifest.json.bytes()), is: "Snapshot")
        let entry = SnapshotTombstones.Entry(episode: episodes[0].id, shard: 0, at: moment)
        try expect(
            SnapshotTombstones(snapshot: "a", successors: ["b"], entries: [entry]).json, is: "SnapshotTombstones")
    }

    @Test("say how a part's mix is answered")
    func drift() async throws {
        let counts = try MixCount.read(try example(of: "post", "/v1/mix"))
        try expect(await SourceDrift(counts, besides: []).json, is: "SourceDrift")
    }

    private var hash: [UInt8] { [UInt8](repeating: 7, count: 32) }
}
