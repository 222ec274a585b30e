import Core
import Locks

/// The bytes of bodies that are in memory, and who waits to bring more.
final class BodyLedger: Sendable {
    private struct Waiter {
        let id: Int
        let bytes: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var held = 0
        var lastID = 0
        var waiters: [Waiter] = []
    }

    private let most: Int
    private let state = Guarded(State())

    init(most: Int) { self.most = most }

    /// Bytes that are held now.
    var held: Int { state.withLock { $0.held } }

    /// Holds bytes until what it returns goes away, in the order of arrival.
    /// - Parameter bytes: a body beyond all that may be held waits until it is alone
    /// - Returns: nil when there was no room in time
    func hold(_ bytes: Int, wait: Duration) async -> HeldBytes? {
        let bytes = min(bytes, most)
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let isHeld = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isHeld = state.withLock { state in
                    guard !state.waiters.isEmpty || state.held + bytes > most else {
                        state.held += bytes
                        return true
                    }
                    state.waiters.append(Waiter(id: id, bytes: bytes, continuation: continuation))
                    return false
                }
                if isHeld { return continuation.resume(returning: true) }
                Task {
                    try? await Task.sleep(for: wait)
                    abandon(id)
                }
                if Task.isCancelled { abandon(id) }
            }
        } onCancel: {
            abandon(id)
        }
        return isHeld ? HeldBytes(self, bytes) : nil
    }

    private func abandon(_ id: Int) {
        let (waiter, next) = state.withLock { state in
            let waiter = state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            // It may have kept smaller ones behind it waiting.
            return (waiter, admit(&state))
        }
        waiter?.continuation.resume(returning: false)
        for waiter in next { waiter.continuation.resume(returning: true) }
    }

    fileprivate func release(_ bytes: Int) {
        let next = state.withLock { state in
            state.held -= bytes
            return admit(&state)
        }
        for waiter in next { waiter.continuation.resume(returning: true) }
    }

    private func admit(_ state: inout State) -> [Waiter] {
        var admitted: [Waiter] = []
        while let first = state.waiters.first, state.held + first.bytes <= most {
            state.held += first.bytes
            admitted.append(state.waiters.removeFirst())
        }
        return admitted
    }
}

/// Bytes that count as held as long as somebody holds this.
final class HeldBytes: Sendable {
    private let ledger: BodyLedger
    private let bytes: Int

    fileprivate init(_ ledger: BodyLedger, _ bytes: Int) { (self.ledger, self.bytes) = (ledger, bytes) }

    deinit { ledger.release(bytes) }
}
