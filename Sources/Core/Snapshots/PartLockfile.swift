public import Foundation
public import StrictJSON

/// Which submissions a part's checkpoint saw: those of the snapshot that it was registered with.
public struct PartLockfile: Sendable {
    /// Episodes of one submission.
    public struct Entry: Sendable, Equatable {
        /// The submission's id.
        public var submission: String
        /// Its episodes that the snapshot holds.
        public var episodes: [String]
        /// When they were taken back; nil while they were not.
        public var withdrawnAt: Date?

        /// All members.
        public init(submission: String, episodes: [String], withdrawnAt: Date?) {
            self.submission = submission
            self.episodes = episodes
            self.withdrawnAt = withdrawnAt
        }
    }

    /// The part.
    public var part: Part
    /// What it was trained with.
    public var snapshot: Snapshot
    /// The first that came first.
    public var entries: [Entry]

    /// All members.
    public init(_ part: Part, snapshot: Snapshot, entries: [Entry]) {
        self.part = part
        self.snapshot = snapshot
        self.entries = entries
    }

    /// As answered by the API.
    public var json: JSON {
        .object([
            ("experiment", .string(part.experiment)), ("part", .int(part.number)),
            ("snapshot", .string(snapshot.request.name)),
            ("manifest_sha256", snapshot.contents.map { .string(Hex.encode($0.manifestSHA256)) } ?? .null),
            ("position", snapshot.contents.map { .int($0.position) } ?? .null),
            ("episodes", .int(entries.reduce(0) { $0 + $1.episodes.count })),
            ("withdrawn", .int(entries.count { $0.withdrawnAt != nil })),
            (
                "submissions",
                .array(
                    entries.map {
                        .object([
                            ("id", .string($0.submission)), ("episodes", .array($0.episodes.map(JSON.string))),
                            ("withdrawn_at", $0.withdrawnAt.map { .string(RFC3339.text($0)) } ?? .null),
                        ])
                    })
            ),
        ])
    }
}
