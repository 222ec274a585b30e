import Core
import Foundation
import StrictJSON

/// A dump on disk: the file that PostgreSQL's own programs write, what it must hold, and everything that was withdrawn
/// until then. There whole or not at all.
struct DumpFolder: Sendable {
    /// Absolute.
    let path: String

    init(_ path: String) { self.path = URL(fileURLWithPath: path).standardizedFileURL.path }

    /// PostgreSQL's custom format.
    var database: String { "\(path)/database.dump" }
    /// Figures and checksum.
    var manifest: String { "\(path)/manifest.json" }
    /// For a restore of an older dump.
    var withdrawals: WithdrawalJournal { WithdrawalJournal(path: "\(path)/withdrawals.log") }
    /// Where it is while it is made.
    var unfinished: DumpFolder { DumpFolder("\(path).partial") }

    /// Reads the manifest and checks the file against it.
    /// - Parameter progress: told the bytes that were read
    func check(progress: (Int) -> Void) throws -> DumpManifest {
        guard let data = FileManager.default.contents(atPath: manifest) else {
            throw DumpFailure.noDump(path)
        }
        guard let root = try? JSONDocument(Array(data), limits: .log).root, let read = DumpManifest(root) else {
            throw DumpFailure.damaged("\(manifest) is not one that this program understands")
        }
        let found = try Self.checksum(of: database, progress: progress)
        guard found.bytes == read.bytes, found.sha256 == read.sha256 else {
            throw DumpFailure.damaged("\(database) is not as the manifest says: it was changed or cut off")
        }
        return read
    }

    /// Makes the folder under its unfinished name; what a killed predecessor left there goes.
    func begin() throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw DumpFailure.exists(path) }
        try? FileManager.default.removeItem(atPath: unfinished.path)
        try FileManager.default.createDirectory(
            atPath: unfinished.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Writes the manifest of the unfinished folder and gives it its name, when the disk has everything.
    func finish(_ figures: DumpFigures, madeAt: Date, withdrawn: [Withdrawal]) throws -> DumpManifest {
        let open = unfinished
        try OpenFile(open.database, O_RDWR | O_CLOEXEC, "open").sync()
        let sum = try Self.checksum(of: open.database) { _ in }
        let made = DumpManifest(
            madeAt: madeAt, release: Release.version, figures: figures, bytes: sum.bytes, sha256: sum.sha256)
        try open.withdrawals.append(withdrawn)
        let file = try OpenFile(creating: open.manifest)
        try file.write(made.json.bytes() + Array("\n".utf8))
        try file.sync()
        try OpenFile(open.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "open").sync()
        guard rename(open.path, path) == 0 else {
            throw PullFailure.disk(action: "rename", path: open.path, code: errno)
        }
        let parent = (path as NSString).deletingLastPathComponent
        try OpenFile(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "open").sync()
        return made
    }

    /// Takes back what `begin` made.
    func abandon() { try? FileManager.default.removeItem(atPath: unfinished.path) }

    private static func checksum(
        of path: String, progress: (Int) -> Void
    ) throws(PullFailure) -> (bytes: Int, sha256: String) {
        let file = try OpenFile(reading: path)
        var hash = FileHash()
        while true {
            let bytes = try file.read(upTo: 1 << 20)
            if bytes.isEmpty { return (hash.bytes, hash.hexadecimal) }
            hash.append(bytes)
            progress(hash.bytes)
        }
    }
}
