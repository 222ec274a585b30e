import Testing

@testable import Web

@Suite("The ledger of bodies", .timeLimit(.minutes(5))) struct BodyLedgerTests {
    @Test("holds as many bytes as it may, in the order of arrival, and a giant alone")
    func order() async {
        let ledger = BodyLedger(most: 100)
        var first = await ledger.hold(60, wait: .seconds(60))
        #expect(first != nil && ledger.held == 60)
        let giant = Task {
            let held = await ledger.hold(1000, wait: .seconds(60))
            defer { withExtendedLifetime(held) {} }
            return held != nil && ledger.held == 100
        }
        while await ledger.hold(1, wait: .zero) != nil { await Task.yield() }
        let small = Task { await ledger.hold(10, wait: .seconds(60)) != nil }
        first = nil
        #expect(await giant.value)
        #expect(await small.value)
        #expect(ledger.held == 0)
        withExtendedLifetime(first) {}
    }

    @Test("lets those behind go on when the one before them gives up")
    func abandonment() async {
        let ledger = BodyLedger(most: 100)
        let held = await ledger.hold(60, wait: .zero)
        let giant = Task { await ledger.hold(100, wait: .seconds(600)) }
        while await ledger.hold(1, wait: .zero) != nil { await Task.yield() }
        let small = Task { await ledger.hold(10, wait: .seconds(600)) != nil }
        giant.cancel()
        #expect(await giant.value == nil)
        #expect(await small.value)
        withExtendedLifetime(held) {}
    }
}
