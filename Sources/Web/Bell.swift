import Locks

/// Wakes whoever waits for something to happen; rings are not counted, only noticed.
public final class Bell: Sendable {
    private struct State {
        var rings = 0
        var isClosed = false
        var lastWaiter = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Guarded(State())

    /// A silent bell.
    public init() {}

    /// Wakes every listener.
    public func ring() {
        let waiting = state.withLock { state in
            state.rings += 1
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Ends every wait, now and from now on: the service stops.
    public func close() {
        state.withLock { $0.isClosed = true }
        ring()
    }

    /// How often it has rung.
    var rings: Int { state.withLock { $0.rings } }

    /// Whether waiting is over for good.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Starts listening; a ring from now on is not missed even if nobody waits yet.
    func listen() -> Listener { Listener(bell: self, heard: state.withLock { $0.rings }) }

    /// One that listens to a bell.
    struct Listener {
        fileprivate let bell: Bell
        fileprivate var heard: Int

        /// Returns at the next ring since the last call, after `limit`, or when the task is cancelled.
        mutating func wait(atMost limit: Duration) async {
            let (bell, heard) = (bell, heard)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await bell.ringing(after: heard) }
                group.addTask { try? await Task.sleep(for: limit) }
                await group.next()
                group.cancelAll()
            }
            self.heard = bell.state.withLock { $0.rings }
        }
    }

    /// Returns when the bell has rung more than `rings` times, or when the task is cancelled.
    private func ringing(after rings: Int) async {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.rings > rings || state.isClosed || Task.isCancelled { return true }
                    state.waiting[waiter] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume()
        }
    }
}

/// The two bells of the feed.
public struct FeedSignal: Sendable {
    /// Rung after a commit that put something into the outbox: wakes the sequencer.
    public let changes = Bell()
    /// Rung when the feed has grown: wakes long polls.
    public let events = Bell()

    /// Silent bells.
    public init() {}
}
