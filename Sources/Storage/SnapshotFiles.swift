import Core
public import Foundation
public import Postgres

/// A file of a snapshot that is stored.
public struct StoredSnapshotFile: Sendable {
    /// Its number: rows from 0, others below.
    public var number: Int
    /// Where it is, below the snapshot.
    public var path: String
    /// Its size.
    public var bytes: Int
    /// Of its bytes.
    public var sha256: [UInt8]
    /// When an episode of it was taken back; its bytes are gone since.
    public var withdrawnAt: Date?
}

extension Connection {
    /// Bytes of a stored piece; the last one of a file is shorter.
    public static var pieceSize: Int { 1 << 20 }

    /// The files of a snapshot, by path.
    public func files(ofSnapshot name: String) throws -> [StoredSnapshotFile] {
        try files(where: "snapshot = \(name)")
    }

    /// One file of a snapshot; nil when there is none at this path.
    public func file(_ path: String, ofSnapshot name: String) throws -> StoredSnapshotFile? {
        try files(where: "snapshot = \(name) and path = \(path)").first
    }

    /// Bytes of a file from one stored piece.
    /// - Parameter range: within one piece
    /// - Returns: nil when they are not there any more
    public func bytes(_ range: Range<Int>, ofFile number: Int, ofSnapshot name: String) throws -> Data? {
        let start = range.lowerBound / Self.pieceSize * Self.pieceSize
        return try first(
            """
            select substring(bytes from \(Int32(range.lowerBound - start + 1)) for \(Int32(range.count)))
            from snapshot_pieces where snapshot = \(name) and file = \(Int32(number)) and start = \(start)
            """)
    }

    /// A whole file, for small ones; nil when it is not there.
    public func text(_ path: String, ofSnapshot name: String) throws -> [UInt8]? {
        guard let file = try file(path, ofSnapshot: name) else { return nil }
        let pieces: [Data] = try query(
            "select bytes from snapshot_pieces where snapshot = \(name) and file = \(Int32(file.number)) order by start"
        )
        return pieces.flatMap { Array($0) }
    }

    private func files(where condition: SQL) throws -> [StoredSnapshotFile] {
        let rows: [(Int32, String, Int, Data, Date?)] = try query(
            """
            select number, path, bytes, sha256, withdrawn_at from snapshot_files
            where \(condition) order by path collate "C"
            """)
        return rows.map { row in
            StoredSnapshotFile(
                number: Int(row.0), path: row.1, bytes: row.2, sha256: Array(row.3), withdrawnAt: row.4)
        }
    }
}
