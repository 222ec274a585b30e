import Core
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Storage
import StrictJSON

/// Snapshots as the Hugging Face Hub would show them, so that `HF_ENDPOINT=http://… load_dataset("chorus/NAME")` works:
/// read-only, one branch, one commit for each snapshot.
extension Service {
    /// The owner of every snapshot.
    private static let owner = "chorus"

    func hubInfo(_ request: Request, _ context: AppContext) async throws -> Response {
        try await hub(request, context) { snapshot, commit in
            let files = try await pool.withConnection { db in try db.files(ofSnapshot: snapshot.request.name) }
            let id = "\(Self.owner)/\(snapshot.request.name)"
            let moment = JSON.string(RFC3339.text(snapshot.readyAt ?? snapshot.createdAt))
            return .json(
                .object([
                    ("_id", .string(String(commit.prefix(24)))), ("id", .string(id)),
                    ("author", .string(Self.owner)), ("sha", .string(commit)), ("createdAt", moment),
                    ("lastModified", moment), ("private", .bool(!snapshot.request.isPublic)), ("gated", false),
                    ("disabled", false), ("downloads", 0), ("likes", 0), ("tags", .array([])),
                    (
                        "siblings",
                        .array(
                            files.filter { $0.withdrawnAt == nil }.map {
                                .object([("rfilename", .string($0.path))])
                            })
                    ),
                ]))
        }
    }

    func hubTree(_ request: Request, _ context: AppContext) async throws -> Response {
        let folder = context.hubPath
        let isRecursive = ["true", "True", "1"].contains(request.uri.queryParameters["recursive"].map(String.init))
        return try await hub(request, context) { snapshot, _ in
            let files = try await pool.withConnection { db in try db.files(ofSnapshot: snapshot.request.name) }
            let tree = HubTree(files.filter { $0.withdrawnAt == nil }, folder: folder, isRecursive: isRecursive)
            guard !tree.entries.isEmpty else { throw Problem(404, "unknown_file", "There is no such folder.") }
            return .json(.array(tree.entries))
        }
    }

    func hubFile(_ request: Request, _ context: AppContext) async throws -> Response {
        let path = context.hubPath
        return try await hub(request, context) { snapshot, commit in
            var response = try await file(path, of: snapshot, request)
            response.headers[.repoCommit] = commit
            return response
        }
    }

    /// Finds the snapshot and its commit, and says what is wrong in the Hub's way too.
    private func hub(
        _ request: Request, _ context: AppContext, _ answer: (Snapshot, String) async throws -> Response
    ) async throws -> Response {
        do {
            let unknown = Problem(404, "unknown_snapshot", "There is no such snapshot.")
            guard try context.parameters.require("owner") == Self.owner else { throw unknown }
            let snapshot = try await snapshot(try context.parameters.require("name"), for: context)
            guard snapshot.status == .ready, let commit = snapshot.contents?.commit else { throw unknown }
            let revision = context.parameters.get("revision") ?? "main"
            guard revision == "main" || (revision.utf8.count >= 7 && commit.hasPrefix(revision)) else {
                throw Problem(404, "unknown_revision", "A snapshot has one revision: main, or its commit.")
            }
            return try await answer(snapshot, commit)
        } catch let problem as Problem {
            var response = problem.response
            response.headers[.hubErrorCode] =
                Self.hubCodes[problem.code] ?? (problem.status == 401 ? "RepoNotFound" : nil)
            return response
        }
    }

    private static let hubCodes = [
        "unknown_snapshot": "RepoNotFound", "unknown_revision": "RevisionNotFound", "unknown_file": "EntryNotFound",
        "file_withdrawn": "EntryNotFound",
    ]
}

/// What lies in a folder, as the Hub lists it.
private struct HubTree {
    let entries: [JSON]

    /// - Parameters:
    ///   - folder: "" for the top
    ///   - isRecursive: whether files of folders below are listed too
    init(_ files: [StoredSnapshotFile], folder: String, isRecursive: Bool) {
        let prefix = folder.isEmpty ? "" : folder + "/"
        var folders: [String] = []
        var entries: [JSON] = []
        for file in files where file.path.hasPrefix(prefix) {
            let below = file.path.dropFirst(prefix.count).split(separator: "/").dropLast()
            for depth in below.indices.prefix(isRecursive ? below.count : 1) {
                let path = prefix + below[...depth].joined(separator: "/")
                if !folders.contains(path) { folders.append(path) }
            }
            guard isRecursive || below.isEmpty else { continue }
            entries.append(
                .object([
                    ("type", "file"), ("oid", .string(Hex.encode(file.sha256.prefix(20)))),
                    ("size", .int(file.bytes)), ("path", .string(file.path)),
                ]))
        }
        self.entries =
            folders.map { .object([("type", "directory"), ("oid", ""), ("size", 0), ("path", .string($0))]) } + entries
    }
}

extension AppContext {
    /// The rest of the address as a path; clients send its slashes encoded too.
    fileprivate var hubPath: String {
        let path = parameters.getCatchAll().joined(separator: "/")
        return path.removingPercentEncoding ?? path
    }
}

extension HTTPField.Name {
    static let repoCommit = HTTPField.Name("X-Repo-Commit") ?? .eTag
    static let hubErrorCode = HTTPField.Name("X-Error-Code") ?? .eTag
}
