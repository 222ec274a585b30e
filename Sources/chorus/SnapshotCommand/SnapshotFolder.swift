import Core
import Crypto
import Foundation
import StrictJSON

/// A downloaded snapshot.
struct SnapshotFolder {
    let path: String

    /// What a manifest says of its files and episodes.
    struct Manifest {
        /// Name of the snapshot.
        let name: String
        /// SHA-256 of the manifest, hexadecimal.
        let sha256: String
        /// The files of rows.
        let files: [File]
        /// Ids of its episodes.
        let episodes: [String]

        /// A file of rows.
        struct File {
            let path: String
            let bytes: Int
            let sha256: String
        }
    }

    /// Reads the manifest.
    func manifest() throws -> Manifest {
        guard let data = FileManager.default.contents(atPath: address(of: SnapshotFile.manifest)) else {
            throw SnapshotFailure.foreign("\(path) holds no snapshot: there is no manifest.json")
        }
        return try Self.manifest(Array(data), of: path)
    }

    /// Reads a manifest's bytes.
    static func manifest(_ bytes: [UInt8], of place: String) throws -> Manifest {
        guard let root = try? JSONDocument(bytes, limits: .own).root, root["schema"]?.string == "snapshot/1",
            let name = root["name"]?.string, let files = root["files"]?.elements
        else { throw SnapshotFailure.foreign("\(place): the manifest is not one of a snapshot") }
        return Manifest(
            name: name, sha256: Hex.encode(SHA256.hash(data: bytes)),
            files: try files.map { file in
                // It names places on this disk, and came from elsewhere.
                guard let path = file["path"]?.string, path.hasPrefix("data/"), !path.contains(".."),
                    let bytes = file["bytes"]?.int, let hash = file["sha256"]?.string
                else { throw SnapshotFailure.foreign("\(place): the manifest names a strange file") }
                return Manifest.File(path: path, bytes: bytes, sha256: hash)
            }, episodes: root["episodes"]?.elements.compactMap { $0["id"]?.string } ?? [])
    }

    /// What is not as the manifest says; empty when everything is.
    func faults(of manifest: Manifest) -> [String] {
        manifest.files.compactMap { file in
            guard FileManager.default.fileExists(atPath: address(of: file.path)) else { return "\(file.path): missing" }
            return isRight(file) ? nil : "\(file.path): damaged"
        }
    }

    /// Whether a file is there as the manifest says.
    func isRight(_ file: Manifest.File) -> Bool {
        Self.sha256(ofFile: address(of: file.path)) == file.sha256
    }

    /// Where a file of the snapshot lies.
    func address(of file: String) -> String { "\(path)/\(file)" }

    /// Hexadecimal; nil when it cannot be read.
    static func sha256(ofFile path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var hash = SHA256()
        do {
            while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
        } catch {
            return nil
        }
        return Hex.encode(hash.finalize())
    }
}
