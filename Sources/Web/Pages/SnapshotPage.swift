import ChatLogs
import Core
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// One snapshot: while it is made, how far that is; then what is in it and how to load it.
struct SnapshotPage: PageModel {
    static let template = PageTemplate.snapshot
    static let place = Place.snapshots

    let snapshot: SnapshotLine
    let isBuilding: Bool
    let isFailed: Bool
    let progress: String
    let percent: String
    let failure: [Message]
    let description: [NoteBlock]
    /// Whether whoever looks may make a successor and see policies.
    let curates: Bool
    let createdAt: Moment
    let seed: String
    let strata: [SplitKeyLine]
    let hasStrata: Bool
    let ancestor: String?
    let successors: [String]
    let hasSuccessors: Bool
    /// Nil until it is ready.
    let contents: SnapshotContents?
    let tombstones: SnapshotTombstoneList

    /// - Parameters:
    ///   - manifest: the file `manifest.json`; nil until it is ready
    ///   - origin: where this service is reached
    init(
        _ snapshot: Snapshot, manifest: JSONValue?, tombstones: [SnapshotTombstones.Entry],
        withdrawnFiles: Set<String>, origin: String, curates: Bool
    ) {
        let request = snapshot.request
        self.snapshot = SnapshotLine(snapshot)
        isBuilding = snapshot.status == .building
        isFailed = snapshot.status == .failed
        progress = "\((snapshot.progress * 1000).rounded() / 1000)"
        percent = Figures.percent(snapshot.progress)
        failure = (snapshot.failure?.errors ?? []).map { Message($0) }
        description = NoteBlock.blocks(of: request.description)
        self.curates = curates
        createdAt = Moment(snapshot.createdAt)
        seed = request.policy.policy.seed
        strata = (request.share?.split.stratify ?? []).enumerated().map {
            SplitKeyLine(by: Word($0.element), isFurther: $0.offset > 0)
        }
        hasStrata = !strata.isEmpty
        ancestor = request.ancestor
        successors = snapshot.successors
        hasSuccessors = !snapshot.successors.isEmpty
        contents = manifest.flatMap { manifest in
            snapshot.contents.map {
                SnapshotContents(snapshot, $0, manifest, withdrawnFiles: withdrawnFiles, origin: origin)
            }
        }
        self.tombstones = SnapshotTombstoneList(tombstones)
    }
}

/// What was taken back of a snapshot.
struct SnapshotTombstoneList {
    /// One episode, never its text.
    struct Line {
        let episode: String
        let file: Int
        let at: Moment
    }

    let lines: [Line]
    let count: Int
    let isOne: Bool
    let hasAny: Bool
    let further: Int?

    /// Most that are listed; `tombstones.json` has all.
    private static let most = 50

    init(_ entries: [SnapshotTombstones.Entry]) {
        lines = entries.prefix(Self.most).map { Line(episode: $0.episode, file: $0.shard, at: Moment($0.at)) }
        count = entries.count
        isOne = entries.count == 1
        hasAny = !entries.isEmpty
        further = entries.count > Self.most ? entries.count - Self.most : nil
    }
}

extension Service {
    func snapshotPage(_ request: Request, _ context: AppContext) async throws -> Response {
        let (snapshot, curates) = try await snapshotForPage(try context.parameters.require("name"), context)
        let name = snapshot.request.name
        let isReady = snapshot.status == .ready
        let (manifest, tombstones, files) = try await pool.withConnection { db in
            guard isReady else { return ([UInt8]?.none, [SnapshotTombstones.Entry](), [StoredSnapshotFile]()) }
            return (
                try db.text(SnapshotFile.manifest, ofSnapshot: name), try db.tombstones(ofSnapshot: name),
                try db.files(ofSnapshot: name)
            )
        }
        let page = SnapshotPage(
            snapshot, manifest: try manifest.map { try JSONDocument($0, limits: .own).root }, tombstones: tombstones,
            withdrawnFiles: Set(files.filter { $0.withdrawnAt != nil }.map(\.path)), origin: pages.origin(of: request),
            curates: curates)
        return try pages.response(page)
    }

    /// A file for a browser, which has a session and no token.
    func snapshotPageFile(_ request: Request, _ context: AppContext) async throws -> Response {
        let (snapshot, _) = try await snapshotForPage(try context.parameters.require("name"), context)
        return try await anyFile(context.parameters.getCatchAll().joined(separator: "/"), of: snapshot, request)
    }

    /// A snapshot that the visitor may see; whoever is not signed in is led to that, also where there is none.
    private func snapshotForPage(_ name: String, _ context: AppContext) async throws -> (Snapshot, curates: Bool) {
        let found = try await pool.withConnection { db in try db.snapshot(name) }
        let curates = context.session?.token.scopes.contains(.curate) ?? false
        if let found, found.request.isPublic, found.status == .ready { return (found, curates) }
        _ = try CuratePageContext(context: context)
        guard let found else { throw Problem(404, "unknown_snapshot", "There is no such snapshot.") }
        return (found, curates)
    }
}

extension Pages {
    /// Where this service is reached, as a browser that asked says it: for commands to copy.
    func origin(of request: Request) -> String {
        "\(secureCookies ? "https" : "http")://\(request.head.authority ?? "localhost")"
    }
}
