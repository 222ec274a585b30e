public import Core
import Foundation
public import Postgres

/// Which episodes snapshots hold, and which of those were taken back.
extension Connection {
    /// Marks episodes as taken back in every snapshot that holds them, and deletes the files with their rows.
    /// - Returns: the snapshots, and the parts that were trained with them
    @discardableResult
    func takeBack(_ episodes: [UUID], bucket: Int16, at now: Date) throws -> [Reach] {
        try lockSnapshotEpisodes(isAlone: false)
        let held: [(String, Int32)] = try query(
            """
            update snapshot_episodes set withdrawn_at = coalesce(withdrawn_at, \(now)::timestamptz)
            where bucket = \(bucket) and episode_id = any(\(episodes)::uuid[]) returning snapshot, file
            """)
        guard !held.isEmpty else { return [] }
        try deleteFiles(held, at: now)
        return try reach(of: Array(Set(held.map(\.0))))
    }

    /// Marks what was taken back while a snapshot was made.
    func takeBackWithdrawn(from snapshot: String, at now: Date) throws {
        let held: [(String, Int32)] = try query(
            """
            update snapshot_episodes as s set withdrawn_at = \(now)
            from episodes as e
            where s.snapshot = \(snapshot) and e.bucket = s.bucket and e.id = s.episode_id and e.status <> 'accepted'
                -- What gave way to a longer version of the same chat is not taken back.
                and e.superseded_by is null
            returning s.snapshot, s.file
            """)
        try deleteFiles(held, at: now)
    }

    /// Withdrawals go beside each other; the moment in which a snapshot becomes ready is alone.
    func lockSnapshotEpisodes(isAlone: Bool) throws {
        let lock: SQL = isAlone ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared"
        try execute("select \(lock)(hashtextextended('snapshot episodes', 17))")
    }

    private func deleteFiles(_ files: [(snapshot: String, file: Int32)], at now: Date) throws {
        // In one order, so that two withdrawals cannot wait for each other.
        let ordered = Set(files.map { FileKey(snapshot: $0.snapshot, file: $0.file) }).sorted()
        for key in ordered {
            try execute(
                """
                update snapshot_files set withdrawn_at = coalesce(withdrawn_at, \(now)::timestamptz)
                where snapshot = \(key.snapshot) and number = \(key.file)
                """)
            try execute("delete from snapshot_pieces where snapshot = \(key.snapshot) and file = \(key.file)")
        }
    }

    private func reach(of snapshots: [String]) throws -> [Reach] {
        let rows: [(String, String?, Int32?)] = try query(
            """
            select held.name, p.experiment, p.number from unnest(\(snapshots)::text[]) as held(name)
            left join parts as p on p.snapshot = held.name
            order by held.name collate "C", p.experiment collate "C", p.number
            """)
        return rows.map { Reach(snapshot: $0.0, experiment: $0.1, part: $0.2.map { Int($0) }) }
    }

    /// What was taken back of a snapshot, earliest first.
    public func tombstones(ofSnapshot name: String) throws -> [SnapshotTombstones.Entry] {
        let rows: [(UUID, Int32, Date)] = try query(
            """
            select episode_id, file, withdrawn_at from snapshot_episodes
            where snapshot = \(name) and withdrawn_at is not null order by withdrawn_at, episode_id
            """)
        return rows.map {
            SnapshotTombstones.Entry(episode: ID<Episode>($0.0).description, shard: Int($0.1), at: $0.2)
        }
    }

    /// The episodes of a snapshot, in the order of their ids.
    public func members(ofSnapshot name: String) throws -> [SnapshotMember] {
        let rows: [(UUID, Int32, Data, Int32)] = try query(
            """
            select episode_id, revision, sha256, file from snapshot_episodes where snapshot = \(name)
            order by episode_id
            """)
        return rows.map {
            SnapshotMember(
                episode: ID<Episode>($0.0).description, revision: Int($0.1), sha256: Array($0.2), shard: Int($0.3))
        }
    }

    /// Which submissions a snapshot holds episodes of, the first that came first.
    public func submissions(ofSnapshot name: String) throws -> [PartLockfile.Entry] {
        let rows: [(UUID, [UUID], Date?)] = try query(
            """
            select e.submission_id, array_agg(e.id order by e.id), min(s.withdrawn_at)
            from snapshot_episodes as s
            join episodes as e on e.bucket = s.bucket and e.id = s.episode_id
            where s.snapshot = \(name) group by e.submission_id order by e.submission_id
            """)
        return rows.map { row in
            PartLockfile.Entry(
                submission: ID<Submission>(row.0).description,
                episodes: row.1.map { ID<Episode>($0).description }, withdrawnAt: row.2)
        }
    }

    private struct FileKey: Hashable, Comparable {
        var snapshot: String
        var file: Int32

        static func < (left: FileKey, right: FileKey) -> Bool {
            left.snapshot == right.snapshot
                ? left.file < right.file : left.snapshot.utf8.lexicographicallyPrecedes(right.snapshot.utf8)
        }
    }
}
