import Statistics
import Testing

@Suite struct BetaDistributionTests {
    @Test(
        "the regularised incomplete beta function agrees with scipy",
        arguments: [
            (0.3, 0.5, 0.5, 0.36901011956554536), (0.6, 14.5, 9.5, 0.4719323501543653),
            (0.01, 0.5, 24.5, 0.5149425687245734), (0.999, 30, 0.5, 0.8072373061595369),
            (0.1, 50, 60, 7.837081131970105e-22), (0.33, 1000.5, 2000.5, 0.34821703729292935),
            (0.3335, 1e6, 2e6, 0.7298824325036775), (0.5, 200, 5, 2.77989350053625e-54),
            (1e-9, 0.5, 1e6, 0.035670587282739655), (0.7, 3, 8, 0.9984096136),
        ])
    func cdf(x: Double, alpha: Double, beta: Double, expected: Double) {
        #expect(isClose(BetaDistribution(alpha: alpha, beta: beta).cdf(x), expected))
    }

    @Test(
        "its inverse agrees with scipy",
        arguments: [
            (0.025, 14.5, 9.5, 0.40619544516092126), (0.975, 14.5, 9.5, 0.7856893206764021),
            (0.025, 0.5, 24.5, 2.0247566718048294e-05), (0.975, 0.5, 24.5, 0.09838760438586978),
            (0.5, 30, 0.5, 0.9923834743981206), (0.975, 30, 0.5, 0.9999834953557423),
            (0.001, 1000.5, 2000.5, 0.3071305688438839), (0.975, 1e6, 2e6, 0.3338668730691445),
            (0.025, 0.5, 1e6, 4.910346812257256e-10), (1e-6, 3, 8, 0.002034635634091057),
            (0.05, 0.02, 3, 2.0064250420017997e-66),
        ])
    func quantile(p: Double, alpha: Double, beta: Double, expected: Double) {
        #expect(isClose(BetaDistribution(alpha: alpha, beta: beta).quantile(p), expected))
    }

    @Test("the distribution function undoes its inverse", arguments: [0.5, 1, 2.5, 40, 3000.5])
    func roundTrip(alpha: Double) {
        for beta in [0.5, 1, 7, 250.5] {
            let distribution = BetaDistribution(alpha: alpha, beta: beta)
            for p in [1e-8, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975] {
                #expect(isNear(distribution.cdf(distribution.quantile(p)), p, 1e-10))
            }
        }
    }

    @Test("the distribution function never falls and mirrors itself")
    func shape() {
        let distribution = BetaDistribution(alpha: 3.5, beta: 11)
        let mirrored = BetaDistribution(alpha: 11, beta: 3.5)
        let grid = (0...1000).map { Double($0) / 1000 }
        let values = grid.map(distribution.cdf)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(grid.allSatisfy { isNear(distribution.cdf($0) + mirrored.cdf(1 - $0), 1, 1e-13) })
        #expect(grid.allSatisfy { isNear(distribution.cdf($0) + distribution.tail($0), 1, 1e-15) })
    }

    @Test("the upper tail keeps its digits")  // scipy.stats.beta.sf(x, a, b)
    func tail() {
        #expect(isClose(BetaDistribution(alpha: 3, beta: 8).tail(0.99), 4.4203600000000315e-15, relative: 1e-12))
        #expect(isClose(BetaDistribution(alpha: 50, beta: 60).tail(0.9), 1.793003538238216e-31, relative: 1e-12))
    }

    @Test(
        "large shapes keep their digits too",  // 40-digit arithmetic
        arguments: [
            (0.33, 3000, 6000, 0.2516055470416538), (0.3334, 2000.5, 4000.25, 0.50285265663398135),
            (0.31, 2500, 5000, 7.2043048380440635e-6), (2e-6, 2000, 1e9, 0.50300922051949967), (0.9, 2500, 2500, 1),
            (0.4, 1e6, 1.5e6, 0.50003433548672572), (0.4009, 1e6, 1.5e6, 0.99815844668564259),
            (0.3995, 1e6, 1.5e6, 0.05327657299983767),
        ])
    func large(x: Double, alpha: Double, beta: Double, expected: Double) {
        #expect(isClose(BetaDistribution(alpha: alpha, beta: beta).cdf(x), expected, relative: 2e-11))
        #expect(isNear(BetaDistribution(alpha: beta, beta: alpha).tail(1 - x), expected, 1e-9))
    }

    @Test("where the methods change hands they agree, far out and in the middle")
    func handover() {
        let (below, above) = (
            BetaDistribution(alpha: 1999.999_999, beta: 3000), BetaDistribution(alpha: 2000.000_001, beta: 3000)
        )
        for x in [1e-9, 0.1, 0.3, 0.38, 0.399, 0.4, 0.4001, 0.41, 0.43, 0.7] {
            #expect(isClose(above.cdf(x), below.cdf(x), relative: 1e-4))
            #expect(isClose(above.tail(x), below.tail(x), relative: 1e-4))
            #expect(isNear(above.cdf(x) + above.tail(x), 1, 1e-15))
        }
    }

    @Test("next to the ends there is a number, for all shapes")
    func nextToTheEnds() {
        for alpha in stride(from: 10.1, to: 60, by: 0.37) {
            for beta in stride(from: 10.3, to: 60, by: 1.13) {
                let distribution = BetaDistribution(alpha: alpha, beta: beta)
                for x in [Double.leastNonzeroMagnitude, 1e-300, 1e-17, 1 - Double.ulpOfOne / 2] {
                    #expect((0...1).contains(distribution.cdf(x)) && (0...1).contains(distribution.tail(x)))
                }
            }
        }
    }

    @Test("outside 0...1 there is no probability left")
    func edges() {
        let distribution = BetaDistribution(alpha: 2, beta: 3)
        #expect(distribution.cdf(-1) == 0)
        #expect(distribution.cdf(0) == 0)
        #expect(distribution.cdf(1) == 1)
        #expect(distribution.cdf(2) == 1)
        #expect(distribution.cdf(.nan).isNaN)
        #expect(distribution.tail(-1) == 1 && distribution.tail(1) == 0 && distribution.tail(.nan).isNaN)
        #expect(distribution.quantile(0) == 0)
        #expect(distribution.quantile(1) == 1)
    }

    @Test("the uniform distribution is its own distribution function, and moments are right")
    func uniform() {
        let uniform = BetaDistribution(alpha: 1, beta: 1)
        #expect(isNear(uniform.cdf(0.37), 0.37, 1e-15))
        #expect(isNear(uniform.quantile(0.37), 0.37, 1e-15))
        #expect(uniform.mean == 0.5)
        #expect(isNear(uniform.variance, 1.0 / 12, 1e-15))
    }

    @Test("a billion raters are counted as safely as ten")
    func huge() {
        let distribution = Proportion(400_000_000, of: 1_000_000_000).posterior()
        let interval = distribution.interval()
        // The normal approximation is exact here to more digits than are asked for.
        #expect(isNear(interval.low, 0.4 - 3.0364e-5, 1e-8))
        #expect(isNear(interval.high, 0.4 + 3.0364e-5, 1e-8))
    }
}
