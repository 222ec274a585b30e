import CProcess
import Dispatch
import Foundation
import Glibc

/// A program to run: its path, its arguments, as whom, and which signal it gets when we die.
struct Command: Sendable {
    var program: String
    var arguments: [String]
    /// Nil: as ourselves.
    var user: ServerUser?
    var deathSignal: Int32 = SIGKILL
    /// Further variables of its environment, `NAME=value`.
    var variables: [String] = []

    /// Only what the programs need: PGDATA, PGPORT and others like them would change what PostgreSQL does.
    private static let environment = ["LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin", "TZ=UTC"]

    /// On the calling thread, whose end the child takes for our death.
    func spawn(input: Int32, output: Int32) throws -> pid_t {
        let changed = user.flatMap { $0.differsFromCaller ? $0 : nil }
        var child: pid_t = 0
        let code = program.withCString { path in
            withCStrings([program] + arguments) { arguments in
                withCStrings(Self.environment + variables) { environment in
                    (changed?.groups ?? []).withUnsafeBufferPointer { groups in
                        var plan = process_plan(
                            executable: path, arguments: arguments, environment: environment, input: input,
                            output: output, death_signal: deathSignal, change_user: changed == nil ? 0 : 1,
                            user: changed?.id ?? 0, group: changed?.group ?? 0, groups: groups.baseAddress,
                            group_count: groups.count)
                        return process_spawn(&plan, &child)
                    }
                }
            }
        }
        guard code == 0 else {
            throw EmbeddedPostgresError.system(operation: "run", path: program, reason: message(code))
        }
        return child
    }

    /// Runs to the end. `input` must fit into a pipe (64 KiB).
    func run(input: String = "") async throws -> (exit: ChildProcess.Exit, output: String) {
        let (inputReader, inputWriter) = try pipe()
        let (outputReader, outputWriter) = try pipe()
        defer { close(outputReader) }
        let child: ChildProcess
        do {
            defer {
                close(inputReader)
                close(inputWriter)
                close(outputWriter)
            }
            try writeAll(inputWriter, input, path: program)
            // The child must not keep the write end of its own input open; all but 0, 1 and 2 are closed there.
            child = try await ChildProcess.spawn(self, input: inputReader, output: outputWriter)
        }
        let output = try await onOwnThread { try readAll(outputReader, path: program, limit: 1 << 20) }
        return (await child.exit(), output)
    }

    func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        try systemCall("make pipe for", program) { process_pipe(&ends) }
        return (ends[0], ends[1])
    }
}

/// For a call that blocks: threads of Swift's pool are too few to be kept waiting.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return copies.withUnsafeBufferPointer { buffer in
        // Never empty: the last element ends the list.
        withExtendedLifetime(buffer) { body(buffer.baseAddress.unsafelyUnwrapped) }
    }
}
