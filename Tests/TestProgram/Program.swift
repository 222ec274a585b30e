public import Foundation

/// Another program, run to its end.
public enum Program {
    /// What it left.
    public struct Outcome: Sendable {
        /// Exit code, or the number of the signal that ended it.
        public var code: Int32
        /// All that it printed.
        public var bytes: [UInt8]

        /// The same as text.
        public var output: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Runs a program that is looked for on the path.
    /// - Parameter withErrors: whether what it prints to its standard error counts as output; otherwise it goes to ours
    public static func run(_ arguments: [String], withErrors: Bool = false) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            // It waits, which no thread of the tests' own pool may.
            Thread.detachNewThread {
                let process = Process()
                process.executableURL = URL(filePath: "/usr/bin/env")
                process.arguments = arguments
                let pipe = Pipe()
                process.standardOutput = pipe
                if withErrors { process.standardError = pipe }
                do {
                    try process.run()
                } catch {
                    return continuation.resume(throwing: error)
                }
                let bytes = Array(pipe.fileHandleForReading.readDataToEndOfFile())
                process.waitUntilExit()
                continuation.resume(returning: Outcome(code: process.terminationStatus, bytes: bytes))
            }
        }
    }

    /// What the `gzip` command makes of bytes: compressed with `-6 -c`, or with `-dc` unpacked.
    public static func gzip(_ options: String..., input: [UInt8]) async throws -> Outcome {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await run(["sh", "-c", "exec gzip \(options.joined(separator: " ")) <'\(file.path)'"])
    }
}
