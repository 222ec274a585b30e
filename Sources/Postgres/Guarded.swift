import Foundation

/// A value behind a lock, for the driver and for the tests that run under the thread sanitizer.
///
/// Not `Synchronization.Mutex`: on Linux that is a bare futex which the thread sanitizer does not see, so that it would
/// report every use of the pool as a race and hide the real ones.
package final class Guarded<Value>: @unchecked Sendable {  // Unchecked: `value` is used under `lock` only.
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) { self.value = value }

    package func withLock<Answer>(_ body: (inout Value) -> Answer) -> Answer {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
}
