import Core
import Glibc
import HTTPTypes

/// Keeps the last bytes of a disk for what must go on when it is full: a private PostgreSQL that cannot write its log
/// stops, and with it every read.
struct DiskReserve: Sendable {
    /// On the disk; nil when it is another machine's.
    let folder: String?
    /// What stays free.
    let bytes: Int

    /// Refuses what may fill the disk when little is left. Taking back is never refused.
    /// - Throws: `Problem` 507
    func check(_ method: HTTPRequest.Method) throws {
        guard ![.get, .head, .delete].contains(method), let free, free < bytes else { return }
        throw Problem.diskFull
    }

    /// Bytes that are free; nil when that is not known.
    var free: Int? {
        guard let folder else { return nil }
        var state = statvfs()
        guard statvfs(folder, &state) == 0 else { return nil }
        return Int(state.f_bavail) * Int(state.f_frsize)
    }
}
