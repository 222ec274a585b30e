import Dispatch
import Foundation
import Locks

/// The one thread that starts child processes. It never ends, because the kernel sends a child its parent-death signal
/// when the *thread* that forked it ends, and threads of Swift's pool and of Dispatch come and go.
final class SpawnThread: Sendable {
    static let shared = SpawnThread()

    private let jobs = Guarded<[@Sendable () -> Void]>([])
    private let pending = DispatchSemaphore(value: 0)

    private init() {
        let thread = Thread { [self] in
            while true {
                pending.wait()
                let job = jobs.withLock { $0.removeFirst() }
                job()
            }
        }
        thread.name = "spawn"
        thread.start()
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            jobs.withLock { $0.append { continuation.resume(with: Result(catching: body)) } }
            pending.signal()
        }
    }
}
