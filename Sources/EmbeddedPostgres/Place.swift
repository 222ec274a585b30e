import Glibc

/// A cluster's folder after links have been followed, and the user it belongs to.
///
///     CHORUS            says that the folder is ours
///     lock              held with flock while a process runs the server; its content names that process
///     data/             PostgreSQL's own; data.tmp/ while it is being made
///     postgresql.conf, pg_hba.conf, pg_ident.conf    written at each start
///     server.log, server.log.1
struct Place: Sendable {
    let root: String
    let user: ServerUser

    var marker: String { root + "/CHORUS" }
    var lock: String { root + "/lock" }
    var data: String { root + "/data" }
    var unfinishedData: String { root + "/data.tmp" }
    var settings: String { root + "/postgresql.conf" }
    var access: String { root + "/pg_hba.conf" }
    var users: String { root + "/pg_ident.conf" }
    var log: String { root + "/server.log" }
    var postmasterFile: String { data + "/postmaster.pid" }

    /// The folder of an existing cluster; nil when there is none yet. Changes nothing.
    static func existing(_ directory: ClusterDirectory) throws -> Place? {
        let path = try absolutePath(directory.path)
        guard let status = fileStatus(path, followingLinks: false) else {
            if errno == EACCES { throw EmbeddedPostgresError.notPermitted(path, owner: "another user") }
            return nil
        }
        let root = try resolvedPath(path)
        guard let place = try Place(root: root) else {
            // An empty folder is as good as none, but a link to one could be anybody's.
            guard status.isLink else { return nil }
            throw EmbeddedPostgresError.foreignFolder(root)
        }
        return place
    }

    /// Nil for an empty folder; throws for one that is not ours.
    init?(root: String) throws {
        guard var status = fileStatus(root), status.isDirectory else {
            throw EmbeddedPostgresError.unusablePath(root, reason: "it is not a folder")
        }
        guard geteuid() == 0 || status.st_uid == geteuid() else {
            let owner = ServerUser(id: status.st_uid)?.name ?? "with the id \(status.st_uid)"
            throw EmbeddedPostgresError.notPermitted(root, owner: owner)
        }
        if fileStatus(root + "/CHORUS", followingLinks: false) == nil {
            // The second look: another process may have claimed the folder between the two.
            if try isUnclaimed(root) { return nil }
            if fileStatus(root + "/CHORUS", followingLinks: false) == nil {
                throw EmbeddedPostgresError.foreignFolder(root)
            }
        }
        // It is handed over before it is claimed; what was seen before the mark was may be the former owner.
        status = fileStatus(root) ?? status
        guard status.st_uid != 0 else {
            throw EmbeddedPostgresError.damagedFolder(root, reason: "it belongs to root, who may not run PostgreSQL")
        }
        guard let user = ServerUser(id: status.st_uid) else { throw EmbeddedPostgresError.namelessUser(status.st_uid) }
        self.init(root: root, user: user)
        guard try user.canEnter(root) else { throw EmbeddedPostgresError.unreachable(root, user: user.name) }
    }

    init(root: String, user: ServerUser) {
        self.root = root
        self.user = user
    }
}

extension ServerUser {
    /// Whether this user can reach and enter a folder.
    func canEnter(_ path: String) throws -> Bool {
        try withFileRights { fileStatus(path + "/.") != nil }
    }
}

/// Whether a folder is empty, but for a mark that somebody was killed while writing.
func isUnclaimed(_ folder: String) throws -> Bool {
    try names(in: folder).allSatisfy { $0.hasPrefix("CHORUS.") }
}

/// Names in a folder, without "." and "..".
func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
        throw EmbeddedPostgresError.system(operation: "list", path: folder, reason: message(errno))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}

/// Where an existing path leads when all symbolic links are followed.
func resolvedPath(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else {
        throw EmbeddedPostgresError.unusablePath(path, reason: "it leads nowhere (\(message(errno)))")
    }
    defer { free(resolved) }
    return String(cString: resolved)
}

/// Absolute, without "." and ".." and doubled slashes; symbolic links stay.
func absolutePath(_ path: String) throws -> String {
    guard !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        throw EmbeddedPostgresError.unusablePath(path.debugDescription, reason: "it is empty or has control characters")
    }
    var whole = path
    if !path.utf8.starts(with: "/".utf8) {
        guard let current = getcwd(nil, 0) else {
            throw EmbeddedPostgresError.unusablePath(path, reason: "the working directory is gone")
        }
        defer { free(current) }
        whole = String(cString: current) + "/" + path
    }
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    guard !parts.isEmpty else { throw EmbeddedPostgresError.unusablePath("/", reason: "it is the root folder") }
    return "/" + parts.joined(separator: "/")
}
