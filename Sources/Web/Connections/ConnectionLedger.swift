import Locks

/// Who holds how many connections.
final class ConnectionLedger: Sendable {
    /// What becomes of a new connection.
    enum Decision: Equatable {
        case welcome
        /// There are too many of all.
        case full
        /// There are too many of this client.
        case fullForClient
    }

    private struct State {
        var total = 0
        var byClient: [[UInt8]: Int] = [:]
    }

    private let state = Guarded(State())

    /// Open connections that were welcome.
    var total: Int { state.withLock { $0.total } }

    /// Counts a connection if there is room for it; each that is welcome must `leave`.
    /// - Parameter client: whose share it is taken from; nil for nobody's
    func enter(_ client: [UInt8]?, limits: ConnectionLimits) -> Decision {
        state.withLock { state in
            guard state.total < limits.connections else { return .full }
            if let client {
                guard state.byClient[client, default: 0] < limits.connectionsPerClient else { return .fullForClient }
                state.byClient[client, default: 0] += 1
            }
            state.total += 1
            return .welcome
        }
    }

    /// Forgets a connection that was welcome.
    func leave(_ client: [UInt8]?) {
        state.withLock { state in
            state.total -= 1
            guard let client, let left = state.byClient[client].map({ $0 - 1 }) else { return }
            state.byClient[client] = left > 0 ? left : nil
        }
    }
}
