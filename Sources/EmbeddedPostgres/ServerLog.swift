import Glibc

/// The server's messages, in one file of bounded size and one older one.
struct ServerLog: Sendable {
    let place: Place

    private static let largestSize = 8 << 20

    /// For the server to write to. Appending, so that it goes on at the beginning after the file was cut.
    func open() throws -> Int32 {
        try place.user.withFileRights {
            let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
            return try systemCall("open", place.log) { Glibc.open(place.log, flags, 0o600) }
        }
    }

    var size: Int { Int(fileStatus(place.log, followingLinks: false)?.st_size ?? 0) }

    /// The last lines from an offset on.
    func tail(from offset: Int) -> String {
        let text = try? place.user.withFileRights { try readFile(place.log, limit: 8192, from: offset) }
        let lines = (text ?? "").split(separator: "\n").suffix(12)
        return lines.isEmpty ? "(nothing was logged)" : lines.joined(separator: "\n")
    }

    /// Moves the contents of a large file into the older one and empties it. The server keeps its descriptor, hence
    /// a copy; a line written between copy and cut is lost.
    func rotateIfLarge() throws {
        guard size > Self.largestSize else { return }
        try place.user.withFileRights {
            try writeFile(place.log + ".1", try readFile(place.log, limit: Self.largestSize))
            try systemCall("cut", place.log) { truncate(place.log, 0) }
        }
    }
}
