import Statistics
import Testing

@Suite struct PairedTests {
    @Test(
        "the sign test agrees with scipy",  // scipy.stats.binomtest(up, up + down)
        arguments: [
            (9, 2, 0.0654296875), (0, 5, 0.0625), (6, 6, 1), (1200, 1100, 0.03896685268382023), (0, 0, 1), (-2, 0, 1),
        ])
    func signs(up: Int, down: Int, expected: Double) {
        #expect(isClose(signTest(up, down), expected))
        #expect(signTest(up, down) == signTest(down, up))
    }

    @Test("a million against a million and a bit is answered at once")
    func huge() {
        let p = signTest(1_000_000, 1_004_000)
        #expect(p > 0.004 && p < 0.006)
        #expect(signTest(0, 1_000_000) == 0)
    }

    @Test("ten raters of both parts")  // scipy.stats.ttest_1samp(differences, 0).confidence_interval()
    func values() throws {
        let changes: [Double] = [-1, -2, 0, 1, -1, -3, 0, -1, 1, -2]
        let paired = PairedDifference(changes.map { (earlier: 4, later: 4 + $0) })
        #expect(paired.raters == 10 && paired.rose == 2 && paired.fell == 6)
        #expect(isNear(paired.mean, -0.8, 1e-12))
        let interval = try #require(paired.interval)
        #expect(isNear(interval.low, -1.7418111302491592, 1e-10))
        #expect(isNear(interval.high, 0.14181113024915915, 1e-10))
        #expect(isNear(paired.p, 0.2890625, 1e-12))
    }

    @Test("for a property it is McNemar's exact test on those who changed")
    func mcNemar() {
        let pairs = Array(repeating: (earlier: 0.0, later: 1.0), count: 9) + [(1, 0), (1, 0), (1, 1), (0, 0), (1, 1)]
        #expect(isNear(PairedDifference(pairs).p, 0.0654296875, 1e-12))
    }

    @Test("turning time around turns the change around")
    func mirror() throws {
        let pairs: [(earlier: Double, later: Double)] = [(1, 4), (2, 2), (5, 3), (1, 5)]
        let there = PairedDifference(pairs)
        let back = PairedDifference(pairs.map { (earlier: $0.later, later: $0.earlier) })
        #expect(there.mean == -back.mean && there.p == back.p && there.rose == back.fell)
        #expect(try #require(there.interval).low == -(#require(back.interval).high))
    }

    @Test("nobody changed nothing")
    func nothing() {
        let none = PairedDifference([])
        #expect(none.raters == 0 && none.mean == 0 && none.interval == nil && none.p == 1)
        let alone = PairedDifference([(earlier: 2, later: 5)])
        #expect(alone.mean == 3 && alone.interval == nil && alone.p == 1)
        #expect(PairedDifference([(earlier: .nan, later: 5)]).raters == 0)
    }
}
