import Foundation
import Glibc
import Synchronization

/// The built program, run as a child of the tests with a data folder of its own.
final class ChorusProcess: Sendable {
    let process: ProcessHandle
    /// `http://127.0.0.1:PORT` of a server.
    let address: String
    /// The token that a first start prints.
    let token: String?

    private init(process: ProcessHandle, address: String, token: String?) {
        self.process = process
        self.address = address
        self.token = token
    }

    /// Starts `chorus serve --port 0` and waits until it announces its address.
    static func serve(
        _ folder: TemporaryDataFolder, _ arguments: [String] = ["--migrate"], environment: [String: String] = [:]
    ) async throws -> ChorusProcess {
        let process = try ProcessHandle.start(
            ["serve", "--data", folder.path, "--port", "0"] + arguments, log: folder.log(), environment: environment)
        for _ in 0..<3600 {
            let output = process.output()
            if let range = output.range(of: #"http://127\.0\.0\.1:\d+"#, options: .regularExpression),
                output.contains("Ctrl-C stops everything.")
            {
                let token = output.range(of: "chorus_[a-z2-7]{52}", options: .regularExpression)
                return ChorusProcess(
                    process: process, address: String(output[range]), token: token.map { String(output[$0]) })
            }
            if process.exitCode() != nil { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        process.kill(SIGKILL)
        throw ProcessFailure(output: process.output())
    }
}

/// A child did not do what it should.
struct ProcessFailure: Error, CustomStringConvertible {
    let output: String
    var description: String { "the program said:\n\(output)" }
}

/// A child process whose output goes to a file.
final class ProcessHandle: Sendable {
    let identifier: pid_t
    private let log: String
    private let ended = Mutex<Int32?>(nil)

    private init(identifier: pid_t, log: String) {
        self.identifier = identifier
        self.log = log
    }

    /// The program stands beside the test bundle.
    static var program: String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("chorus").path
    }

    /// Starts the program. It dies with the tests: the thread that starts it, to which that is tied, never ends.
    static func start(
        _ arguments: [String], log: String, environment: [String: String] = [:]
    ) throws -> ProcessHandle {
        let started = Mutex<Result<ProcessHandle, any Error>?>(nil)
        let semaphore = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
            process.arguments = ["--pdeathsig", "KILL", program] + arguments
            var all = ProcessInfo.processInfo.environment
            all["DATABASE_URL"] = nil
            process.environment = all.merging(environment) { _, new in new }
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            let output = FileHandle(forWritingAtPath: log)
            process.standardOutput = output
            process.standardError = output
            process.standardInput = FileHandle.nullDevice
            let result = Result { try process.run() }
            let handle = ProcessHandle(identifier: process.processIdentifier, log: log)
            started.withLock { $0 = result.map { handle } }
            semaphore.signal()
            guard case .success = result else { return }
            process.waitUntilExit()
            handle.ended.withLock {
                $0 = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
            }
        }
        semaphore.wait()
        guard let result = started.withLock({ $0 }) else { throw ProcessFailure(output: "not started") }
        return try result.get()
    }

    /// Runs a command to its end.
    /// - Returns: exit code (negative: signal) and everything that it printed
    static func run(
        _ arguments: [String], folder: TemporaryDataFolder, environment: [String: String] = [:]
    ) async throws -> (code: Int32, output: String) {
        let process = try start(arguments, log: folder.log(), environment: environment)
        return (try await process.waitForExit(), process.output())
    }

    func kill(_ signal: Int32) { Glibc.kill(identifier, signal) }

    /// Exit code, negative for a signal; nil while it runs.
    func exitCode() -> Int32? { ended.withLock { $0 } }

    func output() -> String {
        String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    }

    /// Waits for the end, three minutes at most.
    func waitForExit() async throws -> Int32 {
        for _ in 0..<3600 {
            if let code = exitCode() { return code }
            try await Task.sleep(for: .milliseconds(50))
        }
        kill(SIGKILL)
        throw ProcessFailure(output: "it did not end in three minutes\n" + output())
    }
}

/// A data folder with a short path, which PostgreSQL's sockets need, removed with everything that runs in it.
final class TemporaryDataFolder: Sendable {
    let path: String
    private let logs = Mutex(0)

    init() throws {
        var template = Array("/tmp/chorus-test.XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) else {
            throw ProcessFailure(output: "no temporary folder")
        }
        path = String(cString: made)
        // The private server runs as another user when the tests run as root.
        chmod(path, 0o755)
    }

    deinit {
        for process in servers() { Glibc.kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A fresh file for a child's output.
    func log() -> String {
        let number = logs.withLock { count in
            count += 1
            return count
        }
        return "\(path)/log-\(number)"
    }

    /// PostgreSQL's main process, from its own file; nil when there is none.
    func postmaster() -> pid_t? {
        let name = "\(path)/postgres/data/postmaster.pid"
        guard let file = FileManager.default.contents(atPath: name) else { return nil }
        return String(decoding: file, as: UTF8.self).split(separator: "\n").first.flatMap { pid_t($0) }
    }

    /// Every process that works in the data folder.
    func servers() -> [pid_t] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { pid_t($0) }.filter { process in
            let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            return place?.hasPrefix("\(path)/postgres") == true
        }
    }
}
