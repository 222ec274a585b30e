import Core
import Postgres

/// Why a dump could not be made or restored. Each message ends with what to do.
enum DumpFailure: Error, CustomStringConvertible {
    /// The folder holds no dump.
    case noDump(String)
    /// There is something of this name already.
    case exists(String)
    /// The dump is not what was written.
    case damaged(String)
    /// The dump has migrations that this program does not know.
    case newerSchema(Int, known: Int, release: String)
    /// The dump's migrations are not those of this program.
    case foreignSchema(Int)
    /// The database holds something.
    case notEmpty(String)
    /// Somebody else works with the database.
    case inUse(String, sessions: Int)
    /// The database is not there any more.
    case vanished
    /// The role may not make databases.
    case mayNotCreate
    /// What was restored is not what was dumped; a line for each place.
    case differs([String])

    var description: String {
        switch self {
        case .noDump(let path): "\(path) holds no dump: there is no manifest.json. Name the folder that db dump made."
        case .exists(let path): "\(path) exists already. Nothing was written. Name another folder."
        case .damaged(let what): "The dump is damaged: \(what). Nothing was restored. Take another dump."
        case .newerSchema(let version, let known, let release):
            "The dump is of schema \(version), made by chorus \(release); this program knows schemas up to \(known). "
                + "Nothing was restored. Install the newer chorus."
        case .foreignSchema(let version):
            "Migration \(version) of the dump is not that of this program. Nothing was restored. "
                + "Restore with the chorus that made it, or with a newer one."
        case .notEmpty(let name):
            "The database \(name) is not empty. Nothing was restored. "
                + "Add --replace to give it up, or name another one."
        case .inUse(let name, let sessions):
            "\(sessions) sessions work with the database \(name). Nothing was restored. Stop every service that uses it."
        case .vanished: "The database went away meanwhile. Look whether it is there, and begin again."
        case .mayNotCreate:
            "The role may not make databases, which a restore begins with. Let an administrator run "
                + "`alter role … createdb`, or name a role that may in DATABASE_URL."
        case .differs(let places):
            "What was restored is not what was dumped:\n" + places.map { "  \($0)\n" }.joined()
                + "The database was left as it was. Take another dump."
        }
    }
}
