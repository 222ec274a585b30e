import Glibc
import Locks

/// The right to run the server of a folder. The kernel takes it back when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Guarded<Int32?>

    /// How long one who only asks may keep us waiting; it takes microseconds, unless the machine is busy.
    private static let patience = Duration.seconds(10)

    /// Throws `alreadyRunning` when another process, or another part of this one, has it.
    static func acquire(_ place: Place) async throws -> DirectoryLock {
        let deadline = ContinuousClock.now + patience
        var refusals = 0
        while true {
            if let lock = try place.user.withFileRights({ try attempt(place) }) { return lock }
            // Others who only ask do not keep us from asking, an owner does. One may be leaving just now.
            let owner = try owner(of: place)
            if owner != nil { refusals += 1 }
            guard refusals < 10, ContinuousClock.now < deadline else {
                throw EmbeddedPostgresError.alreadyRunning(place.root, owner: owner?.process)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func attempt(_ place: Place) throws -> DirectoryLock? {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
        let descriptor = try systemCall("open", place.lock) { open(place.lock, flags, 0o600) }
        let lock = DirectoryLock(descriptor)
        guard try hold(descriptor, LOCK_EX, path: place.lock) else { return nil }
        try systemCall("write", place.lock) { ftruncate(descriptor, 0) }
        let birth = processBirth(getpid()) ?? 0
        try writeAll(descriptor, "\(getpid()) \(birth)\n", path: place.lock)
        return lock
    }

    /// Who holds the lock of a folder; nil when nobody does.
    static func owner(of place: Place) throws -> LockOwner? {
        try place.user.withFileRights {
            guard fileStatus(place.lock, followingLinks: false) != nil else { return nil }
            let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC
            let descriptor = try systemCall("open", place.lock) { open(place.lock, flags) }
            defer { close(descriptor) }
            if try hold(descriptor, LOCK_SH, path: place.lock) { return nil }
            let words = try readAll(descriptor, path: place.lock, limit: 100).split(whereSeparator: \.isWhitespace)
            // Between taking the lock and writing into it the old text is there, whose process may be any by now.
            guard words.count == 2, let process = Int32(words[0]), let birth = UInt64(words[1]),
                processBirth(process) == birth
            else { return LockOwner(process: nil) }
            return LockOwner(process: process)
        }
    }

    private static func hold(_ descriptor: Int32, _ kind: Int32, path: String) throws -> Bool {
        while flock(descriptor, kind | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR {
                throw EmbeddedPostgresError.system(operation: "lock", path: path, reason: message(errno))
            }
        }
        return true
    }

    private init(_ descriptor: Int32) {
        self.descriptor = Guarded(descriptor)
    }

    deinit { release() }

    /// Lets others have it. A second call does nothing.
    func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            // Explicitly, because a program that another thread is just starting holds a copy until its exec.
            flock(open, LOCK_UN)
            close(open)
            descriptor = nil
        }
    }
}

/// The process that runs the server of a folder; without an id when it lives in another container.
struct LockOwner: Equatable {
    let process: Int32?
}
