import Postgres
import Storage

/// Bytes of one file on their way into the database, in pieces of one size.
struct SnapshotPieceWriting {
    let snapshot: String
    let file: Int
    let pool: Pool
    private var start = 0
    private var rest: [UInt8] = []

    init(snapshot: String, file: Int, pool: Pool) {
        self.snapshot = snapshot
        self.file = file
        self.pool = pool
    }

    mutating func append(_ bytes: [UInt8]) async throws {
        rest += bytes
        while rest.count >= Connection.pieceSize { try await write(Connection.pieceSize) }
    }

    mutating func finish() async throws {
        if !rest.isEmpty { try await write(rest.count) }
    }

    private mutating func write(_ count: Int) async throws {
        let piece = Array(rest.prefix(count))
        try await pool.withConnection { [snapshot, file, start] db in
            try db.insertPiece(piece, of: snapshot, file: file, start: start)
        }
        rest.removeFirst(count)
        start += count
    }
}
