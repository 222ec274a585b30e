import Glibc
import Postgres

/// Everything needed to start the server of a folder, the first time and again after it died.
struct Launch: Sendable {
    let place: Place
    let binaries: Binaries
    let options: ServerOptions
    let onEvent: @Sendable (ServerEvent) -> Void

    var socket: SocketFolder { SocketFolder(place) }
    var log: ServerLog { ServerLog(place: place) }

    private static let patience = Duration.seconds(30)

    /// Starts the server and returns when it answers. A start that fails because something of the predecessor is still
    /// going away is repeated for half a minute.
    func start() async throws -> ChildProcess {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            try await clear()
            do {
                return try await attempt()
            } catch EmbeddedPostgresError.startFailed(let reason, let log)
                where Self.isPassing(log) && ContinuousClock.now < deadline
            {
                onEvent(.retryingStart(reason: reason))
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    /// Removes what a predecessor left and what would block a start.
    private func clear() async throws {
        let ended = try await endOrphans(of: place, in: place.data)
        if !ended.isEmpty { onEvent(.endedOrphans(ended)) }
        if let process = try PostmasterFile.removeIfStale(place) { onEvent(.removedStalePidFile(process)) }
        try socket.prepare(place)
        try log.rotateIfLarge()
        try Configuration(place: place, socket: socket, options: options).write()
    }

    private func attempt() async throws -> ChildProcess {
        let offset = log.size
        let output = try log.open()
        defer { close(output) }
        let input = try systemCall("open", "/dev/null") { open("/dev/null", O_RDONLY | O_CLOEXEC) }
        defer { close(input) }
        // SIGINT is PostgreSQL's fast shutdown: sessions are cut, everything is written, no recovery afterwards.
        let command = Command(
            program: binaries.postgres,
            arguments: Configuration(place: place, socket: socket, options: options).arguments, user: place.user,
            deathSignal: SIGINT)
        let child = try await ChildProcess.spawn(command, input: input, output: output)
        do {
            try await awaitReady(child, logOffset: offset)
        } catch {
            await child.stop()
            throw error
        }
        onEvent(.ready(process: child.process))
        return child
    }

    private func awaitReady(_ child: ChildProcess, logOffset: Int) async throws {
        let deadline = ContinuousClock.now + options.startTimeout
        // The file first: attempts to connect during recovery would fill the log.
        while true {
            if let exit = child.ended {
                throw EmbeddedPostgresError.startFailed(reason: exit.description, log: log.tail(from: logOffset))
            }
            if let file = try PostmasterFile.read(place), file.process == child.process, file.isReady { break }
            if ContinuousClock.now > deadline {
                throw EmbeddedPostgresError.startFailed(
                    reason: "not ready after \(options.startTimeout)", log: log.tail(from: logOffset))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        do {
            try await probe(socket)
        } catch let error as PostgresError {
            throw EmbeddedPostgresError.startFailed(
                reason: "it does not answer: \(error)", log: log.tail(from: logOffset))
        }
    }

    /// Messages of a start that failed because of something that goes away by itself.
    private static func isPassing(_ log: String) -> Bool {
        ["shared memory block", "lock file", "could not bind Unix address"].contains { log.contains($0) }
    }
}

/// Asks the server for an answer.
func probe(_ socket: SocketFolder) async throws {
    let connection = try await Connection.open(ConnectionOptions(socket.connectionString))
    _ = try await connection.first("select 1", as: Int32.self)
    await connection.close()
}

extension ChildProcess {
    /// Ends a server: politely, then at once, then by force. Goes on when the calling task is cancelled.
    func stop() async {
        let stopping = Task.detached { [self] in
            for (number, patience) in [(SIGINT, Duration.seconds(20)), (SIGQUIT, .seconds(10))] {
                signal(number)
                let deadline = ContinuousClock.now + patience
                while ContinuousClock.now < deadline {
                    if ended != nil { return }
                    try? await Task.sleep(for: .milliseconds(5))
                }
            }
            signal(SIGKILL)
            _ = await exit()
        }
        await stopping.value
    }
}
