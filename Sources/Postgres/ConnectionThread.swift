import Foundation

/// Runs a connection's jobs one after the other on a thread of its own, where libpq may block.
final class ConnectionThread: SerialExecutor {
    private let queue = JobQueue()

    init() {
        let queue = queue
        let thread = Thread { queue.drain() }
        thread.name = "postgres"
        thread.start()
    }

    deinit { queue.stop() }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job), for: self)
    }
}

// Unchecked: every access to `jobs` and `isStopped` is under `condition`.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    /// Each job keeps its executor: the last one may be the `deinit` of the connection that owns it.
    private var jobs: [(job: UnownedJob, executor: ConnectionThread)] = []
    private var isStopped = false

    func append(_ job: UnownedJob, for executor: ConnectionThread) {
        condition.lock()
        jobs.append((job, executor))
        condition.signal()
        condition.unlock()
    }

    func stop() {
        condition.lock()
        isStopped = true
        condition.signal()
        condition.unlock()
    }

    func drain() {
        while let (job, executor) = next() {
            job.runSynchronously(on: executor.asUnownedSerialExecutor())
        }
    }

    private func next() -> (job: UnownedJob, executor: ConnectionThread)? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty {
            if isStopped { return nil }
            condition.wait()
        }
        return jobs.removeFirst()
    }
}
