import Statistics
import Testing

@Suite struct DirichletTests {
    @Test("the mean score without another part: half a rater per score")
    func golden() {
        let score = Estimate.meanScore(counts: [0, 2, 3, 7, 3])
        #expect(isNear(score.mean, 3.628571))
        #expect(isNear(score.standardDeviation, 0.242800))
        #expect(score.interval.low < 3.17 && score.interval.high > 4.05)
    }

    @Test("net sentiment follows the formula with the experiment as the prior")
    func pooled() {
        // a = (14, 2, 7) + 2 (37, 12, 39) / 88
        let net = Estimate.netSentiment(negative: 14, neutral: 2, positive: 7, pooled: (37, 12, 39))
        #expect(isNear(net.mean, -0.2781818181818182, 1e-14))
        #expect(isNear(net.variance, 0.03198868404322949, 1e-14))
        #expect(isNear(net.interval.low, -0.6066025089904652, 1e-10))
        #expect(isNear(net.interval.high, 0.08809283692898218, 1e-10))
    }

    @Test("with two classes the interval is that of the beta distribution itself")
    func twoClasses() {
        let posterior = DirichletPosterior(counts: [9, 14])
        let interval = posterior.mean(of: [0, 1]).interval
        let exact = Proportion(14, of: 23).posterior().interval()
        #expect(isNear(interval.low, exact.low, 1e-9) && isNear(interval.high, exact.high, 1e-9))
    }

    @Test("swapping the sides changes the sign")
    func mirror() {
        let there = Estimate.netSentiment(negative: 14, neutral: 2, positive: 7)
        let back = Estimate.netSentiment(negative: 7, neutral: 2, positive: 14)
        #expect(isNear(there.mean, -back.mean, 1e-14))
        #expect(isNear(there.interval.low, -back.interval.high, 1e-12))
    }

    @Test("without raters there is a wide interval around the prior's mean")
    func nobody() {
        let alone = Estimate.netSentiment(negative: 0, neutral: 0, positive: 0)
        #expect(alone.mean == 0)
        #expect(alone.interval.low < -0.8 && alone.interval.high > 0.8)
        let amongOthers = Estimate.netSentiment(negative: 0, neutral: 0, positive: 0, pooled: (10, 10, 80))
        #expect(isNear(amongOthers.mean, 0.7, 1e-12))
    }

    @Test("raters of one mind still leave some doubt, with and without other parts like them")
    func unanimous() {
        for pooled in [nil, (0, 0, 90)] {
            let net = Estimate.netSentiment(negative: 0, neutral: 0, positive: 20, pooled: pooled)
            #expect(net.mean > 0.9 && net.mean < 1)
            #expect(net.interval.low < net.mean && net.interval.high <= 1)
        }
    }

    @Test("more raters narrow the interval, and a billion do no harm")
    func huge() {
        let widths = [1, 100, 10_000, 50_000_000].map { scale in
            let net = Estimate.netSentiment(negative: 14 * scale, neutral: 2 * scale, positive: 7 * scale)
            return net.interval.high - net.interval.low
        }
        #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
        #expect(widths.last.map { $0 > 0 && $0 < 1e-3 } == true)
    }

    @Test("values that cannot be averaged give a point, not a crash")
    func degenerate() {
        let posterior = DirichletPosterior(counts: [1, 2, 3])
        #expect(posterior.mean(of: [2, 2, 2]).interval == Interval(low: 2, high: 2))
        #expect(posterior.mean(of: []).mean.isNaN)
    }

    @Test("counts that leave no doubt in a double give a point, not a crash")
    func overwhelming() {
        let score = Estimate.meanScore(counts: [0, 0, 0, 0, .max], pooled: [1, 0, 0, 0, .max])
        #expect(isNear(score.mean, 5, 1e-9) && score.interval.low <= score.interval.high)
        #expect((1...5).contains(score.interval.low) && (1...5).contains(score.interval.high))
    }

    @Test("the same counts give the same bits")
    func deterministic() {
        let first = Estimate.meanScore(counts: [8, 6, 2, 5, 2], pooled: [20, 30, 10, 40, 9])
        let second = Estimate.meanScore(counts: [8, 6, 2, 5, 2], pooled: [20, 30, 10, 40, 9])
        #expect(first.interval.low.bitPattern == second.interval.low.bitPattern)
        #expect(first.variance.bitPattern == second.variance.bitPattern)
    }
}
