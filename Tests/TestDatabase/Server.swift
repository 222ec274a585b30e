import Foundation
import Locks
import Postgres

/// The server of this test process: that of `DATABASE_URL`, or a throw-away one that dies with the process.
enum Server {
    /// Options for a session of the server's administrator.
    static func options() async throws -> ConnectionOptions { try await started.value }

    private static let started = Task {
        if let url = ProcessInfo.processInfo.environment["DATABASE_URL"] { return ConnectionOptions(url) }
        return try await start()
    }

    private static func start() async throws -> ConnectionOptions {
        // Short, because the path of a Unix socket is limited to 107 bytes.
        let directory = try run("/usr/bin/mktemp", ["-d", "/tmp/pgtest.XXXXXX"])
        let binaries = try run("/usr/bin/env", ["pg_config", "--bindir"])
        if getuid() == 0 { _ = try run("/bin/chown", ["postgres", directory]) }
        _ = try run(
            "/usr/bin/setpriv",
            account + [
                "\(binaries)/initdb", "--pgdata=\(directory)/data", "--username=postgres", "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            ])
        life.withLock { $0 = (directory, nil) }
        atexit { Server.stop() }
        launch(
            account + [
                "--pdeathsig=QUIT", "\(binaries)/postgres", "-D", "\(directory)/data", "-k", directory,
                "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200",
            ], log: "\(directory)/log")
        let options = ConnectionOptions("host=\(directory) user=postgres dbname=postgres")
        return try await whenReady(options)
    }

    /// Arguments of setpriv with which PostgreSQL does not run as root, which it refuses.
    private static var account: [String] {
        getuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--init-groups"] : []
    }

    private static let life = Guarded<(directory: String, server: pid_t?)?>(nil)

    /// The signal at the parent's death is tied to the thread that forked, so this one never ends.
    private static func launch(_ arguments: [String], log: String) {
        Thread.detachNewThread {
            let server = Process()
            server.executableURL = URL(filePath: "/usr/bin/setpriv")
            server.arguments = arguments
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            let output = FileHandle(forWritingAtPath: log)
            server.standardOutput = output
            server.standardError = output
            server.standardInput = FileHandle.nullDevice
            try? server.run()
            life.withLock { $0?.server = server.processIdentifier }
            while true { sleep(1_000_000) }
        }
    }

    private static func whenReady(_ options: ConnectionOptions) async throws -> ConnectionOptions {
        var attempts = 300
        while true {
            do {
                try await Connection.open(options).close()
                return options
            } catch {
                attempts -= 1
                guard attempts > 0 else { throw error }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private static func stop() {
        guard let (directory, server) = life.withLock({ $0 }) else { return }
        if let server {
            kill(server, SIGQUIT)
            waitpid(server, nil, 0)
        }
        _ = try? run("/bin/rm", ["-rf", directory])
    }

    /// Runs a command to its end.
    /// - Returns: the first line of what it printed.
    private static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: path, status: process.terminationStatus) }
        return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private struct Failure: Error {
        let command: String
        let status: Int32
    }
}
