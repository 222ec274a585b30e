import Foundation

/// A file while it is open, closed by scope. Every failure is an error, `fsync` included.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file for reading.
    init(reading path: String) throws(PullFailure) { try self.init(path, O_RDONLY | O_CLOEXEC, "open") }

    /// Makes a file, or empties one that is there.
    init(creating path: String) throws(PullFailure) {
        try self.init(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, "create")
    }

    /// Opens a folder, to make renames in it durable, or a lock file.
    init(_ path: String, _ flags: Int32, _ action: String) throws(PullFailure) {
        descriptor = open(path, flags, 0o644)
        self.path = path
        guard descriptor >= 0 else { throw .disk(action: action, path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// The next bytes of the file, at most `count`; none at its end.
    func read(upTo count: Int) throws(PullFailure) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var result = Foundation.read(descriptor, buffer.baseAddress, count)
            while result < 0, errno == EINTR { result = Foundation.read(descriptor, buffer.baseAddress, count) }
            if result < 0 { failure = errno }
            filled = max(0, result)
        }
        guard failure == 0 else { throw .disk(action: "read", path: path, code: failure) }
        return bytes
    }

    /// Writes all of it.
    func write(_ bytes: [UInt8]) throws(PullFailure) {
        let failure = bytes.withUnsafeBytes { buffer -> Int32 in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
            }
            return 0
        }
        guard failure == 0 else { throw .disk(action: "write", path: path, code: failure) }
    }

    /// Waits until the disk has it.
    func sync() throws(PullFailure) {
        guard fsync(descriptor) == 0 else { throw .disk(action: "sync", path: path, code: errno) }
    }

    /// Takes the lock that ends with this program, however it ends.
    /// - Returns: whether nobody else holds it
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Size and time of the last change.
    func identity() throws(PullFailure) -> FileIdentity {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .disk(action: "look at", path: path, code: errno) }
        return FileIdentity(status)
    }
}

/// What tells one version of a file from another; a rename keeps both.
struct FileIdentity: Equatable {
    /// Size, bytes.
    var bytes: Int
    /// Last change, nanoseconds since 1970.
    var modified: Int

    init(bytes: Int, modified: Int) {
        self.bytes = bytes
        self.modified = modified
    }

    fileprivate init(_ status: stat) {
        bytes = Int(status.st_size)
        modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    }
}
