import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// Who is let in: places for each class of work, room for bodies, and a share for each network.
final class Admission: Sendable {
    let limits: AdmissionLimits
    let bodies: BodyLedger
    private let places: [WorkClass: WorkSlots]
    private let reads: TokenBuckets
    private let writes: TokenBuckets
    private let signIns: TokenBuckets
    private let metrics: Metrics

    init(_ limits: AdmissionLimits, metrics: Metrics) {
        self.limits = limits
        self.metrics = metrics
        bodies = BodyLedger(most: limits.bodyBytes)
        places = [
            .upload: WorkSlots(places: limits.uploads, wait: limits.wait),
            .report: WorkSlots(places: limits.reports, wait: limits.wait),
            .feed: WorkSlots(places: limits.feeds, wait: limits.wait),
            .signIn: WorkSlots(places: limits.signIns, wait: limits.wait),
            // Nobody waits here who has not got a place as an upload, and what has arrived is not thrown away for
            // half a second.
            .parse: WorkSlots(places: limits.parses, line: 3 * limits.uploads, wait: limits.parseWait),
        ]
        reads = TokenBuckets(rate: Double(limits.readRate), capacity: Double(limits.readRate * 10))
        writes = TokenBuckets(rate: Double(limits.writeRate), capacity: Double(limits.writeRate * 10))
        signIns = TokenBuckets(rate: Double(limits.signInRate) / 60, capacity: Double(limits.signInRate))
    }

    /// How many work and wait in each class.
    var use: [(work: WorkClass, busy: Int, waiting: Int)] {
        WorkClass.allCases.map { work in
            let use = places[work]?.use
            return (work, use?.busy ?? 0, use?.waiting ?? 0)
        }
    }

    /// Takes a place for work, as long as what it returns is held.
    /// - Throws: `Problem` 503 when there is none in time
    func enter(_ work: WorkClass) async throws -> WorkPlace? {
        guard let slots = places[work] else { return nil }
        if let place = await slots.enter() { return place }
        try Task.checkCancellation()
        throw shed(work.rawValue)
    }

    /// Holds room for a body.
    /// - Throws: `Problem` 503 when there is none in time
    func hold(_ bytes: Int, wait: Duration? = nil) async throws -> HeldBytes {
        if let held = await bodies.hold(bytes, wait: wait ?? limits.wait) { return held }
        try Task.checkCancellation()
        throw shed("body_memory")
    }

    /// Takes a request of a network's visitor from its share.
    /// - Throws: `Problem` 429 when nothing is left of it
    func count(_ method: HTTPRequest.Method, of network: [UInt8]) throws {
        let isRead = method == .get || method == .head
        if let wait = (isRead ? reads : writes).take(network) { throw refused(isRead ? "reads" : "writes", wait) }
    }

    /// Takes an attempt to sign in from a network's share.
    /// - Parameter onlyLooks: whether it is only asked if there is one
    /// - Throws: `Problem` 429 when nothing is left of it
    func countSignIn(of network: [UInt8], onlyLooks: Bool = false) throws {
        if let wait = signIns.take(network, onlyLooks: onlyLooks) { throw refused("sign_ins", wait) }
    }

    private func shed(_ reason: String) -> Problem {
        metrics.shed(reason)
        return .overloaded()
    }

    private func refused(_ reason: String, _ wait: Double) -> Problem {
        metrics.shed("rate_\(reason)")
        return Problem(
            429, "rate_limited", "There were too many requests from this network.",
            retryAfter: Int(wait.rounded(.up)) + Int.random(in: 0...2))
    }
}
