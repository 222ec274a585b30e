import CProcess
import Glibc

/// The user that PostgreSQL runs as and that owns everything in the cluster's folder.
struct ServerUser: Sendable, Equatable {
    let id: uid_t
    let group: gid_t
    let groups: [gid_t]
    let name: String

    /// PostgreSQL refuses root, so a process of root works on behalf of another user.
    var differsFromCaller: Bool { id != geteuid() }

    static func current() throws(EmbeddedPostgresError) -> ServerUser {
        guard let user = ServerUser(id: geteuid()) else { throw .namelessUser(geteuid()) }
        return user
    }

    init?(id: uid_t) {
        self.init { entry, buffer, size, result in getpwuid_r(id, entry, buffer, size, result) }
    }

    init?(named name: String) {
        self.init { entry, buffer, size, result in getpwnam_r(name, entry, buffer, size, result) }
    }

    private typealias Lookup = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32

    private init?(_ lookup: Lookup) {
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        let found: ServerUser? = buffer.withUnsafeMutableBufferPointer { bytes -> ServerUser? in
            guard let start = bytes.baseAddress, lookup(&entry, start, bytes.count, &result) == 0, result != nil,
                let name = entry.pw_name
            else { return nil }
            return ServerUser(entry: entry, name: String(cString: name))
        }
        guard let found else { return nil }
        self = found
    }

    private init(entry: passwd, name: String) {
        var count: Int32 = 256
        var groups = [gid_t](repeating: 0, count: Int(count))
        let complete = getgrouplist(name, entry.pw_gid, &groups, &count) >= 0
        self.id = entry.pw_uid
        self.group = entry.pw_gid
        self.groups = complete ? Array(groups.prefix(Int(count))) : [entry.pw_gid]
        self.name = name
    }

    /// Runs `body` with this user's rights on files.
    ///
    /// Root writes into a folder that an ordinary user owns; with root's own rights that user could redirect a write to
    /// any file of the machine by a symbolic link. It also lets a container's root, who lacks the right to inspect
    /// other users' processes, see those of the server. Holds for the calling thread only, so `body` is synchronous.
    func withFileRights<Value>(_ body: () throws -> Value) throws -> Value {
        guard differsFromCaller else { return try body() }
        var previous = [gid_t](repeating: 0, count: 1024)
        let count = getgroups(Int32(previous.count), &previous)
        let code = count < 0 ? errno : process_assume_file_identity(id, group, groups, groups.count)
        guard code == 0 else {
            throw EmbeddedPostgresError.system(operation: "become user", path: name, reason: message(code))
        }
        defer { process_restore_file_identity(previous, Int(count)) }
        return try body()
    }
}
