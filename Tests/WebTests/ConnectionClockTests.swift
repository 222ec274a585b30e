import NIOCore
import Testing

@testable import Web

@Suite("The clock of a connection") struct ConnectionClockTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func clock(_ change: (inout ConnectionLimits) -> Void = { _ in }) -> ConnectionClock {
        var limits = ConnectionLimits()
        change(&limits)
        return ConnectionClock(limits, now: start)
    }

    private func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test("lets a connection go that asks nothing, sooner when it never asked anything")
    func idle() {
        var fresh = clock()
        #expect(fresh.nextLook(hasBacklog: false) == at(10))
        #expect(fresh.verdict(hasBacklog: false, now: at(9)) == nil)
        #expect(fresh.verdict(hasBacklog: false, now: at(10)) == .idle)
        #expect(fresh.nextLook(hasBacklog: false) == at(10))
        var used = clock()
        exchange(&used, at: 1)
        #expect(used.verdict(hasBacklog: false, now: at(60)) == nil)
        #expect(used.verdict(hasBacklog: false, now: at(61)) == .idle)
    }

    @Test("counts a head from its first byte")
    func head() {
        var clock = clock()
        exchange(&clock, at: 1)
        clock.bytes(10, now: at(40))
        clock.bytes(10, now: at(49))
        #expect(clock.verdict(hasBacklog: false, now: at(49)) == nil)
        #expect(clock.verdict(hasBacklog: false, now: at(50)) == .slowHead)
    }

    @Test("wants each ten seconds of a body to bring their share")
    func rate() {
        var clock = clock()
        clock.bytes(100, now: at(0))
        clock.headEnded(now: at(0))
        clock.bytes(1 << 20, now: at(1))
        #expect(clock.verdict(hasBacklog: false, now: at(10)) == nil)
        clock.bytes(81_920, now: at(15))
        #expect(clock.verdict(hasBacklog: false, now: at(20)) == nil)
        // A burst before does not buy a rest.
        clock.bytes(81_919, now: at(25))
        #expect(clock.verdict(hasBacklog: false, now: at(29)) == nil)
        #expect(clock.verdict(hasBacklog: false, now: at(30)) == .slowBody)
    }

    @Test("does not blame the client while nobody takes its body")
    func heldBack() {
        var clock = clock()
        clock.bytes(100, now: at(0))
        clock.headEnded(now: at(0))
        clock.body(isWanted: false, now: at(1))
        #expect(clock.verdict(hasBacklog: false, now: at(10)) == nil)
        #expect(clock.verdict(hasBacklog: false, now: at(20)) == nil)
        #expect(clock.nextLook(hasBacklog: false) == at(120))
        clock.body(isWanted: true, now: at(25))
        #expect(clock.verdict(hasBacklog: false, now: at(33)) == nil)
        #expect(clock.verdict(hasBacklog: false, now: at(34)) == .slowBody)
    }

    @Test("catches a body that drips, however often somebody asks for the next drop")
    func drip() {
        var clock = clock()
        clock.bytes(100, now: at(0))
        clock.headEnded(now: at(0))
        for second in Int64(1)...9 {
            clock.bytes(1, now: at(second))
            clock.body(isWanted: false, now: at(second))
            clock.body(isWanted: true, now: at(second))
        }
        #expect(clock.verdict(hasBacklog: false, now: at(10)) == .slowBody)
    }

    @Test("ends a request whose body or answer takes too long as a whole")
    func whole() {
        var body = clock { $0.bodyRate = 0 }
        body.bytes(100, now: at(0))
        body.headEnded(now: at(0))
        for second in stride(from: Int64(10), to: 120, by: 10) {
            #expect(body.verdict(hasBacklog: false, now: at(second)) == nil)
        }
        #expect(body.verdict(hasBacklog: false, now: at(120)) == .slowBody)
        var work = clock()
        work.bytes(100, now: at(0))
        work.headEnded(now: at(0))
        work.requestEnded(now: at(0))
        #expect(work.verdict(hasBacklog: false, now: at(119)) == nil)
        #expect(work.verdict(hasBacklog: false, now: at(120)) == .slowAnswer)
    }

    @Test("lets an answer take as long as the client takes some of it")
    func stall() {
        var clock = clock()
        clock.bytes(100, now: at(0))
        clock.headEnded(now: at(0))
        clock.requestEnded(now: at(0))
        clock.answerBegan(now: at(1))
        #expect(clock.verdict(hasBacklog: true, now: at(30)) == nil)
        clock.answerMoved(now: at(30))
        #expect(clock.verdict(hasBacklog: true, now: at(59)) == nil)
        #expect(clock.verdict(hasBacklog: true, now: at(60)) == .stalled)
        #expect(clock.verdict(hasBacklog: false, now: at(600)) == nil)
        #expect(clock.nextLook(hasBacklog: false) == nil)
    }

    @Test("waits for what has not gone before it closes for good")
    func closing() {
        var clock = clock()
        exchange(&clock, at: 1)
        clock.closing(now: at(1))
        #expect(clock.verdict(hasBacklog: true, now: at(30)) == nil)
        #expect(clock.verdict(hasBacklog: true, now: at(31)) == .stalled)
        #expect(clock.verdict(hasBacklog: false, now: at(3)) == .lingering)
    }

    private func exchange(_ clock: inout ConnectionClock, at second: Int64) {
        clock.bytes(100, now: at(second))
        clock.headEnded(now: at(second))
        clock.requestEnded(now: at(second))
        clock.answerBegan(now: at(second))
        clock.answerEnded(now: at(second))
    }
}
