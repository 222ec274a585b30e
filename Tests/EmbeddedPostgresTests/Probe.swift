import Foundation
import Synchronization
import Testing

/// The helper program, running in a process of its own.
final class Probe: Sendable {
    /// Next to the test program.
    static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (tests as NSString).deletingLastPathComponent + "/embedded-postgres-probe"
    }()

    private let process: Process
    private let printed = Mutex<String>("")

    var id: Int32 { process.processIdentifier }
    var output: String { printed.withLock { $0 } }
    var isRunning: Bool { process.isRunning }

    /// - Parameter user: a user to become first; only root can do that.
    init(_ verb: String, _ folder: String, user: String? = nil) throws {
        process = Process()
        var words = [Self.program, verb, folder]
        if let user { words = try become(user) + words }
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        let pipe = Pipe()
        process.standardOutput = pipe
        pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.printed.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
        try process.run()
    }

    /// Waits for a line that begins with the given words, and returns it.
    func line(_ beginning: String) async throws -> String {
        let found = try await eventually(within: .seconds(180)) { find(beginning) != nil || !isRunning }
        #expect(found, "waiting for “\(beginning)” after: \(output)")
        // What it printed last may still be in the pipe.
        _ = try await eventually(within: .seconds(20)) { find(beginning) != nil }
        return try #require(find(beginning), "expected “\(beginning)”, got: \(output)")
    }

    private func find(_ beginning: String) -> String? {
        output.split(separator: "\n").map(String.init).first { $0.hasPrefix(beginning) }
    }

    /// Ends it without a chance to clean up.
    func killHard() async throws {
        kill(id, SIGKILL)
        #expect(try await eventually { !isRunning })
    }

    func terminate() async throws {
        kill(id, SIGTERM)
        #expect(try await eventually { !isRunning })
    }
}
