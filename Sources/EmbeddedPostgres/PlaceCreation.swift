import CProcess
import Glibc

/// Several processes may make a place at once, and any of them may be killed in between. So each step leaves what the
/// others can go on from, none asks what is true only for a moment, and the path's name decides: whoever finds a folder
/// or a link there takes it, whatever it wanted itself.
extension Place {
    /// The folder of the cluster, made when it does not exist.
    static func made(_ directory: ClusterDirectory, onEvent: (ServerEvent) -> Void) throws -> Place {
        if let place = try existing(directory) { return place }
        let path = try absolutePath(directory.path)
        let user = try serverUser(forFolderIn: try deepestExistingFolder(path))
        // Asked of the folders above, not of the folder itself: that one is root's until it is handed over, and whoever
        // looked just then would go elsewhere, with a server of its own.
        if try user.canEnter(try deepestExistingFolder(parent(of: path))) { return try make(path, user: user) }
        return try relocate(directory, path: path, user: user, onEvent: onEvent)
    }

    /// An ordinary user serves itself. Root serves the owner of the checkout, so that this user can go on without
    /// root, and otherwise the user that the PostgreSQL packages make.
    private static func serverUser(forFolderIn ancestor: String) throws -> ServerUser {
        guard geteuid() == 0 else { return try ServerUser.current() }
        if let owner = fileStatus(ancestor)?.st_uid, owner != 0, let user = ServerUser(id: owner) { return user }
        guard let user = ServerUser(named: "postgres") else { throw EmbeddedPostgresError.noServerUser }
        return user
    }

    private static func make(_ path: String, user: ServerUser, origin: String? = nil) throws -> Place {
        let root = try user.ownsSomethingAbove(path) ? user.withFileRights { try makeOwned(path) } : makeOwned(path)
        if user.differsFromCaller { try give(root, to: user) }
        let place = Place(root: root, user: user)
        let text = """
            This folder holds the private PostgreSQL server of Chorus.
            Change nothing here while it runs; `chorus db stop` stops it.
            \(origin.map { "Data of: \($0)" } ?? "")
            """
        // Two processes may do this at once, and either may be killed: hence a name that is nobody else's.
        let temporary = place.marker + "." + String(UInt64.random(in: .min ... .max), radix: 16)
        try user.withFileRights {
            // One that is there stays: it may name the path that the data belong to.
            if fileStatus(place.marker, followingLinks: false) == nil {
                try writeFile(place.marker, text, temporary: temporary)
            }
        }
        return place
    }

    private static func makeOwned(_ path: String) throws -> String {
        try makeFolders(parent(of: path))
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw EmbeddedPostgresError.system(operation: "make folder", path: path, reason: message(errno))
        }
        let root = try resolvedPath(path)
        // An empty folder that existed before keeps the mode that somebody gave it: too open for a database.
        if fileStatus(root)?.st_uid == geteuid() { try systemCall("protect", root) { chmod(root, 0o700) } }
        return root
    }

    /// By descriptor and only while the folder is root's and empty: a folder or link that somebody put in its place
    /// stays untouched.
    private static func give(_ root: String, to user: ServerUser) throws {
        let descriptor = try systemCall("open", root) { open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        defer { close(descriptor) }
        var status = stat()
        try systemCall("inspect", root) { fstat(descriptor, &status) }
        if status.st_uid == user.id { return }
        guard status.st_uid == 0, try isUnclaimed(root) else {
            // The second look: another process may have handed it over and claimed it between the two.
            try systemCall("inspect", root) { fstat(descriptor, &status) }
            if status.st_uid == user.id { return }
            throw EmbeddedPostgresError.foreignFolder(root)
        }
        try systemCall("protect", root) { fchmod(descriptor, 0o700) }
        try systemCall("hand over", root) { fchown(descriptor, user.id, user.group) }
    }

    /// Puts the data where the server's user can reach them, and a link to them at the path.
    private static func relocate(
        _ directory: ClusterDirectory, path: String, user: ServerUser, onEvent: (ServerEvent) -> Void
    ) throws -> Place {
        let target = directory.fallback + "/" + fingerprint(of: path)
        let place = try makeFallback(target, for: path, user: user)
        try makeFolders(parent(of: path))
        // An empty folder is as good as none; anything else stays.
        rmdir(path)
        if symlink(target, path) == 0 {
            onEvent(.relocated(from: path, to: target))
            return place
        }
        guard errno == EEXIST else {
            throw EmbeddedPostgresError.system(operation: "link", path: path, reason: message(errno))
        }
        // Data that nothing at the path leads to would be found by nobody else.
        guard let found = try existing(directory) else {
            throw EmbeddedPostgresError.unreachable(path, user: user.name)
        }
        return found
    }

    private static func makeFallback(_ target: String, for path: String, user: ServerUser) throws -> Place {
        let folder = parent(of: target)
        try makeFolders(folder)
        guard try user.canEnter(folder) else { throw EmbeddedPostgresError.unreachable(folder, user: user.name) }
        guard fileStatus(target, followingLinks: false) != nil, let place = try Place(root: target) else {
            return try make(target, user: user, origin: path)
        }
        // The data of a checkout that was deleted and made again are found again; those of another one are not ours.
        guard try readFile(place.marker, limit: 16384).contains("Data of: \(path)") else {
            throw EmbeddedPostgresError.foreignFolder(target)
        }
        return place
    }
}

extension ServerUser {
    /// Whether the closest existing folder is this user's own, so that new ones in it should be, too.
    fileprivate func ownsSomethingAbove(_ path: String) throws -> Bool {
        fileStatus(try deepestExistingFolder(path))?.st_uid == id
    }
}

private func parent(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
}

private func deepestExistingFolder(_ path: String) throws -> String {
    var candidate = path
    while true {
        if let status = fileStatus(candidate) {
            guard status.isDirectory else {
                throw EmbeddedPostgresError.unusablePath(path, reason: "\(candidate) is not a folder")
            }
            return candidate
        }
        candidate = parent(of: candidate)
    }
}

private func makeFolders(_ path: String) throws {
    if let status = fileStatus(path), status.isDirectory { return }
    try makeFolders(parent(of: path))
    // Whatever root's umask says, the server's user must be able to pass, and from the first moment: another process
    // that looks before a change of mode, or comes after we were killed, would take the folder for a barred one.
    let code = geteuid() == 0 ? process_make_folder(path, 0o755) : mkdir(path, 0o755) == 0 ? 0 : errno
    if code != 0, code != EEXIST {
        throw EmbeddedPostgresError.system(operation: "make folder", path: path, reason: message(code))
    }
    // A default access list of the folder above may have taken something away all the same.
    if geteuid() == 0, fileStatus(path)?.st_uid == 0 { try systemCall("open up", path) { chmod(path, 0o755) } }
}

/// A short name for a path: 64 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) in hexadecimal.
func fingerprint(of path: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}
