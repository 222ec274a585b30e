import Glibc

/// Where clients find the server.
struct SocketFolder: Sendable, Equatable {
    let path: String

    /// Longest path of a Unix socket on Linux, without the terminating zero.
    private static let longestAddress = 107
    private static let port = 5432

    /// In the cluster's own folder, unless its path is too long for a socket or has characters that mean something in
    /// a connection string or in the configuration file; then a private folder with a short name.
    init(_ place: Place) {
        let plain = place.root.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
        let short = (place.root + Self.fileName).utf8.count <= Self.longestAddress
        path = plain && short ? place.root : "/tmp/chorus-\(place.user.id)-\(fingerprint(of: place.root))"
    }

    private static let fileName = "/.s.PGSQL.\(port)"

    /// For libpq; no part needs quoting.
    var connectionString: String {
        "host=\(path) port=\(Self.port) dbname=chorus user=chorus"
    }

    /// Makes the folder and sees that it is private; removes the socket of a predecessor, whose lock file would block
    /// a start just like a stale `postmaster.pid`. Only for the holder of the folder's lock, when no server is left.
    func prepare(_ place: Place) throws {
        try place.user.withFileRights {
            // Copies, archives and mounted volumes open up folders, and PostgreSQL refuses an open one.
            for folder in [place.root, place.data] { try systemCall("protect", folder) { chmod(folder, 0o700) } }
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                throw EmbeddedPostgresError.system(operation: "make folder", path: path, reason: message(errno))
            }
            try verify(place)
            unlink(path + Self.fileName)
            unlink(path + Self.fileName + ".lock")
        }
    }

    /// In a public place anybody may have made a folder of this name first, to be taken for the server.
    func verify(_ place: Place) throws {
        guard let status = fileStatus(path, followingLinks: false), status.isDirectory,
            status.st_uid == place.user.id, status.st_mode & 0o077 == 0
        else { throw EmbeddedPostgresError.socketFolderNotPrivate(path) }
    }
}
