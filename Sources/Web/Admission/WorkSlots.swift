import Core
import Locks

/// Places for work of one kind: whoever finds none free waits a moment in a short line.
final class WorkSlots: Sendable {
    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var busy = 0
        var lastID = 0
        var waiters: [Waiter] = []
    }

    let places: Int
    private let line: Int
    private let wait: Duration
    private let state = Guarded(State())

    /// - Parameters:
    ///   - places: how many work at a time
    ///   - line: how many wait; twice as many as there are places unless said otherwise
    ///   - wait: for how long
    init(places: Int, line: Int? = nil, wait: Duration) {
        self.places = places
        self.line = line ?? 2 * places
        self.wait = wait
    }

    /// Places that are taken, and who waits for one.
    var use: (busy: Int, waiting: Int) { state.withLock { ($0.busy, $0.waiters.count) } }

    /// Takes a place until what it returns goes away.
    /// - Returns: nil when there was none in time
    func enter() async -> WorkPlace? {
        if let isIn = state.withLock({ enterAtOnce(&$0) }) { return isIn ? WorkPlace(self) : nil }
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isIn = state.withLock { state -> Bool? in
                    if let isIn = enterAtOnce(&state) { return isIn }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let isIn { return continuation.resume(returning: isIn) }
                // Not before it stands in the line: whoever gave up too early would wait for ever.
                Task { [wait] in
                    try? await Task.sleep(for: wait)
                    abandon(id)
                }
                if Task.isCancelled { abandon(id) }
            }
        } onCancel: {
            abandon(id)
        }
        return isIn ? WorkPlace(self) : nil
    }

    /// Whether a place was free, or not even one in the line; nil for one in the line.
    private func enterAtOnce(_ state: inout State) -> Bool? {
        if state.busy < places {
            state.busy += 1
            return true
        }
        return state.waiters.count >= line ? false : nil
    }

    private func abandon(_ id: Int) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    fileprivate func leave() {
        let next = state.withLock { state -> Waiter? in
            if !state.waiters.isEmpty { return state.waiters.removeFirst() }
            state.busy -= 1
            return nil
        }
        next?.continuation.resume(returning: true)
    }
}

/// A place that is taken as long as somebody holds it.
final class WorkPlace: Sendable {
    private let slots: WorkSlots

    fileprivate init(_ slots: WorkSlots) { self.slots = slots }

    deinit { slots.leave() }
}
