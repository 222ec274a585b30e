public import Foundation
public import StrictJSON

/// What of a snapshot was taken back after it was made: the list that lies next to it.
public struct SnapshotTombstones: Sendable {
    /// One episode.
    public struct Entry: Sendable, Equatable {
        /// Its id.
        public var episode: String
        /// Number of the file that held its rows, from 0.
        public var shard: Int
        /// When it was taken back.
        public var at: Date

        /// All members.
        public init(episode: String, shard: Int, at: Date) {
            self.episode = episode
            self.shard = shard
            self.at = at
        }
    }

    /// The snapshot.
    public var snapshot: String
    /// The snapshots that take its place, oldest first.
    public var successors: [String]
    /// Earliest first.
    public var entries: [Entry]

    /// All members.
    public init(snapshot: String, successors: [String], entries: [Entry]) {
        self.snapshot = snapshot
        self.successors = successors
        self.entries = entries
    }

    /// The file `tombstones.json`.
    public var json: JSON {
        .object([
            ("snapshot", .string(snapshot)), ("stale", .bool(!entries.isEmpty)),
            ("successors", .array(successors.map(JSON.string))),
            (
                "episodes",
                .array(
                    entries.map {
                        .object([
                            ("id", .string($0.episode)), ("file", .int($0.shard)),
                            ("withdrawn_at", .string(RFC3339.text($0.at))),
                        ])
                    })
            ),
        ])
    }
}

/// A snapshot that holds an episode, and a part that was trained with it: what a withdrawal can no longer reach.
public struct Reach: Sendable, Equatable, Hashable {
    /// The snapshot's name.
    public var snapshot: String
    /// The experiment of a part that was registered with it.
    public var experiment: String?
    /// The part.
    public var part: Int?

    /// All members.
    public init(snapshot: String, experiment: String? = nil, part: Int? = nil) {
        self.snapshot = snapshot
        self.experiment = experiment
        self.part = part
    }

    /// As the answer of a withdrawal has it.
    public var json: JSON {
        .object([
            ("snapshot", .string(snapshot)), ("experiment", experiment.map(JSON.string) ?? .null),
            ("part", part.map { .int($0) } ?? .null),
        ])
    }
}
