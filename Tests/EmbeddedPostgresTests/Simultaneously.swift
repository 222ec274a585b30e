import Foundation
import Glibc
import Synchronization

/// What a call gives on each of many threads that begin it at the same moment.
func simultaneously<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable () throws -> Value
) async -> [Result<Value, any Error>] {
    let line = StartingLine()
    return await withTaskGroup { group in
        for _ in 0..<count {
            group.addTask {
                await withCheckedContinuation { continuation in
                    Thread.detachNewThread {
                        line.wait(for: count)
                        continuation.resume(returning: Result(catching: body))
                    }
                }
            }
        }
        return await group.reduce(into: []) { $0.append($1) }
    }
}

private final class StartingLine: Sendable {
    private let arrived = Atomic<Int>(0)

    func wait(for count: Int) {
        arrived.add(1, ordering: .acquiringAndReleasing)
        while arrived.load(ordering: .acquiring) < count { sched_yield() }
    }
}
