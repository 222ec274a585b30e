import Glibc

/// Calls a function of the C library again when a signal interrupted it; throws what `errno` says.
@discardableResult
func systemCall<Value: BinaryInteger>(
    _ operation: String, _ path: String, _ call: () -> Value
) throws(EmbeddedPostgresError) -> Value {
    while true {
        let value = call()
        if value != -1 { return value }
        if errno != EINTR { throw .system(operation: operation, path: path, reason: message(errno)) }
    }
}

/// The C library's text for an error number.
func message(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}

/// What a path names: itself or, through symbolic links, its target. Nil when there is nothing or it cannot be seen.
func fileStatus(_ path: String, followingLinks: Bool = true) -> stat? {
    var status = stat()
    return (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 ? status : nil
}

extension stat {
    var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
    var isLink: Bool { st_mode & S_IFMT == S_IFLNK }

    /// Whether both are the same file, whatever it is called.
    func isSameFile(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
}
