import Glibc

/// What PostgreSQL tells about its running server in `postmaster.pid`: line 1 is the process, line 8 its state.
struct PostmasterFile {
    let process: pid_t?
    let isReady: Bool

    static func read(_ place: Place) throws -> PostmasterFile? {
        try place.user.withFileRights {
            guard fileStatus(place.postmasterFile, followingLinks: false) != nil,
                let text = try? readFile(place.postmasterFile, limit: 4096)
            else { return nil }
            return PostmasterFile(text)
        }
    }

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        process = lines.first.flatMap { pid_t($0) }
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
    }

    /// Removes the file when it would block a start for ever: the process it names is alive but is not our server, as
    /// happens when ids are reused after a crash or in a new container. A file that names a dead process stays, because
    /// PostgreSQL finds the shared memory to clean up by it. Only when no process of ours is left.
    static func removeIfStale(_ place: Place) throws -> pid_t? {
        guard let file = try read(place) else { return nil }
        if let process = file.process, process > 0, kill(process, 0) != 0, errno == ESRCH { return nil }
        try place.user.withFileRights {
            _ = try systemCall("remove", place.postmasterFile) { unlink(place.postmasterFile) }
        }
        return file.process ?? 0
    }
}
