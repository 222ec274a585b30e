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

    @Test("the prior's strength changes the Bayes factor only moderately")
    func sensitivity() {
        for prior in [0.5, 1, 2] {
            #expect((-4..<0).contains(logBayesFactor(Golden.parts, prior: prior)))
        }
    }
}
