import CProcess
import Foundation
import Glibc
import Locks

/// A program that we started and whose end we will see.
final class ChildProcess: Sendable {
    /// How a process ended.
    enum Exit: Sendable, Equatable, CustomStringConvertible {
        case code(Int32)
        case signal(Int32)

        init(_ status: Int32) {
            let number = status & 0x7F
            self = number == 0 ? .code((status >> 8) & 0xFF) : .signal(number)
        }

        var description: String {
            switch self {
            case .code(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    private enum State {
        case running([CheckedContinuation<Exit, Never>])
        case ended(Exit)
    }

    let process: pid_t
    private let state = Guarded<State>(.running([]))

    /// Starts a program with standard input and output on the given descriptors, which stay the caller's.
    static func spawn(_ command: Command, input: Int32, output: Int32) async throws -> ChildProcess {
        let child = ChildProcess(try await SpawnThread.shared.run { try command.spawn(input: input, output: output) })
        Thread.detachNewThread { child.watch() }
        return child
    }

    private init(_ process: pid_t) {
        self.process = process
    }

    /// Nil while it runs.
    var ended: Exit? {
        state.withLock { if case .ended(let exit) = $0 { exit } else { nil } }
    }

    /// Waits for the end; not interrupted by cancellation.
    func exit() async -> Exit {
        await withCheckedContinuation { continuation in
            let exit: Exit? = state.withLock { state in
                switch state {
                case .ended(let exit): return exit
                case .running(let waiting):
                    state = .running(waiting + [continuation])
                    return nil
                }
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }

    /// Sends a signal, unless the process has ended and its id may be another's.
    func signal(_ number: Int32) {
        state.withLock { if case .running = $0 { _ = kill(process, number) } }
    }

    private func watch() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        // Reaped only under the lock: until then the id cannot be given to another process.
        let (exit, waiting) = state.withLock { state -> (Exit, [CheckedContinuation<Exit, Never>]) in
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let exit = Exit(status)
            guard case .running(let waiting) = state else { return (exit, []) }
            state = .ended(exit)
            return (exit, waiting)
        }
        for continuation in waiting { continuation.resume(returning: exit) }
    }
}
