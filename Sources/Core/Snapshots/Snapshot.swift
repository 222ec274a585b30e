public import Foundation
public import StrictJSON

/// A set of training rows under a name, which never changes once it is ready. What is taken back later makes it stale.
public struct Snapshot: Sendable {
    /// Where it stands.
    public enum Status: String, Sendable, CaseIterable {
        /// It is being made, or waits for that.
        case building
        /// It can be fetched.
        case ready
        /// It could not be made; `faults` say why. The name is free again.
        case failed
    }

    /// What it is made of.
    public var request: SnapshotRequest
    /// Where it stands.
    public var status: Status
    /// How much of it is made, 0 to 1.
    public var progress: Double
    /// Why it could not be made.
    public var failure: Problem?
    /// When it was asked for.
    public var createdAt: Date
    /// When it became ready; nil before.
    public var readyAt: Date?
    /// What is in it; nil until it is ready.
    public var contents: Contents?
    /// How many of its episodes were taken back since.
    public var tombstones: Int
    /// The snapshots that take its place, oldest first.
    public var successors: [String]

    /// What a ready snapshot holds.
    public struct Contents: Sendable, Equatable {
        /// SHA-256 of its manifest.
        public var manifestSHA256: [UInt8]
        /// Position of the feed.
        public var position: Int
        /// Episodes.
        public var episodes: Int
        /// Rows.
        public var rows: Int
        /// Bytes of all files of rows.
        public var bytes: Int

        /// All members.
        public init(manifestSHA256: [UInt8], position: Int, episodes: Int, rows: Int, bytes: Int) {
            self.manifestSHA256 = manifestSHA256
            self.position = position
            self.episodes = episodes
            self.rows = rows
            self.bytes = bytes
        }

        /// The commit of the Hub-compatible view, 40 hexadecimal digits: the first half and more of the manifest's hash.
        public var commit: String { Hex.encode(manifestSHA256.prefix(20)) }
    }

    /// All members.
    public init(
        _ request: SnapshotRequest, status: Status, progress: Double = 0, failure: Problem? = nil, createdAt: Date,
        readyAt: Date? = nil, contents: Contents? = nil, tombstones: Int = 0, successors: [String] = []
    ) {
        self.request = request
        self.status = status
        self.progress = progress
        self.failure = failure
        self.createdAt = createdAt
        self.readyAt = readyAt
        self.contents = contents
        self.tombstones = tombstones
        self.successors = successors
    }

    /// Whether it holds an episode that was taken back.
    public var isStale: Bool { tombstones > 0 }

    /// As lists have it, and while it is made.
    public var json: JSON {
        guard case .object(let asked) = request.json else { return .null }
        let named = asked.map { $0.key == "policy" ? ("policy", policyName) : $0 }
        return .object(named + state)
    }

    /// What changes after it was made, in front of what its manifest says.
    /// - Parameter manifest: the file `manifest.json`, an object
    public func json(manifest: [UInt8]) -> JSON {
        let state = JSON.object(self.state).bytes()
        return .raw(state.dropLast() + [UInt8(ascii: ",")] + manifest.dropFirst())
    }

    private var policyName: JSON {
        .object([
            ("name", .string(request.policy.policy.name)), ("version", .int(request.policy.number)),
            ("hash", .string(request.policy.policy.version)),
        ])
    }

    private var state: [JSON.Member] {
        [
            ("status", .string(status.rawValue)), ("progress", .rounded(progress)),
            ("failure", failure.map(Self.failure) ?? .null),
            ("created_at", .string(RFC3339.text(createdAt))),
            ("ready_at", readyAt.map { .string(RFC3339.text($0)) } ?? .null),
            ("position", contents.map { .int($0.position) } ?? .null),
            ("episode_count", contents.map { .int($0.episodes) } ?? .null),
            ("row_count", contents.map { .int($0.rows) } ?? .null),
            ("byte_count", contents.map { .int($0.bytes) } ?? .null),
            ("manifest_sha256", contents.map { .string(Hex.encode($0.manifestSHA256)) } ?? .null),
            ("commit", contents.map { .string($0.commit) } ?? .null),
            ("stale", .bool(isStale)), ("tombstones", .int(tombstones)),
            ("successors", .array(successors.map(JSON.string))),
        ]
    }

    /// Why a snapshot could not be made, as it is kept and answered.
    public static func failure(_ problem: Problem) -> JSON {
        .object([
            ("code", .string(problem.code)), ("detail", .string(problem.detail)),
            ("errors", .array(problem.errors.map(\.json))),
        ])
    }

    /// Reads what `failure` wrote.
    public static func failure(_ bytes: [UInt8]) -> Problem? {
        guard let root = try? JSONDocument(bytes, limits: .own).root else { return nil }
        let errors = root["errors"]?.elements.map { error in
            func text(_ name: String) -> String { error[name]?.string ?? "" }
            return Fault(
                pointer: text("pointer"), code: text("code"), detail: text("detail"), hint: text("hint"))
        }
        return Problem(
            422, root["code"]?.string ?? "snapshot_failed", root["detail"]?.string ?? "", errors: errors ?? [])
    }
}
