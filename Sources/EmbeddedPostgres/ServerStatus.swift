import Glibc

/// What can be told about a private server from outside.
public struct ServerStatus: Sendable, Equatable {
    /// What the server is doing.
    public enum State: String, Sendable {
        /// There is no database yet.
        case absent
        /// There is a database and nobody runs it.
        case stopped
        /// A process is starting, recovering or stopping it.
        case changing
        /// It accepts connections.
        case running
    }

    /// Whether it runs.
    public let state: State
    /// Where the data live.
    public let folder: String
    /// The process that runs the server, such as `chorus serve`.
    public let owner: Int32?
    /// PostgreSQL's main process.
    public let process: Int32?
    /// PostgreSQL's major version.
    public let version: Int?
    /// Size of the data on disk.
    public let bytes: Int
    /// How to connect to it while it runs.
    public let connectionString: String
}

extension PrivateServer {
    /// Looks without changing anything.
    ///
    /// - Throws: ``EmbeddedPostgresError`` when the folder is not ours or may not be read.
    public static func status(of directory: ClusterDirectory) throws -> ServerStatus {
        guard let place = try Place.existing(directory) else {
            return ServerStatus(
                state: .absent, folder: try absolutePath(directory.path), owner: nil, process: nil, version: nil,
                bytes: 0, connectionString: "")
        }
        let owner = try DirectoryLock.owner(of: place)
        let version = try Initialisation.dataVersion(place)
        let file = try PostmasterFile.read(place)
        let processes = try serverProcesses(in: place.data, of: place.user)
        let process = file?.process.flatMap { processes.contains($0) ? $0 : nil }
        let state: ServerStatus.State =
            if process != nil, file?.isReady == true {
                .running
            } else if owner != nil || !processes.isEmpty {
                .changing
            } else {
                version == nil ? .absent : .stopped
            }
        return ServerStatus(
            state: state, folder: place.root, owner: owner?.process, process: process, version: version,
            bytes: try place.user.withFileRights { diskUse(place.data) },
            connectionString: SocketFolder(place).connectionString)
    }

    /// Ends the server of a folder, whoever runs it: the process that owns it is asked to end (SIGTERM), because it
    /// would otherwise restart the server; a server without an owner is ended directly.
    ///
    /// - Returns: false when nothing was running.
    /// - Throws: ``EmbeddedPostgresError``; `alreadyRunning` when another process took over at once.
    @discardableResult
    public static func stop(_ directory: ClusterDirectory, timeout: Duration = .seconds(60)) async throws -> Bool {
        guard let place = try Place.existing(directory) else { return false }
        let owner = try DirectoryLock.owner(of: place)
        if let owner { try await end(owner, of: place, timeout: timeout) }
        let lock = try await DirectoryLock.acquire(place)
        defer { lock.release() }
        let ended = try await endOrphans(of: place, in: place.data)
        return owner != nil || !ended.isEmpty
    }

    private static func end(_ owner: LockOwner, of place: Place, timeout: Duration) async throws {
        guard let process = owner.process else {
            throw EmbeddedPostgresError.ownerWillNotStop(owner: nil, reason: "it cannot be seen from here")
        }
        guard process != getpid() else {
            throw EmbeddedPostgresError.ownerWillNotStop(owner: process, reason: "it is this process")
        }
        // It may have ended by itself meanwhile.
        guard kill(process, SIGTERM) == 0 || errno == ESRCH else {
            throw EmbeddedPostgresError.ownerWillNotStop(owner: process, reason: message(errno))
        }
        let deadline = ContinuousClock.now + timeout
        // Not until there is none: somebody may wait to be the next.
        while try DirectoryLock.owner(of: place) == owner {
            guard ContinuousClock.now < deadline else {
                throw EmbeddedPostgresError.ownerWillNotStop(owner: process, reason: "still there after \(timeout)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// Bytes that a folder and everything in it take on disk.
private func diskUse(_ path: String) -> Int {
    guard let status = fileStatus(path, followingLinks: false) else { return 0 }
    let own = Int(status.st_blocks) * 512
    guard status.isDirectory else { return own }
    return ((try? names(in: path)) ?? []).reduce(own) { $0 + diskUse(path + "/" + $1) }
}
