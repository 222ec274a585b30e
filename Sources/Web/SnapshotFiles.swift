import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Storage

extension Service {
    func getSnapshotFile(_ request: Request, _ context: AppContext) async throws -> Response {
        let snapshot = try await snapshot(try context.parameters.require("name"), for: context)
        return try await anyFile(context.parameters.getCatchAll().joined(separator: "/"), of: snapshot, request)
    }

    /// A file, or what lies beside them and is made anew whenever it is read.
    func anyFile(_ path: String, of snapshot: Snapshot, _ request: Request) async throws -> Response {
        if path == SnapshotFile.tombstones, snapshot.status == .ready { return try await tombstones(of: snapshot) }
        return try await file(path, of: snapshot, request)
    }

    /// A file, or the part of it that is asked for.
    func file(_ path: String, of snapshot: Snapshot, _ request: Request) async throws -> Response {
        let name = snapshot.request.name
        let found = try await pool.withConnection { db in try db.file(path, ofSnapshot: name) }
        guard let file = found, snapshot.status == .ready else {
            throw Problem(404, "unknown_file", "The snapshot has no such file; manifest.json lists them.")
        }
        guard file.withdrawnAt == nil else { throw Self.gone(snapshot) }
        let tag = "\"\(Hex.encode(file.sha256))\""
        var headers: HTTPFields = [.eTag: tag, .acceptRanges: "bytes", .contentType: Self.type(of: path)]
        // It never changes, but it may go.
        headers[.cacheControl] = "\(snapshot.request.isPublic ? "public" : "private"), max-age=0, must-revalidate"
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        switch ByteRange(request.headers, size: file.bytes, tag: tag) {
        case .whole: return Response(status: .ok, headers: headers, body: body(0..<file.bytes, of: file, name))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.bytes)"
            return Response(status: .partialContent, headers: headers, body: body(range, of: file, name))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(file.bytes)"
            headers[.contentType] = nil
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    /// Bytes as they are stored, a piece at a time. When the file is withdrawn meanwhile the answer breaks off.
    private func body(_ range: Range<Int>, of file: StoredSnapshotFile, _ name: String) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(range.upperBound, (start / Connection.pieceSize + 1) * Connection.pieceSize)
                let piece = try await pool.withConnection { [start] db in
                    try db.bytes(start..<end, ofFile: file.number, ofSnapshot: name)
                }
                guard let piece, piece.count == end - start else { throw CancellationError() }
                try await writer.write(ByteBuffer(bytes: piece))
                start = end
            }
            try await writer.finish(nil)
        }
    }

    private func tombstones(of snapshot: Snapshot) async throws -> Response {
        let name = snapshot.request.name
        let entries = try await pool.withConnection { db in try db.tombstones(ofSnapshot: name) }
        let list = SnapshotTombstones(snapshot: name, successors: snapshot.successors, entries: entries)
        return .json(list.json, headers: [.cacheControl: "no-store"])
    }

    private static func type(of path: String) -> String {
        if path.hasSuffix(".gz") { return "application/gzip" }
        return path.hasSuffix(".md") ? "text/markdown; charset=utf-8" : "application/json; charset=utf-8"
    }

    private static func gone(_ snapshot: Snapshot) -> Problem {
        let hint =
            snapshot.successors.last.map { "Its successor is \($0)." }
            ?? "Make a successor: POST /v1/snapshots with `succeeds`: `\(snapshot.request.name)`."
        return Problem(
            410, "file_withdrawn", "This file held text that was withdrawn, and is not there any more.",
            errors: [
                Fault(pointer: "", code: "file_withdrawn", detail: "tombstones.json says which episodes.", hint: hint)
            ])
    }
}
