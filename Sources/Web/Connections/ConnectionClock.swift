import NIOCore

/// What a connection waits for, and when that has taken too long: a value that knows no channel.
struct ConnectionClock {
    /// Why a connection is ended.
    enum Verdict: String {
        /// Nothing was asked: it just ends.
        case idle
        /// A head was begun and not finished.
        case slowHead = "slow_head"
        /// A body comes too slowly, or takes too long as a whole.
        case slowBody = "slow_body"
        /// The answer took too long to begin.
        case slowAnswer = "slow_answer"
        /// The client takes nothing of the answer.
        case stalled
        /// It was told that this is the end, and went on nevertheless.
        case lingering
    }

    private enum Reading {
        case nothing
        case head
        case body
    }

    /// Time that a client has to notice that its connection ends.
    static let linger = TimeAmount.seconds(2)

    private let limits: Limits
    private var reading = Reading.nothing
    private var isFirst = true
    /// When what is read now began.
    private var readingSince: NIODeadline
    private var windowSince: NIODeadline
    private var windowBytes = 0
    /// Since when nobody asks for more of the body: such a pause is not the client's.
    private var heldSince: NIODeadline?
    /// Requests whose answer has not ended.
    private(set) var unanswered = 0
    private(set) var answerHasBegun = false
    private var answerSince: NIODeadline
    private var closingSince: NIODeadline?

    init(_ limits: ConnectionLimits, now: NIODeadline) {
        self.limits = Limits(limits)
        (readingSince, windowSince, answerSince) = (now, now, now)
    }

    /// Whether a request is being read whose head is complete and whose body is not.
    var isInBody: Bool { if case .body = reading { true } else { false } }
    /// Whether a head was begun and is not complete.
    var isInHead: Bool { if case .head = reading { true } else { false } }
    /// Whether nothing is asked or answered.
    var isQuiet: Bool { unanswered == 0 && !isInHead && !isInBody }

    mutating func bytes(_ count: Int, now: NIODeadline) {
        switch reading {
        case .nothing: (reading, readingSince) = (.head, now)
        case .head: break
        case .body: windowBytes += count
        }
    }

    mutating func headEnded(now: NIODeadline) {
        reading = .body
        isFirst = false
        (windowSince, windowBytes, heldSince) = (now, 0, nil)
        unanswered += 1
        if unanswered == 1 { answerSince = now }
    }

    mutating func requestEnded(now: NIODeadline) { (reading, readingSince) = (.nothing, now) }

    /// - Parameter isWanted: whether more of the body is asked for, or held back
    mutating func body(isWanted: Bool, now: NIODeadline) {
        if !isWanted {
            heldSince = heldSince ?? now
        } else if let held = heldSince {
            windowSince = windowSince + (now - held)
            heldSince = nil
        }
    }

    mutating func answerBegan(now: NIODeadline) { (answerHasBegun, answerSince) = (true, now) }

    /// The client has taken something of the answer.
    mutating func answerMoved(now: NIODeadline) { answerSince = now }

    mutating func answerEnded(now: NIODeadline) {
        unanswered -= 1
        answerHasBegun = false
        answerSince = now
        if !isInBody { readingSince = now }
    }

    mutating func closing(now: NIODeadline) { closingSince = closingSince ?? now }

    /// When to look next; nil when there is nothing to wait for.
    /// - Parameter hasBacklog: whether bytes of answers wait for the client
    func nextLook(hasBacklog: Bool) -> NIODeadline? { waits(hasBacklog: hasBacklog).map(\.until).min() }

    /// What has taken too long by now.
    mutating func verdict(hasBacklog: Bool, now: NIODeadline) -> Verdict? {
        for (wait, until) in waits(hasBacklog: hasBacklog) where until <= now {
            switch wait {
            case .end(let verdict): return verdict
            case .window:
                if windowBytes < limits.windowBytes { return .slowBody }
                (windowSince, windowBytes) = (now, 0)
            }
        }
        return nil
    }

    private enum Wait {
        /// Until then it must have happened.
        case end(Verdict)
        /// Then there must have been enough of the body.
        case window
    }

    private func waits(hasBacklog: Bool) -> [(wait: Wait, until: NIODeadline)] {
        var waits: [(wait: Wait, until: NIODeadline)] = []
        if hasBacklog { waits.append((.end(.stalled), answerSince + limits.writeStall)) }
        if let closingSince {
            return hasBacklog ? waits : [(.end(.lingering), max(closingSince, answerSince) + Self.linger)]
        }
        if unanswered > 0, !answerHasBegun {
            let verdict = isInBody && unanswered == 1 ? Verdict.slowBody : .slowAnswer
            waits.append((.end(verdict), answerSince + limits.request))
        }
        switch reading {
        case .nothing where unanswered == 0 && !hasBacklog:
            waits.append((.end(.idle), readingSince + (isFirst ? limits.head : limits.idle)))
        case .head where unanswered == 0: waits.append((.end(.slowHead), readingSince + limits.head))
        case .body where unanswered == 1 && !answerHasBegun && heldSince == nil:
            waits.append((.window, windowSince + limits.bodyWindow))
        default: break
        }
        return waits
    }
}

/// The limits in NIO's terms.
private struct Limits {
    let head, request, bodyWindow, writeStall, idle: TimeAmount
    /// Least bytes of a body in a window.
    let windowBytes: Int

    init(_ limits: ConnectionLimits) {
        head = TimeAmount(limits.head)
        request = TimeAmount(limits.request)
        bodyWindow = TimeAmount(limits.bodyWindow)
        writeStall = TimeAmount(limits.writeStall)
        idle = TimeAmount(limits.idle)
        windowBytes = Int(Double(limits.bodyRate) * (limits.bodyWindow / .seconds(1)))
    }
}
