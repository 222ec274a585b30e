import Statistics
import Testing

@Suite struct FamilyTests {
    @Test("the logbook's four parts: chance, not change")
    func golden() {
        let test = Homogeneity(Golden.parts)
        #expect(isNear(test.chiSquare, 5.147099))
        #expect(test.degreesOfFreedom == 3)
        #expect(isNear(test.p, 0.161337))
        #expect(isNear(logBayesFactor(Golden.parts), -0.962542))
    }

    @Test("tables of three classes, and the G-test, agree with scipy")  // chi2_contingency(table, False, lambda_)
    func tables() {
        let sentiments = [[14, 2, 7], [6, 3, 12], [9, 3, 12], [8, 2, 10]]
        let pearson = Homogeneity(table: sentiments)
        #expect(isClose(pearson.chiSquare, 5.245008004520201) && isClose(pearson.p, 0.5127948497350636))
        #expect(pearson.degreesOfFreedom == 6)
        let ratio = Homogeneity(table: sentiments, by: .likelihoodRatio)
        #expect(isClose(ratio.chiSquare, 5.2745053307413166) && isClose(ratio.p, 0.5091182071484452))
        let parts = Homogeneity(Golden.parts, by: .likelihoodRatio)
        #expect(isClose(parts.chiSquare, 5.165228130614608) && isClose(parts.p, 0.1600905081992655))
    }

    @Test("rows and classes without raters say nothing, and ragged tables are filled up")
    func emptyRows() {
        for statistic in [Homogeneity.Statistic.pearson, .likelihoodRatio] {
            let plain = Homogeneity(table: [[5, 7], [9, 2]], by: statistic)
            #expect(Homogeneity(table: [[5, 7], [9, 2], [], [0, 0]], by: statistic) == plain)
            #expect(Homogeneity(table: [[5, 0, 7], [9, 0, 2]], by: statistic) == plain)
            #expect(Homogeneity(table: [[-1, 3]], by: statistic).p == 1)
        }
    }

    @Test("a rise from part to part is a trend, whichever way round")
    func trend() {
        // z by the formula in numpy, p = 2 scipy.stats.norm.sf(z)
        let demo = Trend(Golden.parts)
        #expect(isClose(demo.z, 0.8900907138552718) && isClose(demo.p, 0.3734171788002967))
        let rising = [4, 8, 12, 16].map { Proportion($0, of: 20) }
        #expect(Trend(rising).p < 0.001 && Trend(rising).z > 0)
        #expect(isNear(Trend(rising.reversed()).z, -Trend(rising).z, 1e-12))
        for nothing in [[], [Golden.part2], [Proportion(3, of: 3), Proportion(5, of: 5)]] {
            #expect(Trend(nothing).p == 1)
        }
    }

    @Test("nothing to compare is no evidence of a change")
    func nothing() {
        for parts in [[], [Golden.part2], [Proportion(0, of: 9), Proportion(0, of: 3)], [Proportion(0, of: 0)]] {
            #expect(Homogeneity(parts).p == 1)
            #expect(Homogeneity(parts).chiSquare == 0)
        }
        #expect(logBayesFactor([]) == 0)
        #expect(isNear(logBayesFactor([Golden.part2]), 0, 1e-12))
    }

    @Test("parts without raters say nothing")
    func emptyPart() {
        let more = Golden.parts + [Proportion(0, of: 0)]
        #expect(Homogeneity(more) == Homogeneity(Golden.parts))
        #expect(isNear(logBayesFactor(more), logBayesFactor(Golden.parts), 1e-12))
    }

    @Test("order and the choice of side do not matter")
    func symmetry() {
        let reversed = Array(Golden.parts.reversed())
        let other = Golden.parts.map { Proportion($0.rest, of: $0.total) }
        for parts in [reversed, other] {
            #expect(isNear(Homogeneity(parts).p, Homogeneity(Golden.parts).p, 1e-12))
            #expect(isNear(logBayesFactor(parts), logBayesFactor(Golden.parts), 1e-12))
        }
    }

    @Test("a plain change is found at any size")
    func change() {
        let parts = [Proportion(100_000, of: 1_000_000), Proportion(120_000, of: 1_000_000)]
        #expect(Homogeneity(parts).p < 1e-100)
        #expect(logBayesFactor(parts) > 100)
        let same = [Proportion(100_000, of: 1_000_000), Proportion(100_010, of: 1_000_000)]
        #expect(Homogeneity(same).p > 0.9)
        #expect(logBayesFactor(same) < -3)
    }

    @Test("the prior's strength changes the size of the Bayes factor, not its sign")
    func sensitivity() {
        // log BF by scipy.special.betaln
        let demo = BayesFactorSensitivity(Golden.parts)
        #expect(isNear(demo.jeffreys, -2.078721957789078, 1e-9))
        #expect(isNear(demo.uniform, -0.9625424398100506, 1e-9))
        #expect(isNear(demo.peaked, -0.16993330064371293, 1e-9))
        #expect(demo.isRobust)
        #expect(!BayesFactorSensitivity([Proportion(5, of: 20), Proportion(10, of: 20)]).isRobust)
        #expect(!BayesFactorSensitivity([]).isRobust)
        for bad in [0, -1, Double.nan, .infinity] { #expect(logBayesFactor(Golden.parts, prior: bad) == 0) }
    }
}
