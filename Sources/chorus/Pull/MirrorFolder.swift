import Foundation
import StrictJSON

/// The files of a mirror.
///
///     episodes.jsonl   every live episode, one a line: to be read with any tool; in another format than canonical
///                      episodes rows.jsonl, in which an episode has any number of lines, one after another
///     state.json       which segments are the mirror, and the cursor; replacing it is the commit
///     segments/        immutable; what state.json does not name is not part of the mirror
///     resync.json      the state of a mirror that is being pulled anew beside the old one
///     incoming/        the page that is being received
///     .lock            held by the pull that is at work
struct MirrorFolder: Sendable {
    /// The folder itself.
    let path: String
    /// Whether its lines are canonical episodes.
    var holdsEpisodes = true

    var copy: String { path + (holdsEpisodes ? "/episodes.jsonl" : "/rows.jsonl") }
    /// What a copy may be called.
    var copies: [String] { ["/episodes.jsonl", "/rows.jsonl"].map { path + $0 } }
    var state: String { path + "/state.json" }
    var resync: String { path + "/resync.json" }
    var segments: String { path + "/segments" }
    var incoming: String { path + "/incoming" }
    var lock: String { path + "/.lock" }

    /// Where a segment is.
    func file(of segment: Segment) -> String { segments + "/" + segment.file }

    /// Makes the folders that are missing.
    func prepare() throws(PullFailure) {
        for folder in [path, segments, incoming] {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw .disk(action: "create", path: folder, code: errno)
            }
        }
    }

    /// The state in a file; nil when there is no such file.
    func load(_ file: String) throws(PullFailure) -> MirrorState? {
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let data = FileManager.default.contents(atPath: file) else { throw .damaged("\(file) cannot be read") }
        return try MirrorState(Array(data))
    }

    /// Replaces a state file in one step that lasts.
    func save(_ state: MirrorState, as file: String) throws(PullFailure) {
        try finish(writing: file + ".tmp", state.json.bytes() + [0x0A])
        try replace(file, with: file + ".tmp")
    }

    /// Renames over a file, and waits until the disk has it.
    func replace(_ file: String, with new: String) throws(PullFailure) {
        guard rename(new, file) == 0 else { throw .disk(action: "replace", path: file, code: errno) }
        try sync(path)
    }

    /// Removes a file if it is there, and waits until the disk has it.
    func remove(_ file: String) throws(PullFailure) {
        if unlink(file) == 0 { return try sync(path) }
        guard errno == ENOENT else { throw .disk(action: "remove", path: file, code: errno) }
    }

    /// Waits until the disk has the names in a folder.
    func sync(_ folder: String) throws(PullFailure) {
        try OpenFile(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "open").sync()
    }

    /// Removes what a pull that was killed left behind: everything that these states do not name.
    func sweep(keeping states: [MirrorState]) {
        let named = Set(states.flatMap { $0.segments.map(\.file) })
        for file in names(in: segments) where !named.contains(file) { unlink(segments + "/" + file) }
        emptyIncoming()
        for file in [state, resync, copy] { unlink(file + ".tmp") }
    }

    /// Removes what is left of pages.
    func emptyIncoming() {
        for file in names(in: incoming) { unlink(incoming + "/" + file) }
    }

    /// Which version of a file is there; nil when there is none.
    func identity(of file: String) -> FileIdentity? {
        guard let file = try? OpenFile(reading: file) else { return nil }
        return try? file.identity()
    }

    private func finish(writing file: String, _ bytes: [UInt8]) throws(PullFailure) {
        let file = try OpenFile(creating: file)
        try file.write(bytes)
        try file.sync()
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
