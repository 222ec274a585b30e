import Statistics
import Testing

/// Parts that are all alike: how often a report sees a difference.
@Suite(.tags(.simulation)) struct FamilySimulations {
    private let rate = 0.4
    private let raters = 24

    @Test("ten equal parts: each against the rest finds a difference in at most 6 %, uncorrected in a third")
    func rest() {
        let (exact, score) = (Memory<Double>(), Memory<Double>())
        let found = Simulation.frequencies(3000, seed: 41) { random in
            let parts = (0..<10).map { _ in random.binomial(rate, raters) }
            let marked = parts.reduce(0) { $0 + $1.count }
            func values(_ memory: Memory<Double>, _ test: (Proportion, Proportion) -> Double) -> [Double] {
                parts.map { part in
                    memory([part.count, marked]) { test(part, Proportion(marked - part.count, of: 9 * raters)) }
                }
            }
            let p = [values(exact, barnardExact), values(score) { Homogeneity([$0, $1]).p }]
            return (p.map(holm) + p).map { $0.contains { $0 <= 0.05 } }
        }
        Simulation.expect("ten equal parts, each against the rest, Barnard with Holm", found[0], within: 0...0.06)
        Simulation.expect("ten equal parts, each against the rest, score test with Holm", found[1], within: 0...0.06)
        Simulation.expect("ten equal parts, each against the rest, Barnard alone", found[2], within: 0.25...0.45)
        Simulation.expect("ten equal parts, each against the rest, score test alone", found[3], within: 0.3...0.45)
    }

    @Test(
        "ten equal parts: some part is called credible in at most 6 %, suggestive in more",
        arguments: [nil, Change.nothing])
    func verdicts(changed: Change?) {
        let memory = Memory<Evidence>()
        var checked = 0
        let found = Simulation.frequencies(3000, seed: 42) { random in
            let parts = (0..<10).map { _ in random.binomial(rate, raters) }
            let verdicts = verdicts(of: parts, changed: changed, memory)
            if checked < 20 {
                checked += 1
                let changes = parts.map { _ in changed }
                #expect(Comparison.consecutive(parts, changes: changes).map(\.verdict) == verdicts)
            }
            return [verdicts.contains(.credible), verdicts.contains(.suggestive)]
        }
        let words = changed.map { "changed \($0.rawValue)" } ?? "nothing said"
        Simulation.expect("ten equal parts, some verdict credible, \(words)", found[0], within: 0...0.06)
        Simulation.expect("ten equal parts, some verdict suggestive, \(words)", found[1], within: 0.25...0.45)
    }

    /// The verdicts of `Comparison.consecutive`, with what depends on two parts only remembered.
    private func verdicts(of parts: [Proportion], changed: Change?, _ memory: Memory<Evidence>) -> [Verdict] {
        var evidence = zip(parts.dropFirst(), parts).map { first, second in
            memory([first.count, second.count]) {
                Comparison(first, with: second, changed: changed, family: [first, second]).evidence
            }
        }
        let homogeneity = Homogeneity(parts).p
        let factor = logBayesFactor(parts)
        for (index, p) in holm(evidence.map(\.p)).enumerated() {
            evidence[index].adjustedP = p
            evidence[index].homogeneityP = homogeneity
            evidence[index].logBayesFactor = factor
        }
        return evidence.map(\.verdict)
    }

    @Test("under chance, p of homogeneity and of replays is uniform")
    func uniform() {
        for (name, statistic) in [("Pearson", Homogeneity.Statistic.pearson), ("G", .likelihoodRatio)] {
            expectUniform("p of homogeneity (\(name))", 2000, seed: 43, within: 0.05) {
                Homogeneity($0, by: statistic).p
            }
        }
        // The largest distance of few raters takes few values: p is exact, and so below 0.05 rather too seldom.
        expectUniform("p of replays", 600, seed: 44, within: 0.08) { PermutationReplay($0, replays: 199, seed: 9).p }
    }

    /// Expects that p of parts of the sizes of the demo, and one more, is below 0.05 about as often, and at most `reach`
    /// away from a uniform number by Kolmogorov's distance.
    private func expectUniform(
        _ scenario: String, _ repetitions: Int, seed: UInt64, within reach: Double, p: ([Proportion]) -> Double
    ) {
        var values = [Double]()
        let small = Simulation.frequency(repetitions, seed: seed) { random in
            values.append(p([24, 21, 23, 20, 37].map { random.binomial(rate, $0) }))
            return values[values.count - 1] <= 0.05
        }
        let n = Double(values.count)
        let distance = values.sorted().enumerated().reduce(0.0) { greatest, value in
            max(greatest, value.element - Double(value.offset) / n, Double(value.offset + 1) / n - value.element)
        }
        Simulation.expect("\(scenario), at most 0.05", small, within: 0.02...0.06)
        Simulation.expect("\(scenario), distance from uniform", distance, within: 0...reach)
    }
}
