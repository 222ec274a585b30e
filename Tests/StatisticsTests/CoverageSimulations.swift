import Glibc
import Statistics
import Testing

/// 95 % intervals hold the truth in 93 to 97 % of the experiments.
@Suite(.tags(.simulation)) struct CoverageSimulations {
    private let promised = 0.93...0.97

    @Test("Wilson's and Jeffreys' intervals of a share")
    func shares() {
        for (interval, repetitions) in [(Interval.wilson, 20_000), (Interval.jeffreys, 4000)] {
            let coverage = frequency(repetitions, seed: 1) { random in
                let rate = random.uniform()
                let raters = 5 + Int(random.next() % 60)
                return interval(random.binomial(rate, raters), 0.95).contains(rate)
            }
            #expect(promised.contains(coverage), "\(coverage)")
        }
    }

    @Test("Newcombe's interval of a difference")
    func newcombe() {
        let coverage = frequency(10_000, seed: 2) { random in
            let (first, second) = (random.uniform(), random.uniform())
            let interval = Interval.newcombe(random.binomial(first, 23), minus: random.binomial(second, 31))
            return interval.contains(first - second)
        }
        #expect(promised.contains(coverage), "\(coverage)")
    }

    @Test("net sentiment and the mean score")
    func estimates() {
        let net = frequency(4000, seed: 3) { random in
            let shares = random.simplex(3)
            let counts = random.multinomial(shares, 24)
            return Estimate.netSentiment(negative: counts[0], neutral: counts[1], positive: counts[2])
                .interval.contains(shares[2] - shares[0])
        }
        #expect(promised.contains(net), "\(net)")
        let score = frequency(4000, seed: 4) { random in
            let shares = random.simplex(5)
            let truth = shares.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * $1.element }
            return Estimate.meanScore(counts: random.multinomial(shares, 24)).interval.contains(truth)
        }
        #expect(promised.contains(score), "\(score)")
    }

    @Test("shrunken rates of parts that the model describes")
    func shrunken() {
        var random = SplitMix64(seed: 5)
        var inside = 0
        let experiments = 160
        for _ in 0..<experiments {
            let mean = random.uniform()
            let concentration = 20 * exp(1.5 * random.normal())
            let family = BetaBinomialFamily(mean: mean, concentration: concentration)
            let prior = family.posterior(of: Proportion(0, of: 0))
            let rates = (0..<5).map { _ in random.beta(prior.alpha, prior.beta) }
            let shrunken = ShrunkenRates(rates.map { random.binomial($0, 20) })
            inside += zip(shrunken.rates, rates).count { $0.interval.contains($1) }
        }
        let coverage = Double(inside) / Double(5 * experiments)
        #expect(promised.contains(coverage), "\(coverage)")
    }

    @Test("the difference under the prior for what changed", arguments: [Change.nothing, .data])
    func differences(changed: Change) {
        let deviation = changed.logOddsDeviation
        let coverage = frequency(900, seed: 6) { random in
            // Jeffreys' prior for both, kept in proportion to the tie between them.
            while true {
                let (first, second) = (random.beta(0.5, 0.5), random.beta(0.5, 0.5))
                let distance = (logit(first) - logit(second)) / deviation
                if random.uniform() < exp(-distance * distance / 2) {
                    let difference = RateDifference(
                        random.binomial(first, 25), minus: random.binomial(second, 20), changed: changed)
                    return difference.estimate().interval.contains(first - second)
                }
            }
        }
        #expect(promised.contains(coverage), "\(coverage)")
    }

    @Test("a mean over raters who repeat, where the naive interval fails")
    func clustered() throws {
        var naive = 0
        let repetitions = 2500
        let coverage = try frequency(repetitions, seed: 7) { random in
            let raters = (0..<25).map { rater in
                let own = random.normal()
                return (0...(rater % 9)).map { _ in own + 0.7 * random.normal() }
            }
            let all = raters.joined().map { [$0] }
            if try #require(ClusteredMean(all)?.interval()).contains(0) { naive += 1 }
            return try #require(ClusteredMean(raters)?.interval()).contains(0)
        }
        #expect((0.925...0.97).contains(coverage), "\(coverage)")
        #expect(Double(naive) / Double(repetitions) < 0.75)
    }

    @Test("the change of raters of both parts, and the probability of superiority")
    func ranks() throws {
        let paired = try frequency(3000, seed: 8) { random in
            let pairs = (0..<18).map { _ in (earlier: random.normal(), later: 0.4 + 2 * random.normal()) }
            return try #require(PairedDifference(pairs).interval).contains(0.4)
        }
        #expect(promised.contains(paired), "\(paired)")
        let superiority = frequency(3000, seed: 9) { random in
            let (first, second) = ([0.1, 0.1, 0.2, 0.3, 0.3], [0.2, 0.3, 0.2, 0.2, 0.1])
            let counts = (random.multinomial(first, 30), random.multinomial(second, 25))
            // P(X > Y) + P(X = Y) / 2 of these shares.
            return BrunnerMunzel(counts: counts.0, counts.1).interval.contains(0.69)
        }
        #expect(promised.contains(superiority), "\(superiority)")
    }

    private func logit(_ rate: Double) -> Double { log(rate / (1 - rate)) }
}
