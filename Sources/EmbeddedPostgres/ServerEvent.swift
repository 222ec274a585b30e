/// What a private server does besides serving, for the log of whoever started it. Never holds data of users.
public enum ServerEvent: Sendable, Equatable, CustomStringConvertible {
    /// A new database is being made in this folder; takes some seconds.
    case initialising(String)
    /// The server's user cannot reach the folder that was named, so the data live in another one.
    case relocated(from: String, to: String)
    /// Processes left behind by a killed predecessor were ended.
    case endedOrphans([Int32])
    /// `postmaster.pid` named a live process that is not our server; the file was removed.
    case removedStalePidFile(Int32)
    /// A start failed for a passing reason and is repeated.
    case retryingStart(reason: String)
    /// The server accepts connections.
    case ready(process: Int32)
    /// The server ended although nobody asked it to; it is being restarted.
    case endedUnexpectedly(reason: String)
    /// A restart failed; the next attempt follows after this many milliseconds.
    case restartFailed(EmbeddedPostgresError, retryInMilliseconds: Int)
    /// The server was stopped on request.
    case stopped

    /// One line for a log.
    public var description: String {
        switch self {
        case .initialising(let path): "making a new database in \(path)"
        case .relocated(let from, let to): "the database user cannot reach \(from); the data are kept in \(to)"
        case .endedOrphans(let ids):
            "ended processes of an earlier server: \(ids.map(String.init).joined(separator: ", "))"
        case .removedStalePidFile(let id): "removed a stale postmaster.pid: process \(id) is not our server"
        case .retryingStart(let reason): "PostgreSQL did not start (\(reason)), trying again"
        case .ready(let process): "PostgreSQL is ready, process \(process)"
        case .endedUnexpectedly(let reason): "PostgreSQL ended unexpectedly (\(reason)), restarting it"
        case .restartFailed(let error, let delay): "restart failed, next attempt in \(delay) ms: \(error)"
        case .stopped: "PostgreSQL is stopped"
        }
    }
}
