import Foundation
import Glibc
import Testing

/// A harmless process of the user that owns a folder.
final class Bystander {
    private let process = Process()
    let user: uid_t

    var id: Int32 { process.processIdentifier }

    init(owning folder: String) throws {
        var status = stat()
        stat(folder, &status)
        user = status.st_uid
        let name = String(cString: try #require(getpwuid(user)).pointee.pw_name)
        let words = try (geteuid() == 0 ? become(name) : []) + ["/bin/sleep", "600"]
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        try process.run()
    }

    func end() {
        kill(id, SIGKILL)
    }
}

/// A command that runs the following words as a user; only for root.
func become(_ user: String) throws -> [String] {
    let group = try #require(getpwnam(user)).pointee.pw_gid
    return ["/usr/bin/setpriv", "--reuid", user, "--regid", "\(group)", "--clear-groups"]
}

/// Whether a process has ended, also when nobody has collected it yet.
func isGone(_ process: pid_t) -> Bool {
    let state = contents("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first
    return state == nil || state == "Z"
}
