import ChatLogs
public import Core
public import Foundation
public import Postgres
import StrictJSON

extension Connection {
    /// Registers a snapshot that is to be made. The same request under the same name finds the first one; a name whose
    /// snapshot could not be made is free again.
    /// - Returns: the snapshot, and whether it is new
    /// - Throws: 409 `snapshot_exists` when the name means something else
    public func register(_ request: SnapshotRequest, at now: Date) throws -> (snapshot: Snapshot, isNew: Bool) {
        let isNew = try execute(
            """
            insert into snapshots (name, status, format, is_public, request, ancestor, progress, created_at)
            values (\(request.name), 'building', \(request.format.name), \(request.isPublic),
                \(request.json.text)::json, \(request.ancestor), 0, \(now))
            on conflict (name) do update set status = 'building', format = excluded.format,
                is_public = excluded.is_public, request = excluded.request, ancestor = excluded.ancestor, progress = 0,
                failure = null, created_at = excluded.created_at
            where snapshots.status = 'failed'
            """)
        guard let snapshot = try snapshot(request.name) else {
            throw Problem(503, "snapshot_missing", "The snapshot is gone.", retryAfter: 1)
        }
        guard snapshot.request.isAlike(request) else {
            throw Problem(
                409, "snapshot_exists", "There is another snapshot of this name; a snapshot never changes.",
                errors: [
                    Fault(
                        pointer: "/name", code: "snapshot_exists", detail: "The name is taken.",
                        hint: "Choose another name, and name the old one in `succeeds`.")
                ])
        }
        return (snapshot, isNew == 1)
    }

    /// One snapshot; nil when there is none of this name.
    public func snapshot(_ name: String) throws -> Snapshot? { try snapshots(where: "name = \(name)").first }

    /// Every snapshot, newest first.
    /// - Parameter isPublic: only those that anybody may fetch, and that are ready
    public func snapshots(isPublic: Bool) throws -> [Snapshot] {
        try snapshots(where: isPublic ? "is_public and status = 'ready'" : "true")
    }

    /// The names of snapshots that wait to be made, the first asked for first.
    public func waitingSnapshots() throws -> [String] {
        try query("select name from snapshots where status = 'building' order by created_at, name")
    }

    private func snapshots(where condition: SQL) throws -> [Snapshot] {
        let rows:
            [(
                String, String, Double, String?, Date, Date?, Int?, Data?, Int?, Int?, Int?, Int, [String]
            )] = try query(
                """
                select request::text, status, progress, failure::text, created_at, ready_at, position, manifest_sha256,
                    episodes, rows, bytes,
                    (select count(*) from snapshot_episodes as e
                        where e.snapshot = snapshots.name and e.withdrawn_at is not null),
                    array(select s.name from snapshots as s where s.ancestor = snapshots.name and s.status = 'ready'
                        order by s.ready_at, s.name)
                from snapshots where \(condition) order by created_at desc, name collate "C"
                """)
        return try rows.map { row in
            Snapshot(
                try SnapshotRequest(canonical: Array(row.0.utf8)),
                status: Snapshot.Status(rawValue: row.1) ?? .failed, progress: row.2,
                failure: row.3.flatMap { Snapshot.failure(Array($0.utf8)) }, createdAt: row.4, readyAt: row.5,
                contents: row.7.map {
                    Snapshot.Contents(
                        manifestSHA256: Array($0), position: row.6 ?? 0, episodes: row.8 ?? 0, rows: row.9 ?? 0,
                        bytes: row.10 ?? 0)
                }, tombstones: row.11, successors: row.12)
        }
    }
}
