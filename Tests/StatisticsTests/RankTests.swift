import Statistics
import Testing

/// Mann-Whitney's and Brunner-Munzel's tests of scores.
@Suite struct RankTests {
    private let better = [5, 4, 4, 3, 2, 4, 5, 3, 4, 2, 4, 5, 3, 4, 4]
    private let worse = [1, 2, 3, 2, 4, 2, 1, 3, 2, 5, 2, 3, 1, 2, 3]

    @Test("two parts that differ")
    func golden() {
        let test = MannWhitney(better, worse)
        #expect(isNear(test.superiority, 0.813333))
        #expect(test.u == 183)
        #expect(isNear(test.p, 0.00265725, 1e-8))
    }

    @Test(
        "both agree with scipy",  // mannwhitneyu(x, y, use_continuity=False), brunnermunzel(y, x)
        arguments: [
            ([1, 1, 2, 5], [1, 2, 2, 3, 3, 5], [0.44136078370373844, -0.6773488747516604, 0.5335183667572805]),
            ([3, 3, 3, 4], [3, 3, 3, 3, 2], [0.17971249487899976, 1.6, 0.16138619293629944]),
            ([1, 5, 5, 5, 5, 5, 1], [3, 3, 4, 3], [0.22843980898867533, 1.1618950038622247, 0.2894032248467902]),
        ])
    func values(first: [Int], second: [Int], expected: [Double]) {
        #expect(isClose(MannWhitney(first, second).p, expected[0]))
        #expect(isClose(BrunnerMunzel(first, second).t, expected[1]))
        #expect(isClose(BrunnerMunzel(first, second).p, expected[2]))
    }

    @Test("the interval of the superiority holds it, and excludes a half when p is small")
    func interval() {
        let test = BrunnerMunzel(better, worse)
        #expect(isClose(test.t, 3.927069518101251) && isClose(test.p, 0.0005647096682671406))
        // The probit's interval by the formula in numpy and scipy.
        #expect(isNear(test.interval.low, 0.6099762087919177, 1e-9))
        #expect(isNear(test.interval.high, 0.9333528307812794, 1e-9))
        let few = BrunnerMunzel([1, 1, 2, 5], [1, 2, 2, 3, 3, 5]).interval
        #expect(isNear(few.low, 0.025662710282198742, 1e-9) && isNear(few.high, 0.8850386621040539, 1e-9))
    }

    @Test("changing sides mirrors, order and gaps between scores do not matter")
    func symmetry() {
        let (there, back) = (BrunnerMunzel(better, worse), BrunnerMunzel(worse, better))
        #expect(isNear(there.superiority + back.superiority, 1, 1e-15))
        #expect(isNear(there.interval.low + back.interval.high, 1, 1e-12))
        #expect(isClose(there.p, back.p) && isClose(there.t, -back.t))
        #expect(isClose(MannWhitney(better, worse).p, MannWhitney(worse, better).p))
        #expect(MannWhitney(better.reversed(), worse.sorted()) == MannWhitney(better, worse))
        #expect(MannWhitney(better.map { $0 * $0 }, worse.map { $0 * $0 }) == MannWhitney(better, worse))
    }

    @Test("counts per score say the same as the scores")
    func counts() {
        let counts = [better, worse].map { scores in (1...5).map { score in scores.count { $0 == score } } }
        #expect(MannWhitney(counts: counts[0], counts[1]) == MannWhitney(better, worse))
        #expect(BrunnerMunzel(counts: counts[0], counts[1]) == BrunnerMunzel(better, worse))
    }

    @Test("without raters, or with equal scores only, there is no evidence")
    func nothing() {
        for (first, second) in [([], []), ([], [3, 4]), ([2], []), ([3, 3, 3], [3, 3])] as [([Int], [Int])] {
            #expect(MannWhitney(first, second).p == 1)
            #expect(MannWhitney(first, second).superiority == 0.5)
            #expect(BrunnerMunzel(first, second).p == 1)
            #expect(BrunnerMunzel(first, second).superiority == 0.5)
        }
        #expect(BrunnerMunzel([1], [5]).p == 1)
    }

    @Test("groups that do not overlap have the p of the permutations")
    func separated() {
        let test = BrunnerMunzel([4, 5, 5], [1, 2, 2, 3])
        #expect(isNear(test.p, 2.0 / 35, 1e-12))
        #expect(test.t == .infinity && test.superiority == 1)
        #expect(BrunnerMunzel([1, 2, 2, 3], [4, 5, 5]).t == -.infinity)
    }

    @Test("millions of raters are compared by their counts")
    func huge() {
        let test = BrunnerMunzel(counts: [100_000, 300_000, 600_000], [110_000, 300_000, 590_000])
        #expect(test.p < 1e-20 && test.p >= 0 && test.superiority > 0.5)
        #expect(MannWhitney(counts: [100_000, 300_000, 600_000], [110_000, 300_000, 590_000]).p < 1e-20)
        #expect(MannWhitney(counts: [-4, 3], [3]).p <= 1)
    }
}
