import Statistics
import Testing

@Suite struct EffectiveRatersTests {
    @Test("twenty ratings of five raters")
    func golden() {
        #expect(isNear(effectiveRatings(loads: [12, 1, 1, 1, 5], intraclassCorrelation: 0.3), 6.097561))
        #expect(isNear(kishEffectiveRaters(weights: [12, 1, 1, 1, 5]), 2.325581))
    }

    @Test("independent ratings all count, identical ones as Kish's raters")
    func ends() {
        let loads = [12, 1, 1, 1, 5]
        #expect(effectiveRatings(loads: loads, intraclassCorrelation: 0) == 20)
        #expect(isNear(effectiveRatings(loads: loads, intraclassCorrelation: 1), 400.0 / 172, 1e-12))
        #expect(effectiveRatings(loads: loads, intraclassCorrelation: -3) == 20)
        #expect(isNear(effectiveRatings(loads: loads, intraclassCorrelation: .nan), 400.0 / 172, 1e-12))
        #expect(effectiveRatings(loads: [1, 1, 1, 1], intraclassCorrelation: 0.8) == 4)
        #expect(kishEffectiveRaters(weights: [3, 3, 3]) == 3)
    }

    @Test("more alike means fewer, never more than there are")
    func monotone() {
        let values = stride(from: 0.0, through: 1, by: 0.1).map {
            effectiveRatings(loads: [4, 2, 9, 1], intraclassCorrelation: $0)
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("nobody is nobody, and no weight is too large")
    func edges() {
        #expect(effectiveRatings(loads: [], intraclassCorrelation: 0.3) == 0)
        #expect(effectiveRatings(loads: [0, -2], intraclassCorrelation: 0.3) == 0)
        #expect(kishEffectiveRaters(weights: []) == 0)
        #expect(kishEffectiveRaters(weights: [0, -1]) == 0)
        #expect(kishEffectiveRaters(weights: [.infinity]) == 0)
        #expect(kishEffectiveRaters(weights: [1e200, 1e200]) == 2)
        #expect(effectiveRatings(loads: [1_000_000, 1], intraclassCorrelation: 0.5) > 1.9)
    }

    @Test("what raters have in common is estimated from those who repeat")
    func correlation() throws {
        // Analysis of variance by numpy.
        let estimate = try #require(intraclassCorrelation([[1, 2, 1], [5], [4, 4], [2, 3, 3, 2], [5, 4]]))
        #expect(isNear(estimate, 0.8676171079429736, 1e-12))
        #expect(intraclassCorrelation([[1, 1], [5, 5, 5]]) == 1)
        #expect(intraclassCorrelation([[1, 5], [5, 1]]) == 0)
        #expect(intraclassCorrelation([[3, 3], [3, 3]]) == 0)
        #expect(intraclassCorrelation([[3], [4]]) == nil)
        #expect(intraclassCorrelation([[3, 4], []]) == nil)
    }
}
