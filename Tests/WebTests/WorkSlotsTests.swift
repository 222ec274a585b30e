import Locks
import Testing

@testable import Web

@Suite("Places for work", .timeLimit(.minutes(5))) struct WorkSlotsTests {
    @Test("are as many as there are, with a line behind them, and nobody beyond it waits")
    func line() async {
        let slots = WorkSlots(places: 2, wait: .seconds(60))
        var held = [await slots.enter(), await slots.enter()]
        #expect(!held.contains { $0 == nil })
        let waiting = (0..<4).map { _ in Task { await slots.enter() != nil } }
        while slots.use.waiting < 4 { await Task.yield() }
        #expect(await slots.enter() == nil)
        held.removeAll()
        // Each place that is given back goes to the next in line, and back again.
        for task in waiting { #expect(await task.value) }
        #expect(slots.use == (0, 0))
    }

    @Test("are waited for only so long, and not by whoever gave up")
    func wait() async {
        let slots = WorkSlots(places: 1, wait: .milliseconds(20))
        let held = await slots.enter()
        #expect(await slots.enter() == nil)
        let patient = WorkSlots(places: 1, wait: .seconds(600))
        let other = await patient.enter()
        let gaveUp = Task { await patient.enter() }
        while patient.use.waiting == 0 { await Task.yield() }
        gaveUp.cancel()
        #expect(await gaveUp.value == nil)
        #expect(patient.use == (1, 0))
        withExtendedLifetime((held, other)) {}
    }

    @Test("sends away whoever has no time at all, however early that time is over")
    func noTime() async throws {
        let slots = WorkSlots(places: 1, line: 10_000, wait: .zero)
        let place = try #require(await slots.enter())
        let entered = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<5000 { group.addTask { await slots.enter() != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(entered == 0)
        #expect(slots.use == (1, 0))
        withExtendedLifetime(place) {}
    }

    @Test("go to everybody once, however many want them")
    func many() async {
        let slots = WorkSlots(places: 3, line: 1000, wait: .seconds(600))
        let crowd = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let place = await slots.enter()
                    crowd.change(by: 1)
                    await Task.yield()
                    crowd.change(by: -1)
                    withExtendedLifetime(place) {}
                }
            }
        }
        #expect(crowd.most <= 3)
        #expect(slots.use == (0, 0))
    }
}

/// How many are somewhere, and were at most.
private final class Crowd: Sendable {
    private let state = Guarded((now: 0, most: 0))

    var most: Int { state.withLock { $0.most } }

    func change(by number: Int) {
        state.withLock { state in
            state.now += number
            state.most = max(state.most, state.now)
        }
    }
}
