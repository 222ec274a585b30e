import Statistics
import Testing

/// Intervals of a share and of the difference of two.
@Suite(.tags(.simulation)) struct ProportionSimulations {
    @Test("Wilson's and Jeffreys' intervals hold any share, in few raters and in many")
    func shares() {
        for (name, interval) in [("Wilson", Interval.wilson), ("Jeffreys", Interval.jeffreys)] {
            let memory = Memory<Interval>()
            func holds(_ rate: Double, _ raters: Int, _ random: inout SplitMix64) -> Bool {
                let seen = random.binomial(rate, raters)
                return memory([seen.count, raters]) { interval(seen, 0.95) }.contains(rate)
            }
            let any = Simulation.frequency(20_000, seed: 1) { random in
                holds(random.uniform(), 5 + Int(random.next() % 60), &random)
            }
            Simulation.expect("\(name), any rate, 5 to 64 raters", any, within: coverage)
            // Counts are whole: at a single rate and size the coverage of any interval jumps (Brown, Cai & DasGupta
            // 2001), Jeffreys' down to 0.89 at 0.1 of 24. A promise can be kept on average only.
            for raters in [8, 15, 24, 40, 100] {
                let most = Simulation.frequency(8000, seed: 2) { random in
                    holds(0.05 + 0.9 * random.uniform(), raters, &random)
                }
                Simulation.expect("\(name), rates 0.05 to 0.95, \(raters) raters", most, within: coverage)
            }
            let sizes = [8, 10, 12, 15, 18, 20, 22, 24, 27, 30, 35, 40, 50, 60, 80, 100]
            let grid = Simulation.frequency(15_000, seed: 5) { random in
                holds(Double(1 + random.next() % 9) / 10, sizes[Int(random.next() % 16)], &random)
            }
            Simulation.expect("\(name), grid of rates 0.1 to 0.9 and 8 to 100 raters", grid, within: coverage)
        }
    }

    @Test("Newcombe's interval holds the difference, of any shares and of those of the demo")
    func newcombe() {
        let any = Simulation.frequency(10_000, seed: 3) { random in
            let (first, second) = (random.uniform(), random.uniform())
            let interval = Interval.newcombe(random.binomial(first, 23), minus: random.binomial(second, 31))
            return interval.contains(first - second)
        }
        Simulation.expect("Newcombe, any rates, 23 and 31 raters", any, within: coverage)
        for (first, second) in [(0.61, 0.29), (0.4, 0.4), (0.15, 0.25), (0.8, 0.6)] {
            let fixed = Simulation.frequency(5000, seed: 4) { random in
                Interval.newcombe(random.binomial(first, 23), minus: random.binomial(second, 21))
                    .contains(first - second)
            }
            Simulation.expect("Newcombe, \(first) and \(second), 23 and 21 raters", fixed, within: coverage)
        }
    }
}
