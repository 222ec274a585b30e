import Foundation
import Glibc
import Web

/// What this machine must offer.
struct MachineChecks {
    /// The data folder.
    let folder: String

    private var manager: FileManager { .default }

    /// Whether the data folder can be used, and by nobody else.
    func dataFolder() -> Finding {
        var isFolder = ObjCBool(false)
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder) else {
            let parent = (folder as NSString).deletingLastPathComponent
            return manager.isWritableFile(atPath: parent)
                ? .ok("data folder", "\(folder) will be made")
                : .fail(
                    "data folder", "\(folder) is not there and cannot be made",
                    fix: "Make it: mkdir -m 700 '\(folder)', owned by the service's user.")
        }
        guard isFolder.boolValue, access(folder, R_OK | W_OK | X_OK) == 0 else {
            let fix = "Give it to the service's user: chown '\(folder)'."
            return .fail("data folder", "\(folder) cannot be written", fix: fix)
        }
        return .ok("data folder", "\(folder) can be written")
    }

    /// Whether receipts can be derived, and by nobody else.
    func serverKey(named: String?) -> Finding {
        let path = named ?? "\(folder)/server.key"
        guard let data = manager.contents(atPath: path) else {
            return named == nil && !manager.fileExists(atPath: path)
                ? .ok("server key", "\(path) will be made")
                : .fail("server key", "\(path) cannot be read", fix: "Let the service's user read it, and nobody else.")
        }
        guard data.count == 32 else {
            return .fail(
                "server key", "\(path) has not got 32 bytes",
                fix: "Bring back the key from a backup: with another one, earlier receipts cannot be given again.")
        }
        let mode = (try? manager.attributesOfItem(atPath: path))?[.posixPermissions] as? Int ?? 0
        return mode & 0o077 == 0
            ? .ok("server key", "\(path), for its owner only")
            : .fail("server key", "\(path) can be read by others", fix: "chmod 600 '\(path)'")
    }

    /// Whether there is room.
    func disk() -> Finding {
        var existing = folder
        while !manager.fileExists(atPath: existing), existing.count > 1 {
            existing = (existing as NSString).deletingLastPathComponent
        }
        var state = statvfs()
        guard statvfs(existing, &state) == 0 else {
            return .fail("disk", "\(existing) cannot be looked at", fix: "Look whether its disk is there.")
        }
        return Self.disk(free: Int(state.f_bavail) * Int(state.f_frsize), of: Int(state.f_blocks) * Int(state.f_frsize))
    }

    /// A judgement of free bytes.
    static func disk(free: Int, of total: Int) -> Finding {
        let detail = "\(free >> 20) MiB of \(total >> 20) MiB are free"
        let fix = "Make room or give the data folder a larger disk; with a full one everything is read-only."
        if free < 256 << 20 { return .fail("disk", detail, fix: fix) }
        return free < 2 << 30 || free < total / 20 ? .warn("disk", detail, fix: fix) : .ok("disk", detail)
    }

    /// Whether enough files and sockets can be open at a time.
    func files(connections: Int) -> Finding {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // Refused connections, spooled uploads, the database, and what the runtime needs.
        let wanted = connections + 64 + 512
        let detail = "\(limit.rlim_cur) can be open, \(wanted) may be needed"
        return Int(clamping: limit.rlim_cur) >= wanted
            ? .ok("open files", detail)
            : .warn("open files", detail, fix: "Raise it (ulimit -n \(wanted)), or lower CHORUS_LIMIT_CONNECTIONS.")
    }

    /// Whether the port is free, or a Chorus has it.
    func port(_ listening: Listening) async -> Finding {
        let place = "\(listening.port) of \(listening.host)"
        guard listening.port != 0 else { return .ok("port", "any free one") }
        switch Self.bind(listening) {
        case 0: return .ok("port", "\(place) is free")
        case EACCES: return .fail("port", "\(place) needs more rights", fix: "Choose one from 1024 with --port.")
        case EADDRINUSE:
            if await isChorus(listening) { return .ok("port", "\(place) is taken by a running Chorus") }
            return .fail("port", "\(place) is taken by another program", fix: "Choose another with --port.")
        case let code:
            return .fail(
                "port", "\(place) cannot be had: \(String(cString: strerror(code)))",
                fix: "Choose an address of this machine with --host.")
        }
    }

    /// - Returns: 0, or the system's error number
    private static func bind(_ listening: Listening) -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(listening.host, String(listening.port), &hints, &found) == 0, let found else {
            return EADDRNOTAVAIL
        }
        defer { freeaddrinfo(found) }
        let handle = socket(found.pointee.ai_family, found.pointee.ai_socktype, 0)
        defer { close(handle) }
        var yes: Int32 = 1
        setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return Glibc.bind(handle, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 ? 0 : errno
    }

    private func isChorus(_ listening: Listening) async -> Bool {
        let host = ["0.0.0.0", "::"].contains(listening.host) ? "127.0.0.1" : listening.host
        let name = host.contains(":") ? "[\(host)]" : host
        let client = ChorusClient(
            server: "http://\(name):\(listening.port)", token: nil, retries: RetryPolicy(attempts: 1))
        return (try? await client.send(ClientRequest(path: "/openapi.json"))) != nil
    }
}
