/// A PostgreSQL server of our own, reachable only through a Unix socket by root and by the user it runs as.
///
/// It ends when this process ends, however that happens, and starts again by itself when it dies before. After any
/// kind of death the next start recovers without help.
public final class PrivateServer: Sendable {
    /// For ``Postgres/ConnectionOptions``: role and database `chorus`. The same for every start in the same folder.
    public let connectionString: String
    /// Where the data live; differs from the folder that was named when that is a link.
    public let folder: String
    private let supervision: Task<Void, Never>?

    /// Whether this process runs the server, as opposed to using another process's.
    public var isOwner: Bool { supervision != nil }

    /// Starts the server, making a new database in an absent or empty folder.
    ///
    /// - Parameter onEvent: told about everything worth a line in a log, from any thread.
    /// - Throws: ``EmbeddedPostgresError``; `alreadyRunning` when another process runs the server of this folder.
    public static func start(
        in directory: ClusterDirectory, options: ServerOptions = ServerOptions(),
        onEvent: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) async throws -> PrivateServer {
        let place = try Place.made(directory, onEvent: onEvent)
        let lock = try await DirectoryLock.acquire(place)
        do {
            let dataVersion = try Initialisation.dataVersion(place)
            let binaries = try await Binaries.find(
                explicit: options.binaries, dataVersion: dataVersion, data: place.data)
            if dataVersion == nil {
                onEvent(.initialising(place.root))
                try await Initialisation(place: place, binaries: binaries, durability: options.durability).run()
            }
            let launch = Launch(place: place, binaries: binaries, options: options, onEvent: onEvent)
            let child = try await launch.start()
            return PrivateServer(place, Task { await launch.supervise(child, lock: lock) })
        } catch {
            lock.release()
            throw error
        }
    }

    /// Uses the server that another process runs in this folder; waits while that is still starting it.
    ///
    /// - Throws: ``EmbeddedPostgresError``; `notRunning` when no process does.
    public static func attach(
        to directory: ClusterDirectory, timeout: Duration = .seconds(60)
    ) async throws -> PrivateServer {
        guard let place = try Place.existing(directory) else {
            throw EmbeddedPostgresError.notRunning(directory.path)
        }
        let socket = SocketFolder(place)
        let deadline = ContinuousClock.now + timeout
        while try DirectoryLock.owner(of: place) != nil {
            var failure: EmbeddedPostgresError?
            if try PostmasterFile.read(place)?.isReady == true {
                do {
                    try place.user.withFileRights { try socket.verify(place) }
                    // It may be going down just now; then the next round finds the lock free.
                    if (try? await probe(socket)) != nil { return PrivateServer(place, nil) }
                } catch EmbeddedPostgresError.socketFolderNotPrivate(let path) {
                    // The file may be a killed predecessor's, and the owner has yet to make the folder or to close it.
                    failure = .socketFolderNotPrivate(path)
                }
            }
            guard ContinuousClock.now < deadline else {
                throw failure
                    ?? EmbeddedPostgresError.startFailed(
                        reason: "the process that starts it is not done after \(timeout)",
                        log: ServerLog(place: place).tail(from: 0))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw EmbeddedPostgresError.notRunning(place.root)
    }

    /// Starts the server, or uses the one that another process runs in this folder.
    public static func startOrAttach(
        in directory: ClusterDirectory, options: ServerOptions = ServerOptions(),
        onEvent: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) async throws -> PrivateServer {
        while true {
            do {
                return try await start(in: directory, options: options, onEvent: onEvent)
            } catch EmbeddedPostgresError.alreadyRunning {}
            do {
                return try await attach(to: directory, timeout: options.startTimeout)
            } catch EmbeddedPostgresError.notRunning {}
            // The owner ended in between.
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Ends the server and returns when nothing of it is left. Does nothing to another process's server.
    public func stop() async {
        supervision?.cancel()
        await supervision?.value
    }

    private init(_ place: Place, _ supervision: Task<Void, Never>?) {
        connectionString = SocketFolder(place).connectionString
        folder = place.root
        self.supervision = supervision
    }
}
