/// Why a private server could not be started, found or stopped. Each message ends with what to do about it.
public enum EmbeddedPostgresError: Error, Equatable, CustomStringConvertible {
    /// No `postgres` and `initdb` of a usable version; `wanted` is the major version of an existing data folder.
    case binariesMissing(searched: [String], wanted: Int?)
    /// The program that was named explicitly, or that made the data folder, is older than the oldest we support.
    case versionTooOld(Int, place: String)
    /// The data folder was made by another major version than the programs that were named explicitly.
    case versionMismatch(data: Int, binaries: Int, place: String)
    /// The folder has contents that Chorus did not make.
    case foreignFolder(String)
    /// The folder is ours, but something in it is missing or strange.
    case damagedFolder(String, reason: String)
    /// The path cannot be used at all.
    case unusablePath(String, reason: String)
    /// The folder belongs to another user.
    case notPermitted(String, owner: String)
    /// The server's user cannot enter a folder above the data.
    case unreachable(String, user: String)
    /// Root started us and there is no user to run PostgreSQL as.
    case noServerUser
    /// The user has no name in the user database; PostgreSQL insists on one.
    case namelessUser(UInt32)
    /// Another process runs a server in this folder; its id, when it can be told.
    case alreadyRunning(String, owner: Int32?)
    /// Nobody runs a server in this folder.
    case notRunning(String)
    /// `initdb` or the creation of role and database failed; `output` is what was printed last.
    case initialisationFailed(output: String)
    /// The server did not become ready; `log` holds its last log lines.
    case startFailed(reason: String, log: String)
    /// Processes of an earlier server cannot be ended.
    case processesRemain([Int32], place: String)
    /// The folder for the socket exists and is not private.
    case socketFolderNotPrivate(String)
    /// The other process was asked to end and did not, or cannot be asked.
    case ownerWillNotStop(owner: Int32?, reason: String)
    /// No `pg_dump` and `pg_restore` that can read the data of a server of this major version.
    case programsMissing(searched: [String], wanted: Int)
    /// One of them failed; `output` is what it printed last, which may quote data.
    case programFailed(String, output: String)
    /// A system call failed.
    case system(operation: String, path: String, reason: String)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .binariesMissing(let searched, let wanted):
            let version = wanted.map { "PostgreSQL \($0)" } ?? "PostgreSQL \(Binaries.oldestVersion) or newer"
            let package = wanted.map { "postgresql-\($0)" } ?? "postgresql"
            return "\(version) is not installed (looked in \(searched.joined(separator: ", "))). Install it "
                + "(`apt-get install \(package)`), or name the folder that holds `postgres` and `initdb`."
        case .versionTooOld(let version, let place):
            return "\(place) is of PostgreSQL \(version), Chorus needs \(Binaries.oldestVersion) or newer. "
                + "Install a newer one; carry existing data over with pg_dump and psql."
        case .versionMismatch(let data, let binaries, let place):
            return "\(place) was made by PostgreSQL \(data), the programs named are of \(binaries). "
                + "Nothing was changed. Install PostgreSQL \(data) (`apt-get install postgresql-\(data)`), or carry the data over with "
                + "pg_dump, a new folder and psql."
        case .foreignFolder(let path):
            return "\(path) is not empty and was not made by Chorus. Nothing was changed. "
                + "Name another folder, or move this one away."
        case .damagedFolder(let path, let reason):
            return "\(path) is not a complete data folder: \(reason). Nothing was changed. "
                + "Restore it from a backup, or move it away to begin with an empty database."
        case .unusablePath(let path, let reason):
            return "\(path) cannot hold the database: \(reason). Name another folder."
        case .notPermitted(let path, let owner):
            return "\(path) belongs to user \(owner). Run Chorus as \(owner) or as root, or name another folder."
        case .unreachable(let path, let user):
            return "PostgreSQL runs as user \(user), who may not enter every folder above \(path). "
                + "Grant it (`chmod o+x` on those folders), or move \(path) to a place that \(user) can reach."
        case .noServerUser:
            return "PostgreSQL refuses to run as root and there is no user `postgres`. "
                + "Run Chorus as an ordinary user, or `apt-get install postgresql`, which makes that user."
        case .namelessUser(let id):
            return "User id \(id) has no name in /etc/passwd, and PostgreSQL insists on one. "
                + "Add an entry, or run Chorus as another user."
        case .alreadyRunning(let path, let owner):
            return "\(processName(owner)) already runs the database in \(path). "
                + "Use that one, or stop it with `chorus db stop`."
        case .notRunning(let path):
            return "No database is running in \(path). Start it with `chorus serve`."
        case .initialisationFailed(let output):
            return "A new database could not be made. Free disk space and the messages of initdb tell more:\n\(output)"
        case .startFailed(let reason, let log):
            return "PostgreSQL did not start: \(reason). Its last messages, which should name the cause:\n\(log)"
        case .processesRemain(let ids, let place):
            return "Processes \(ids.map(String.init).joined(separator: ", ")) of an earlier server still use \(place) "
                + "and do not end. Look at them with `ps`, end them or restart the machine."
        case .socketFolderNotPrivate(let path):
            return "\(path) exists but is not a private folder of the database's user. "
                + "Somebody else may have made it; remove it, or use a shorter path for the database."
        case .ownerWillNotStop(let owner, let reason):
            return "\(processName(owner)) runs the database and did not stop: \(reason). Stop it by hand."
        case .programsMissing(let searched, let wanted):
            return "pg_dump and pg_restore of PostgreSQL \(wanted) or newer are not installed (looked in "
                + "\(searched.joined(separator: ", "))). Install them (`apt-get install postgresql-client-\(wanted)`)."
        case .programFailed(let program, let output):
            return "\(program) failed. Its last messages, which should name the cause:\n\(output)"
        case .system(let operation, let path, let reason):
            return "Cannot \(operation) \(path): \(reason). Check permissions and free space."
        }
    }

    private func processName(_ id: Int32?) -> String {
        id.map { "Process \($0)" } ?? "Another process"
    }
}
