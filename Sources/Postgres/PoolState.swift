/// What the pool knows, as a value: each method decides, and the pool does what the answer says outside the lock.
struct PoolState {
    /// Leave to use a connection.
    enum Grant: Sendable {
        case reuse(IdleConnection)
        /// The caller opens one, in a place that is already counted.
        case open
    }

    struct IdleConnection: Sendable {
        let connection: Connection
        let since: ContinuousClock.Instant
    }

    typealias Answer = Result<Grant, PostgresError>

    struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Answer, Never>
    }

    /// What to do after a connection came back or was given up.
    enum Release {
        case nothing
        case grant(Waiter, Grant)
        /// The pool is shut down and this was the last connection.
        case drained([CheckedContinuation<Void, Never>])
    }

    let maximum: Int
    /// Open or being opened, whether idle or leased.
    private(set) var total = 0
    /// The last to come is the first to go, so that superfluous ones grow old.
    private(set) var idle: [IdleConnection] = []
    private(set) var waiters: [Waiter] = []
    private(set) var isClosed = false
    private var drains: [CheckedContinuation<Void, Never>] = []
    private var lastID: UInt64 = 0
    var maintenance: Task<Void, Never>?

    init(maximum: Int) { self.maximum = max(1, maximum) }

    /// A connection without waiting; `nil` when there is none.
    mutating func grant() -> Answer? {
        if isClosed { return .failure(PostgresError(.poolClosed)) }
        if let newest = idle.popLast() { return .success(.reuse(newest)) }
        guard total < maximum else { return nil }
        total += 1
        return .success(.open)
    }

    mutating func newID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// As `grant`, or else the caller waits in line.
    mutating func grantOrWait(_ waiter: Waiter) -> Answer? {
        if let answer = grant() { return answer }
        waiters.append(waiter)
        return nil
    }

    /// Takes a waiter out of the line, for it was cancelled or has waited too long.
    mutating func abandon(_ id: UInt64) -> Waiter? {
        waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) }
    }

    /// Takes a connection back that can be used again.
    /// - Returns: `nil` when the pool is closed: close the connection, then call `giveUp`.
    mutating func giveBack(_ connection: Connection, at now: ContinuousClock.Instant) -> Release? {
        guard !isClosed else { return nil }
        let free = IdleConnection(connection: connection, since: now)
        if !waiters.isEmpty { return .grant(waiters.removeFirst(), .reuse(free)) }
        idle.append(free)
        return .nothing
    }

    /// The place of a connection that was closed, or could not be opened.
    mutating func giveUp() -> Release {
        if !waiters.isEmpty { return .grant(waiters.removeFirst(), .open) }
        total -= 1
        guard isClosed, total == 0 else { return .nothing }
        defer { drains = [] }
        return .drained(drains)
    }

    /// Refuses everybody from now on.
    /// - Returns: those in line, and the idle connections to be closed and given up.
    mutating func close() -> (waiters: [Waiter], idle: [Connection], maintenance: Task<Void, Never>?) {
        isClosed = true
        defer { (waiters, idle) = ([], []) }
        return (waiters, idle.map(\.connection), maintenance)
    }

    /// Waits for the last connection.
    /// - Returns: whether there is none left already.
    mutating func drain(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard total > 0 else { return true }
        drains.append(continuation)
        return false
    }

    /// Takes out idle connections beyond their time, the oldest first, but leaves `minimum`.
    mutating func expire(before instant: ContinuousClock.Instant, keeping minimum: Int) -> [Connection] {
        let surplus = max(0, idle.count - minimum)
        let expired = idle.prefix(surplus).prefix { $0.since < instant }
        idle.removeFirst(expired.count)
        return expired.map(\.connection)
    }

    /// Reserves a place for an idle connection that is missing.
    mutating func reserveIdle(_ minimum: Int) -> Bool {
        guard !isClosed, idle.count < minimum, total < maximum else { return false }
        total += 1
        return true
    }
}
