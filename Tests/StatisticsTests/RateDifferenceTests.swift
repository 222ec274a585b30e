import Statistics
import Testing

@Suite struct RateDifferenceTests {
    @Test(
        "the posterior agrees with a sum over 16 million points in numpy",  // mean, sd, interval, P(> 0)
        arguments: [
            (14, 23, 6, 21, nil, [0.308712, 0.136442, 0.0300, 0.5627, 0.984848]),
            (14, 23, 6, 21, .nothing, [0.032202, 0.046927, -0.0598, 0.1241, 0.7538]),
            (14, 23, 6, 21, .data, [0.160749, 0.102549, -0.0438, 0.3575, 0.93904]),
            (9, 24, 10, 22, .nothing, [-0.008183, 0.046046, -0.0987, 0.0821, 0.42962]),
            (1, 30, 200, 400, nil, [-0.451613, 0.045396, -0.5245, -0.3454, 0]),
            (1, 30, 200, 400, .nothing, [-0.101635, 0.042208, -0.1821, -0.0169, 0.009644]),
            (150, 300, 120, 310, .nothing, [0.068853, 0.03129, 0.0074, 0.1300, 0.985939]),
            (150, 300, 120, 310, .hyperparameters, [0.105488, 0.03861, 0.0296, 0.1808, 0.99673]),
        ] as [(Int, Int, Int, Int, Change?, [Double])])
    func values(k: Int, n: Int, l: Int, m: Int, changed: Change?, expected: [Double]) {
        let difference = RateDifference(Proportion(k, of: n), minus: Proportion(l, of: m), changed: changed)
        let estimate = difference.estimate()
        #expect(isNear(estimate.mean, expected[0], 2e-6))
        #expect(isNear(estimate.standardDeviation, expected[1], 2e-6))
        #expect(isNear(estimate.interval.low, expected[2], 5e-4))
        #expect(isNear(estimate.interval.high, expected[3], 5e-4))
        #expect(isNear(difference.probabilityAbove, expected[4], 1e-4))
    }

    @Test("independent rates have the mean and variance that can be written down, and the exact probability")
    func closedForm() {
        for (first, second) in [(Golden.part3, Golden.part2), (Proportion(0, of: 7), Proportion(30, of: 31))] {
            let (one, other) = (first.posterior(), second.posterior())
            let difference = RateDifference(first, minus: second)
            #expect(isNear(difference.mean, one.mean - other.mean, 1e-9))
            #expect(isNear(difference.variance, one.variance + other.variance, 1e-9))
            #expect(isNear(difference.probabilityAbove, one.probability(ofExceeding: other), 1e-4))
        }
    }

    @Test("the less changed, the nearer the parts are taken to be")
    func tightening() {
        let changes: [Change?] = [.nothing, .data, .both, nil]
        let differences = changes.map { RateDifference(Golden.part3, minus: Golden.part2, changed: $0) }
        #expect(zip(differences, differences.dropFirst()).allSatisfy { $0.mean < $1.mean })
        #expect(zip(differences, differences.dropFirst()).allSatisfy { $0.probabilityAbove < $1.probabilityAbove })
        #expect(zip(differences, differences.dropFirst()).allSatisfy { $0.variance < $1.variance })
        #expect(isNear(Change.nothing.logOddsDeviation, 0.20476977, 1e-8))
        #expect(Change.data.logOddsDeviation == Change.hyperparameters.logOddsDeviation)
    }

    @Test("enough raters overrule the prior, and nobody leaves it as it is")
    func prior() {
        let many = RateDifference(Proportion(61, of: 100), minus: Proportion(29, of: 100), changed: .nothing)
        #expect(many.probabilityAbove > 0.975)
        for change in Change.allCases {
            let nobody = RateDifference(Proportion(0, of: 0), minus: Proportion(0, of: 0), changed: change)
            #expect(isNear(nobody.mean, 0, 1e-9) && isNear(nobody.probabilityAbove, 0.5, 1e-6))
            #expect(nobody.probability(within: change.reach) > 0.95)
        }
    }

    @Test("changing the parts changes the sign")
    func symmetry() {
        for changed in [nil, Change.nothing, .both] {
            for (first, second) in [(Golden.part3, Golden.part2), (Proportion(2, of: 9), Proportion(80, of: 300))] {
                let there = RateDifference(first, minus: second, changed: changed)
                let back = RateDifference(second, minus: first, changed: changed)
                #expect(isNear(there.mean, -back.mean, 1e-9))
                #expect(isNear(there.estimate().interval.low, -back.estimate().interval.high, 1e-4))
                #expect(isNear(there.probability(), back.probability(), 1e-4))
            }
        }
    }

    @Test("the distribution function rises from 0 to 1")
    func shape() {
        for first in [Golden.part3, Proportion(0, of: 5), Proportion(7, of: 7)] {
            let difference = RateDifference(first, minus: Proportion(0, of: 12))
            let values = stride(from: -1.0, through: 1, by: 0.02).map(difference.cdf)
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
            #expect((values.first ?? 1) < 1e-9 && (values.last ?? 0) > 1 - 1e-9)
        }
    }

    @Test("a million raters, and parts without any, give finite numbers")
    func extremes() {
        let parts = [
            Proportion(0, of: 0), Proportion(0, of: 6), Proportion(6, of: 6), Proportion(1_000_000, of: 1_000_000),
            Proportion(400_000, of: 1_000_000), Proportion(1 << 52, of: 1 << 53),
        ]
        for first in parts {
            for second in parts {
                for changed in [nil, Change.nothing] {
                    let difference = RateDifference(first, minus: second, changed: changed)
                    let estimate = difference.estimate()
                    #expect((-1...1).contains(estimate.interval.low) && (-1...1).contains(estimate.interval.high))
                    #expect((-1...1).contains(estimate.mean) && estimate.variance >= 0)
                    #expect((0...1).contains(difference.probabilityAbove) && (0...1).contains(difference.probability()))
                }
            }
        }
    }
}
