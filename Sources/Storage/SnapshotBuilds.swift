import ChatLogs
public import Core
import Crypto
public import Foundation
public import Postgres

/// An episode as a snapshot takes it.
public struct SnapshotEpisode: Sendable {
    /// The canonical episode.
    public var content: [UInt8]
    /// Its revision.
    public var revision: Int
    /// When its submission came in, milliseconds since 1970.
    public var submittedAt: Int
}

/// Making a snapshot: read in one transaction, written in others, so that its progress can be seen.
extension Connection {
    /// Takes the making of a snapshot for as long as the current transaction lasts; nil when somebody else makes it, or
    /// when it does not wait any more. The transaction may then take long.
    public func claimSnapshot(_ name: String) throws -> SnapshotRequest? {
        try execute(
            """
            select set_config('statement_timeout', '10min', true),
                set_config('idle_in_transaction_session_timeout', '10min', true)
            """)
        patience = .seconds(630)
        let isOurs: Bool? = try first("select pg_try_advisory_xact_lock(hashtextextended(\(name), 17))")
        guard isOurs == true, let snapshot = try snapshot(name), snapshot.status == .building else { return nil }
        return snapshot.request
    }

    /// What a snapshot's policy reads of the episodes that it may hold. An episode that has no place on the feed yet comes
    /// with the next snapshot.
    public func figures(for request: SnapshotRequest) throws -> [EpisodeFigures] {
        EpisodeFigures.inOrder(
            try figures(
                for: request.policy.policy, withScores: true,
                where: """
                    not exists (select from outbox as o
                        where o.bucket = e.bucket and o.episode_id = e.id and o.kind = 'episode.accepted')
                        and (not \(request.isPublic) or s.consent_public)
                    """))
    }

    /// Some accepted episodes by id; those that are none are absent.
    public func snapshotEpisodes(_ ids: [String]) throws -> [String: SnapshotEpisode] {
        let keys = ids.compactMap { ID<Episode>($0) }
        let rows: [(UUID, Int32, String, Date)] = try query(
            """
            select e.id, e.revision, e.content::text, s.received_at
            from unnest(\(keys.map(\.bucket))::smallint[], \(keys.map(\.uuid))::uuid[]) as wanted(bucket, id)
            join episodes as e on e.bucket = wanted.bucket and e.id = wanted.id
            join submissions as s on s.bucket = e.bucket and s.id = e.submission_id
            where e.status = 'accepted'
            """)
        return Dictionary(
            rows.map { row in
                let milliseconds = Int((row.3.timeIntervalSince1970 * 1000).rounded())
                return (
                    ID<Episode>(row.0).description,
                    SnapshotEpisode(content: Array(row.2.utf8), revision: Int(row.1), submittedAt: milliseconds)
                )
            }, uniquingKeysWith: { one, _ in one })
    }

    /// Forgets what an earlier attempt left of a snapshot.
    /// - Throws: 409 when it does not wait to be made: somebody else was faster
    public func clearSnapshot(_ name: String) throws {
        let status: String? = try first("select status from snapshots where name = \(name) for update")
        guard status == Snapshot.Status.building.rawValue else {
            throw Problem(409, "snapshot_not_building", "This snapshot does not wait to be made.")
        }
        try execute("delete from snapshot_pieces where snapshot = \(name)")
        try execute("delete from snapshot_files where snapshot = \(name)")
        try execute("delete from snapshot_episodes where snapshot = \(name)")
    }

    /// Stores a piece of a file.
    public func insertPiece(_ bytes: [UInt8], of snapshot: String, file: Int, start: Int) throws {
        try execute(
            """
            insert into snapshot_pieces (snapshot, file, start, bytes)
            values (\(snapshot), \(Int32(file)), \(start), \(Data(bytes)))
            """)
    }

    /// Says how much of a snapshot is made, 0 to 1.
    public func setProgress(_ progress: Double, of snapshot: String) throws {
        try execute("update snapshots set progress = \(progress) where name = \(snapshot) and status = 'building'")
    }

    /// Stores which episodes a snapshot holds, before it is ready.
    public func insertMembers(_ members: some Collection<SnapshotMember>, of snapshot: String) throws {
        let ids = members.compactMap { ID<Episode>($0.episode) }
        try execute(
            """
            insert into snapshot_episodes (bucket, episode_id, snapshot, revision, sha256, file)
            select bucket, id, \(snapshot), revision, sha256, file
            from unnest(\(ids.map(\.bucket))::smallint[], \(ids.map(\.uuid))::uuid[],
                \(members.map { Int32($0.revision) })::integer[], \(members.map { Data($0.sha256) })::bytea[],
                \(members.map { Int32($0.shard) })::integer[]) as given(bucket, id, revision, sha256, file)
            """)
    }

    /// Makes a snapshot ready. What was taken back while it was made is marked at once.
    /// - Parameters:
    ///   - files: rows first, by number; then the others, numbered -1, -2, …
    public func finish(
        _ snapshot: String, contents: Snapshot.Contents, files: [(number: Int, file: SnapshotFile)], at now: Date
    ) throws {
        try execute(
            """
            insert into snapshot_files (snapshot, number, path, bytes, sha256)
            select \(snapshot), number, path, bytes, sha256
            from unnest(\(files.map { Int32($0.number) })::integer[], \(files.map(\.file.path))::text[],
                \(files.map(\.file.bytes))::bigint[], \(files.map { Data($0.file.sha256) })::bytea[])
                as given(number, path, bytes, sha256)
            """)
        // Withdrawals under way end first; those that begin now will find the episodes listed.
        try lockSnapshotEpisodes(isAlone: true)
        try takeBackWithdrawn(from: snapshot, at: now)
        let isOurs = try execute(
            """
            update snapshots set status = 'ready', progress = 1, position = \(contents.position),
                manifest_sha256 = \(Data(contents.manifestSHA256)), episodes = \(contents.episodes),
                rows = \(contents.rows), bytes = \(contents.bytes), ready_at = \(now)
            where name = \(snapshot) and status = 'building'
            """)
        guard isOurs == 1 else {
            throw Problem(409, "snapshot_not_building", "This snapshot does not wait to be made.")
        }
    }

    /// Notes that a snapshot could not be made, and leaves nothing of it.
    public func fail(_ snapshot: String, _ problem: Problem) throws {
        try clearSnapshot(snapshot)
        try execute(
            """
            update snapshots set status = 'failed', failure = \(Snapshot.failure(problem).text)::json
            where name = \(snapshot) and status = 'building'
            """)
    }
}
