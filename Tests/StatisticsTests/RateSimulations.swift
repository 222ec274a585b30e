import Glibc
import Statistics
import Testing

/// Shrunken rates, and the difference of two rates under the prior for what changed.
@Suite(.tags(.simulation)) struct RateSimulations {
    @Test("shrunken rates of parts that the model describes")
    func model() {
        shrunken("rates from the prior", experiments: 120) { random in
            BetaBinomialFamily(mean: random.uniform(), concentration: 20 * exp(1.5 * random.normal()))
        }
    }

    /// Rates that spread by 0.16, 0.11 and 0.08. Below that five parts of 20 raters cannot tell how alike they are, and
    /// the intervals err on the safe side: 0.05 (a concentration of 80) is held in 97.2 %.
    @Test("shrunken rates of parts that are drawn from one beta distribution", arguments: [8.0, 20, 40])
    func beta(concentration: Double) {
        shrunken("rates from a beta of mean 0.4 and concentration \(concentration)", experiments: 120) { _ in
            BetaBinomialFamily(mean: 0.4, concentration: concentration)
        }
    }

    private func shrunken(
        _ scenario: String, experiments: Int, family: (inout SplitMix64) -> BetaBinomialFamily,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let inside = Simulation.frequencies(experiments, seed: 21) { random in
            let prior = family(&random).posterior(of: Proportion(0, of: 0))
            let rates = (0..<5).map { _ in random.beta(prior.alpha, prior.beta) }
            let estimates = ShrunkenRates(rates.map { random.binomial($0, 20) }).rates
            return zip(estimates, rates).map { $0.interval.contains($1) }
        }
        let held = inside.reduce(0, +) / Double(inside.count)
        Simulation.expect(
            "shrunken, \(scenario), five of 20 raters", held, within: coverage, sourceLocation: sourceLocation)
    }

    @Test("the difference under the prior for what changed, of rates from that prior", arguments: Change.allCases)
    func differences(changed: Change) {
        let deviation = changed.logOddsDeviation
        let held = Simulation.frequency(900, seed: 22) { random in
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
        Simulation.expect("difference, rates from the prior for \(changed.rawValue)", held, within: coverage)
    }

    @Test("the difference without a word on what changed, of rates as they are")
    func fixed() {
        let memory = Memory<Interval>()
        for (first, second) in [(0.61, 0.29), (0.4, 0.4), (0.25, 0.4), (0.75, 0.6)] {
            let held = Simulation.frequency(3000, seed: 23) { random in
                let (one, other) = (random.binomial(first, 23), random.binomial(second, 21))
                return memory([one.count, other.count]) { RateDifference(one, minus: other).estimate().interval }
                    .contains(first - second)
            }
            Simulation.expect("difference, rates \(first) and \(second), 23 and 21 raters", held, within: coverage)
        }
    }

    private func logit(_ rate: Double) -> Double { log(rate / (1 - rate)) }
}
