import Foundation

/// A value behind a lock, for whatever runs under the thread sanitizer.
///
/// Not `Synchronization.Mutex`: on Linux that is a bare futex which the thread sanitizer does not see, so that it would
/// report what is right as a race and hide the real ones.
package final class Guarded<Value>: @unchecked Sendable {  // Unchecked: `value` is used under `lock` only.
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) { self.value = value }

    package func withLock<Answer, Failure>(_ body: (inout Value) throws(Failure) -> Answer) throws(Failure) -> Answer {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
