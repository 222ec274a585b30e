import Statistics
import Testing

/// Mantel-Haenszel and Breslow-Day.
@Suite struct StrataTests {
    /// Admissions of men and women to six departments of Berkeley in 1973 (Bickel, Hammel & O'Connell 1975).
    private let berkeley = [
        (512, 825, 89, 108), (353, 560, 17, 25), (120, 325, 202, 593), (138, 417, 131, 375), (53, 191, 94, 393),
        (22, 373, 24, 341),
    ].map { Stratum(Proportion($0.0, of: $0.1), Proportion($0.2, of: $0.3)) }

    @Test("the published numbers: the gap disappears within departments")  // R: mantelhaen.test(UCBAdmissions)
    func published() throws {
        let test = MantelHaenszel(berkeley)
        #expect(isNear(try #require(test.oddsRatio), 0.9046968))
        let interval = try #require(test.interval())
        #expect(isNear(interval.low, 0.7719074) && isNear(interval.high, 1.0603298))
        #expect(isNear(test.logVariance, 0.006559203487303511, 1e-12))
        #expect(isNear(test.chiSquare, 1.5246066604434356, 1e-9) && isNear(test.p, 0.2169, 1e-4))
        #expect(isNear(test.crudeDifference, 0.14164542824654186, 1e-12))
        #expect(isNear(test.difference, -0.018425196190852512, 1e-12))
        #expect(try #require(test.explained) > 1)
    }

    @Test("but not in all departments alike")  // R: BreslowDayTest(UCBAdmissions), 18.826, p = 0.002071
    func breslowDay() {
        let test = BreslowDay(berkeley)
        #expect(isNear(test.chiSquare, 18.825501252052426, 1e-7) && isNear(test.correction, 1.24532e-5, 1e-9))
        #expect(test.degreesOfFreedom == 5 && isNear(test.p, 0.0020714013978815416, 1e-9))
    }

    @Test("changing the parts inverts the odds ratio, and the order of strata does not matter")
    func symmetry() throws {
        let there = MantelHaenszel(berkeley)
        let back = MantelHaenszel(berkeley.map { Stratum($0.second, $0.first) })
        #expect(isClose(try #require(there.oddsRatio), 1 / (try #require(back.oddsRatio))))
        #expect(isClose(there.p, back.p) && isClose(there.difference, -back.difference))
        #expect(isClose(BreslowDay(berkeley.reversed()).p, BreslowDay(berkeley).p))
        #expect(isClose(BreslowDay(berkeley.map { Stratum($0.second, $0.first) }).p, BreslowDay(berkeley).p))
    }

    @Test("one stratum is the plain table")
    func single() throws {
        let test = MantelHaenszel([Stratum(Golden.part3, Golden.part2)])
        #expect(isNear(try #require(test.oddsRatio), 14.0 * 15 / (9 * 6), 1e-12))
        #expect(isNear(test.logVariance, 1.0 / 14 + 1.0 / 9 + 1.0 / 6 + 1.0 / 15, 1e-12))
        #expect(isNear(test.difference, test.crudeDifference, 1e-12))
        #expect(isNear(try #require(test.explained), 0, 1e-12))
        #expect(BreslowDay([Stratum(Golden.part3, Golden.part2)]).p == 1)
    }

    @Test("the same odds ratio everywhere is no evidence against one")
    func homogeneous() {
        let strata = [(20, 40, 10, 40), (60, 90, 40, 100), (300, 400, 500, 1000)]
            .map { Stratum(Proportion($0.0, of: $0.1), Proportion($0.2, of: $0.3)) }
        #expect(BreslowDay(strata).p > 0.9)
    }

    @Test("empty strata say nothing, and parts without overlap have no ratio")
    func edges() throws {
        let empty = [
            Stratum(Proportion(0, of: 0), Proportion(3, of: 5)), Stratum(Proportion(3, of: 5), Proportion(0, of: 0)),
        ]
        #expect(MantelHaenszel(berkeley + empty) == MantelHaenszel(berkeley))
        #expect(BreslowDay(berkeley + empty) == BreslowDay(berkeley))
        for nothing in [[], empty] {
            let test = MantelHaenszel(nothing)
            #expect(test.oddsRatio == nil && test.interval() == nil && test.p == 1 && test.explained == nil)
            #expect(BreslowDay(nothing).p == 1)
        }
        let apart = [
            Stratum(Proportion(5, of: 5), Proportion(0, of: 4)), Stratum(Proportion(2, of: 2), Proportion(0, of: 9)),
        ]
        #expect(MantelHaenszel(apart).oddsRatio == nil && MantelHaenszel(apart).p < 0.001)
        #expect(BreslowDay(apart).p == 1)
        let single = Stratum(Proportion(1, of: 1), Proportion(0, of: 1))
        #expect(MantelHaenszel([single, single]).p <= 1)
    }

    @Test("a million raters a stratum do no harm")
    func huge() {
        let strata = [
            Stratum(Proportion(500_000, of: 1_000_000), Proportion(400_000, of: 1_000_000)),
            Stratum(Proportion(1, of: 1_000_000), Proportion(999_999, of: 1_000_000)),
        ]
        #expect(MantelHaenszel(strata).p < 1e-100)
        #expect(BreslowDay(strata).p < 1e-100)
    }
}
