import Statistics
import Testing

@Suite struct SimulationTests {
    @Test("the same seed gives the same figures, another one nearly the same")
    func deterministic() {
        func figures(seed: UInt64) -> [Double] {
            Simulation.frequencies(300, seed: seed) { random in
                let truth = random.dirichlet([0.7, 0.3, 1])
                let counts = random.multinomial(truth, 24)
                let rate = random.beta(8, 12)
                let seen = random.binomial(rate, 20)
                return [
                    Estimate.netSentiment(negative: counts[0], neutral: counts[1], positive: counts[2])
                        .interval.contains(truth[2] - truth[0]),
                    Interval.wilson(seen).contains(rate), random.normal() > 0,
                    PermutationReplay([seen, Golden.part2], replays: 20, seed: random.next()).p <= 0.5,
                ]
            }
        }
        let once = figures(seed: 71)
        #expect(once == figures(seed: 71))
        #expect(once != figures(seed: 72))
        #expect(zip(once, figures(seed: 72)).allSatisfy { isNear($0, $1, 0.15) })
    }

    @Test("what is drawn has the means that it must have")
    func draws() {
        var random = SplitMix64(seed: 73)
        let count = 4000
        func mean(_ draw: () -> Double) -> Double { (0..<count).reduce(0.0) { sum, _ in sum + draw() } / Double(count) }
        #expect(isNear(mean { random.beta(2, 3) }, 0.4, 0.02))
        #expect(isNear(mean { random.normal() }, 0, 0.05))
        #expect(isNear(mean { random.dirichlet([1, 2, 5])[1] }, 0.25, 0.02))
        #expect(isNear(mean { Double(random.multinomial([0.2, 0.3, 0.5], 10)[2]) }, 5, 0.1))
        #expect(isNear(mean { Double(random.binomial(0.3, 10).count) }, 3, 0.1))
        #expect(random.dirichlet([1, 2, 5]).reduce(0, +) == 1)
    }
}
