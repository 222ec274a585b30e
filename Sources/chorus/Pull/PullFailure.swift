import Foundation

/// Why a mirror could not be brought up to date.
enum PullFailure: Error, Equatable, CustomStringConvertible {
    /// Another pull holds the folder.
    case busy(String)
    /// The folder holds something else, or a mirror of something else.
    case foreign(String)
    /// The mirror's files are not as `state.json` says.
    case damaged(String)
    /// The page is not what a feed hands out; nothing of it was kept.
    case brokenPage(String)
    /// The disk said no.
    case disk(action: String, path: String, code: Int32)

    var description: String {
        switch self {
        case .busy(let folder): "another pull is at work in \(folder)"
        case .foreign(let what): what
        case .damaged(let what): "the mirror is damaged: \(what); remove the folder and pull anew"
        case .brokenPage(let what): "the service sent a broken page: \(what); nothing of it was kept"
        case .disk(let action, let path, let code): "cannot \(action) \(path): \(String(cString: strerror(code)))"
        }
    }
}
